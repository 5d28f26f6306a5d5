"""What every test has: a lab that takes its turn, and properties that wait, since the tests beside
it are busy too."""

import os
import signal

from hypothesis import HealthCheck, settings

os.environ.setdefault("PODIUM_LAB_PRIORITY", "normal")
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in a shell's background job
    signal.signal(signal.SIGINT, signal.default_int_handler)
"""Programs that tests start should hear Ctrl+C, however the tests themselves were started."""
