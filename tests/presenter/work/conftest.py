"""A tiny base, a few labelled messages, and a lab of one's own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from presenter.work.child import Lab
from presenter.work.practice import practice_messages
from tests.presenter.work.tiny import build_tiny, write_messages


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def few_messages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """300 practice messages in a file."""
    path = tmp_path_factory.mktemp("messages") / "few.tsv"
    return write_messages(path, practice_messages()[:300])


@pytest_asyncio.fixture
async def lab(tmp_path: Path) -> AsyncIterator[Lab]:
    async with Lab(tmp_path / "lab.log") as lab:
        yield lab


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_lab(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Lab]:
    """One child for a whole file of tests: starting one takes a second."""
    async with Lab(tmp_path_factory.mktemp("lab") / "lab.log") as lab:
        yield lab
