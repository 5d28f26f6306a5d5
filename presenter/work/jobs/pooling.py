"""What an encoder's hidden states become before they are judged or compared: one vector a text."""

import torch
from torch import Tensor


def mean_over_tokens(x: Tensor, mask: Tensor | None) -> Tensor:
    """[batch, length, hidden] to one vector a text [batch, hidden], in fp32."""
    if mask is None:
        return x.float().mean(1)
    weights = mask.float().unsqueeze(2)
    return (x.float() * weights).sum(1) / weights.sum(1)


def pooled(x: Tensor, mask: Tensor | None, width: int) -> Tensor:
    """One vector a text [batch, width] in fp32: the mean over its tokens, or, where `width` is
    three times that of `x`, the mean, the largest of each value, and the first token."""
    mean = mean_over_tokens(x, mask)
    if width == x.shape[2]:
        return mean
    seen = x if mask is None else x.masked_fill(~mask.unsqueeze(2), float("-inf"))
    return torch.cat([mean, seen.amax(1).float(), x[:, 0].float()], 1)
