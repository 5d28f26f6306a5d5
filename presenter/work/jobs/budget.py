"""A time limit, turned into steps by timing a few on this machine."""

from threading import Event
from time import perf_counter

from presenter.work.jobs.fitting import Fitting
from presenter.work.jobs.learner import chances
from presenter.work.jobs.parallel import Crew
from presenter.work.jobs.texts import Texts
from presenter.work.protocol import Budget
from presenter.work.trouble import Trouble

BATCHES, TEXTS = 8, 128
"""That are timed."""
RESERVE = 1.1
"""What is expected is reckoned so much longer: a machine has other things to do too."""


def plan_steps(
    texts: Texts, fitting: Fitting, crew: Crew, began: float, limit: float, validate_every: int
) -> tuple[Budget, float]:
    """The steps that fit between now and `limit` seconds after `began`, with a test before, a
    validation every so many steps and a test after; and the seconds of that last test.

    Raises Trouble when not even one step fits.
    """
    test, validation = texts.places(texts.parts.test), texts.places(texts.parts.validation)
    start = perf_counter()
    for _ in fitting.time_batches(BATCHES):
        pass
    step = (perf_counter() - start) / BATCHES
    start = perf_counter()
    sample = test[:TEXTS]
    chances(fitting.learner, sample, Event())
    per_text = (perf_counter() - start) / len(sample)
    testing = per_text * (len(test) + len(texts.probe)) * RESERVE
    each = (step + per_text * len(validation) / validate_every) * RESERVE
    spent = perf_counter() - began
    fit = int(crew.sum((limit - spent - 2 * testing) / each) / crew.size)
    if fit < 1:
        raise Trouble(
            f"A time limit of {limit:.0f} s leaves none to train: loading, preparing and testing "
            f"take {spent + 2 * testing:.0f} s here.",
            "Give it more time, or a smaller base.",
        )
    steps = min(fit, fitting.steps)
    expected = spent + 2 * testing + steps * each
    budget = Budget(limit=limit, expected=expected, wanted_steps=fitting.steps, steps=steps)
    return budget, testing
