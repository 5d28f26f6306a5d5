"""What every test has: a lab that takes its turn, and properties that wait, since the tests beside
it are busy too."""

import os

from hypothesis import HealthCheck, settings

os.environ.setdefault("PODIUM_LAB_PRIORITY", "normal")
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
