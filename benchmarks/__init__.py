"""The budgets, measured: every figure beside a floor of the same run, since machines are noisy."""

import os

os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # as in the lab child, for floors measured here
