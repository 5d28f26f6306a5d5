"""The lab child's jobs: the only modules that import torch. They are started by name.

A job is a module with `run(request, cancelled)`, a generator of replies that looks at the event
`cancelled` often and returns soon after it is set. What the user can mend it raises as `Trouble`.
"""

import gc
import importlib
import sys
from types import ModuleType

_UNUSED = "torch._meta_registrations"
"""Shape rules for tensors without data, which only compilers ask for: a third of torch's import
time. It is the one private name of torch that we know; where it is gone, nothing is saved."""


def _import_torch_quickly() -> None:
    collecting = gc.isenabled()
    gc.disable()
    sys.modules.setdefault(_UNUSED, ModuleType(_UNUSED))
    try:
        import torch  # noqa: F401
    finally:
        if not hasattr(sys.modules[_UNUSED], "__file__"):
            del sys.modules[_UNUSED]
        if collecting:
            gc.enable()


if "torch" not in sys.modules:
    _import_torch_quickly()


def whole_torch() -> None:
    """Load what was left out of torch: transformers asks for it. Call before importing that."""
    importlib.import_module(_UNUSED)
