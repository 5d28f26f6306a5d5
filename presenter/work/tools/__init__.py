"""Tools that a model may call: each has a form, checked before anything is computed, and plain
Python that computes. To add one, write it and add it to TOOLS."""

from presenter.work.tools.calling import BadCall, Tool, call, schema_of
from presenter.work.tools.kit import TOOLS

__all__ = ["TOOLS", "BadCall", "Tool", "call", "schema_of"]
