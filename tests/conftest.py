"""What every test has: a lab that takes its turn, since the tests beside it are busy too."""

import os

os.environ.setdefault("PODIUM_LAB_PRIORITY", "normal")
