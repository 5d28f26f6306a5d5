"""The log of a talk on disk."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slides.logs import LogError, LogWriter, log_path, read_log
from slides.talk import EVENT, Ended, Event, Moved, Started
from tests.slides.makers import opened, plan

EVENTS: tuple[Event, ...] = (
    opened(plan([60, 30])),
    Started(at=1),
    Moved(at=61, slide="s2"),
    Ended(at=90),
)
BYTES = b"".join(EVENT.dump_json(event) + b"\n" for event in EVENTS)


def write(path: Path, *events: Event) -> None:
    writer = LogWriter(path)
    for event in events:
        writer.write(event)
    writer.close()


def test_events_are_on_disk_as_soon_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "takes" / "new" / "log.jsonl"
    writer = LogWriter(path)
    assert not path.parent.exists()
    for number, event in enumerate(EVENTS, start=1):
        writer.write(event)
        assert read_log(path).events == EVENTS[:number]
    writer.close()
    assert path.read_bytes() == BYTES
    assert read_log(path).damage == ""


def test_a_log_is_private(tmp_path: Path) -> None:
    write(tmp_path / "log.jsonl", EVENTS[0])
    assert (tmp_path / "log.jsonl").stat().st_mode & 0o077 == 0


def test_a_log_can_be_continued_even_when_its_end_was_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(BYTES[:-10])
    write(path, EVENTS[-1])
    assert path.read_bytes() == BYTES


@given(st.integers(1, len(BYTES)))
def test_a_log_cut_off_anywhere_is_read_up_to_there(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / "log.jsonl"
    path.write_bytes(BYTES[:cut])
    lines = BYTES[:cut].count(b"\n") + (BYTES[cut : cut + 1] == b"\n")
    if lines:
        assert read_log(path).events == EVENTS[:lines]
        assert read_log(path).damage == ""
    else:
        with pytest.raises(LogError, match="no log of a talk"):
            read_log(path)


def test_a_damaged_line_ends_the_log_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    lines = BYTES.splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], b'{"kind": "moo', b"\n", *lines[2:]]))
    log = read_log(path)
    assert log.events == EVENTS[:2]
    assert log.damage == "line 3 is damaged; what follows it is not counted"


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\n", BYTES.split(b"\n", 1)[1], b"[]"])
def test_what_is_no_log_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(content)
    with pytest.raises(LogError, match="is no log of a talk"):
        read_log(path)


def test_a_log_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(LogError, match=r"cannot be read: No such file"):
        read_log(tmp_path / "none.jsonl")
    with pytest.raises(LogError, match=r"cannot be read: Is a directory"):
        read_log(tmp_path)
    with pytest.raises(LogError, match="too large for a talk"):
        read_log(Path("/dev/zero"))


def test_a_folder_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    writer = LogWriter(tmp_path / "file" / "log.jsonl")
    with pytest.raises(LogError, match=r"cannot be written: (Not a directory|File exists)"):
        writer.write(EVENTS[0])


def test_a_full_disk_says_so() -> None:
    with pytest.raises(LogError, match="No space left on device"):
        LogWriter(Path("/dev/full")).write(EVENTS[0])


def test_a_disk_that_fills_up_leaves_whole_lines_and_can_be_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    script = f"""
import resource, signal
from pathlib import Path
from slides.logs import LogError, LogWriter, read_log
from tests.slides.test_logs import EVENTS
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path({str(path)!r})
writer = LogWriter(path)
writer.write(EVENTS[0])
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 10, resource.RLIM_INFINITY))
for _ in range(2):
    try:
        writer.write(EVENTS[1])
    except LogError:
        assert read_log(path).events == EVENTS[:1]
    else:
        raise SystemExit("the limit did not bite")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
writer.write(EVENTS[1])
assert read_log(path).events == EVENTS[:2]
"""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_names_tell_when_and_which_deck(tmp_path: Path) -> None:
    at = datetime(2026, 11, 21, 14, 5).timestamp()
    first = log_path(tmp_path, Path("talks/Beyond the Hype!.yaml"), at)
    assert first == tmp_path / "20261121-140500-beyond-the-hype.jsonl"
    first.touch()
    assert log_path(tmp_path, Path("Beyond the Hype!.yaml"), at).name == (
        "20261121-140500-beyond-the-hype_2.jsonl"
    )
    assert log_path(tmp_path, Path("講演.yaml"), at).name == "20261121-140500-talk.jsonl"
