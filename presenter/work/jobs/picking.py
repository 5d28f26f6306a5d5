"""How one token is picked from the scores of all: penalty, temperature, nucleus, chance."""

import torch
from torch import Tensor

from presenter.work.jobs.writing import PENALISED
from presenter.work.protocol import Generate


class Picker:
    """Picks tokens for one text, and remembers those it took for the repeat penalty."""

    def __init__(self, request: Generate, forbidden: frozenset[int]) -> None:
        self._request = request
        self._forbidden = sorted(forbidden)
        self._chance = torch.Generator().manual_seed(request.seed)
        self._taken: list[int] = []
        self.count = 0
        """Tokens picked so far."""

    def pick(self, scores: Tensor) -> int:
        """The next token. `scores` [vocabulary] are left as they are."""
        scores = scores.clone()
        scores[self._forbidden] = -torch.inf
        self._penalise(scores)
        if self._request.temperature == 0:
            token = int(scores.argmax())
        else:
            chances = nucleus(scores / self._request.temperature, self._request.top_p)
            token = int(torch.multinomial(chances, 1, generator=self._chance))
        self._taken.append(token)
        self.count += 1
        return token

    def _penalise(self, scores: Tensor) -> None:
        """The rule of Keskar et al. 2019: positive scores are divided, negative multiplied."""
        penalty = self._request.repeat_penalty
        if penalty != 1 and self._taken:
            recent = torch.tensor(sorted(set(self._taken[-PENALISED:])))
            some = scores[recent]
            scores[recent] = torch.where(some > 0, some / penalty, some * penalty)


def nucleus(scores: Tensor, top_p: float) -> Tensor:
    """Probabilities of the likeliest tokens that hold `top_p` together; the others get none."""
    chances = scores.softmax(-1)
    if top_p == 1:
        return chances
    ordered, places = chances.sort(descending=True)
    beyond = ordered.cumsum(-1) - ordered >= top_p
    chances[places[beyond]] = 0
    return chances / chances.sum()
