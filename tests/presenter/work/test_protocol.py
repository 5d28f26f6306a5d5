import pytest
from pydantic import ValidationError

from presenter.work.metrics import measure
from presenter.work.protocol import (
    REPLY,
    REQUEST,
    Baseline,
    Cancel,
    Classified,
    Classify,
    Failed,
    Reply,
    Request,
    Train,
    Warm,
)

METRICS = measure([True, False, True], [True, False, False])


@pytest.mark.parametrize(
    "request_",
    [Warm(id=1), Classify(id=2, texts=("a\nb", "ü")), Train(id=3, seed=5), Cancel(target=3)],
)
def test_requests_survive_the_wire(request_: Request) -> None:
    line = request_.model_dump_json()
    assert "\n" not in line
    assert REQUEST.validate_json(line) == request_


@pytest.mark.parametrize(
    "reply",
    [
        Baseline(id=1, metrics=METRICS),
        Failed(id=2, message="No.", hint="Try again."),
        Classified(id=3, index=0, label="ham", probability=0.75, milliseconds=2.5),
    ],
)
def test_replies_survive_the_wire(reply: Reply) -> None:
    assert REPLY.validate_json(reply.model_dump_json()) == reply


def test_unknown_jobs_and_settings_are_refused() -> None:
    with pytest.raises(ValidationError):
        REQUEST.validate_json('{"job": "format-disk", "id": 1}')
    with pytest.raises(ValidationError):
        REQUEST.validate_json('{"job": "train", "sed": 3}')
