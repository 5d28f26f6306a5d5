"""The budgets, measured: every figure beside a floor of the same run, since machines are noisy."""
