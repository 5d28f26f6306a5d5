"""The lab's fixtures, for panes that use it."""

from tests.presenter.work.conftest import few_messages, lab, tiny

__all__ = ["few_messages", "lab", "tiny"]
