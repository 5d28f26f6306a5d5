"""The budgets, measured: every figure beside a floor of the same run, since machines are noisy."""

import os

from presenter.work.machine import WAITING

for name, value in WAITING.items():  # as in the lab child, for floors measured here
    os.environ.setdefault(name, value)
