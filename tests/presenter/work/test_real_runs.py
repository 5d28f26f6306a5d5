"""The real base: fetched or found in the cache, and never faked. Slow."""

import pytest

from presenter.work.catalogue import MINILM
from presenter.work.child import Lab
from presenter.work.models import damaged, get
from presenter.work.protocol import Classified, Classify

pytestmark = pytest.mark.slow

SCRIPT = {
    "Congratulations! You've won a one thousand dollar gift card!": "spam",
    "Congratulations! You've won a $1000 gift card!": "spam",
    "Congratulations! You've won a $1,000 gift card!": "spam",
    "Hey, just wanted to check in and see how you're doing.": "ham",
    "URGENT! Your mobile number has been selected for a free prize!": "spam",
}
"""What the talk shows, and what it says of it."""


@pytest.fixture(scope="module", autouse=True)
def _base() -> None:
    if damaged(MINILM):
        get(MINILM)


async def test_the_messages_of_the_talk_come_out_as_the_script_says(lab: Lab) -> None:
    judged = [reply async for reply in lab.ask(Classify(texts=tuple(SCRIPT)))]
    verdicts = [reply for reply in judged if isinstance(reply, Classified)]
    assert [verdict.label for verdict in verdicts] == list(SCRIPT.values())
    assert min(verdict.probability for verdict in verdicts) >= 0.99
