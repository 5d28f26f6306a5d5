"""A stage that drives a room on another machine: real server, real `ssh`, a line that is cut."""

import asyncio
import json
import shlex
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncssh
import pytest

from presenter.audience import Audience
from presenter.reach import Elsewhere, Here, reach_of
from quiz.slide import Piece, SlideText
from tests.presenter.test_audience import UNTIMED, tally, until
from tests.presenter.test_audience_command import podium
from tests.quiz.house import PATIENCE, Terminal, dial
from tests.quiz.process import Server, server
from tests.quiz.proxy import proxy

pytestmark = pytest.mark.skipif(shutil.which("ssh") is None, reason="OpenSSH is not installed")


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The speaker's key, and an `ssh` that knows no other and no user's settings."""
    private = tmp_path / "id"
    made = asyncssh.generate_private_key("ssh-ed25519")
    private.touch(mode=0o600)
    private.write_bytes(made.export_private_key())
    (tmp_path / "hosts.pub").write_bytes(made.export_public_key())
    options = ["-F", "none", "-i", str(private), "-o", "IdentitiesOnly=yes"]
    options += ["-o", "StrictHostKeyChecking=accept-new"]
    options += ["-o", f"UserKnownHostsFile={tmp_path / 'known'}"]
    monkeypatch.setenv("PODIUM_SSH", shlex.join(["ssh", *options]))
    return private


@asynccontextmanager
async def elsewhere(tmp_path: Path, port: int) -> AsyncIterator[Audience]:
    """A stage that reaches a server by SSH; the server is left alone at the end."""
    stage = Audience(Elsewhere(tmp_path / "stage", "127.0.0.1", port))
    assert await stage.start(), stage.problem
    try:
        yield stage
    finally:
        await stage._let_go()  # noqa: SLF001 - as when the stage is killed


def trouble(stage: Audience) -> str:
    return stage.problem.message if stage.problem else ""


@asynccontextmanager
async def served(tmp_path: Path) -> AsyncIterator[tuple[Server, int]]:
    async with server(tmp_path / "room", "--host-keys", str(tmp_path / "hosts.pub")) as quiz:
        yield quiz, (await quiz.host.ready()).port


async def test_a_stage_with_the_key_drives_the_room_question_after_question(
    tmp_path: Path, key: Path
) -> None:
    hosts = str(tmp_path / "hosts.pub")
    words = ("--listen", "127.0.0.1:0", "--host-key", hosts, "--format", "json")
    async with podium(tmp_path, "quiz", "serve", *words) as serving:
        assert serving.stdout
        port = json.loads(await asyncio.wait_for(serving.stdout.readline(), PATIENCE))["port"]
        async with Terminal(port) as ada, elsewhere(tmp_path, port) as stage:
            await ada.joins("Ada")
            await until(stage, lambda: stage.state.present)
            for number in (1, 2):
                stage.open(UNTIMED)
                await ada.sees("Retrieval")
                ada.type("2\r")
                await until(stage, lambda: tally(stage) == (0, 1, 0))
                stage.close_question()
                await ada.sees("Closed.")
                stage.reveal()
                await ada.sees("Right!")
                assert len(stage.state.runs) == number
        assert serving.returncode is None


async def test_a_line_that_is_cut_comes_back_and_the_room_is_as_it_is(
    tmp_path: Path, key: Path
) -> None:
    async with served(tmp_path) as (_, port), proxy(port) as line, Terminal(port) as ada:
        await ada.joins("Ada")
        async with elsewhere(tmp_path, line.port) as stage:
            stage.open(UNTIMED)
            await until(stage, lambda: stage.state.run)
            stage.show(SlideText(title="Slide before the cut"))
            line.cut()
            await until(stage, lambda: stage.problem)
            assert "is cut." in trouble(stage)
            assert stage.state.run, "what was known stays on the slide meanwhile"
            await ada.sees("Retrieval")
            ada.type("2\r")
            await ada.sees("B is in")
            await until(stage, lambda: stage.running and tally(stage) == (0, 1, 0))
            assert trouble(stage) == ""
            assert line.connections == 2
            stage.close_question()
            await ada.sees("Closed")
            async with Terminal(port, user="watch") as eve:
                await eve.sees("Slide before the cut")


async def test_those_who_watch_see_the_slide_and_the_next_one(tmp_path: Path, key: Path) -> None:
    async with served(tmp_path) as (_, port), elsewhere(tmp_path, port) as stage:
        stage.show(SlideText(number=3, title="Why", parts=(Piece(text="Because it is so."),)))
        async with Terminal(port, user="watch", size=(60, 20)) as eve:
            await eve.sees("Slide 3", "Why", "Because it is so.")
            stage.show(SlideText(number=4, title="How"))
            await eve.sees("Slide 4", "How")
            assert not stage.state.attendees


async def test_without_the_key_there_is_no_way_in(tmp_path: Path, key: Path) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519")
    async with served(tmp_path) as (_, port):
        with pytest.raises((asyncssh.PermissionDenied, asyncssh.ConnectionLost)):
            await asyncssh.connect(
                "127.0.0.1", port, username="host", known_hosts=None, config=None,
                client_keys=[other], agent_path=None,
            )  # fmt: skip
        async with await dial(port, "guest") as line:
            with pytest.raises(asyncssh.ChannelOpenError):
                await line.create_process(subsystem="podium-host")
    said = (tmp_path / "quiz.log").read_text()
    assert "refused: a key that is not the host's" in said
    assert "refused: a subsystem was asked for" in said


async def test_the_key_opens_the_host_s_wire_and_nothing_else(tmp_path: Path, key: Path) -> None:
    async with served(tmp_path) as (_, port):
        for asked in ({"command": "id"}, {"subsystem": "sftp"}, {"term_type": "xterm"}):
            async with await asyncssh.connect(
                "127.0.0.1", port, username="host", known_hosts=None, config=None,
                client_keys=[str(key)], agent_path=None,
            ) as line:  # fmt: skip
                with pytest.raises((asyncssh.ChannelOpenError, asyncssh.ProcessError)):
                    await line.create_process(**asked)


async def test_a_key_that_is_refused_is_told_with_what_ssh_said(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with server(tmp_path / "room") as quiz:
        port = (await quiz.host.ready()).port
        stage = Audience(Elsewhere(tmp_path / "stage", "127.0.0.1", port))
        assert not await stage.start()
        assert stage.problem
        assert "is cut" in stage.problem.message
        assert stage.problem.hint
        await stage.stop()


async def test_a_server_that_was_killed_is_back_within_two_seconds(tmp_path: Path) -> None:
    stage = Audience(Here(tmp_path, port=0))
    assert await stage.start()
    stage.open(UNTIMED)
    await until(stage, lambda: stage.state.run)
    async with Terminal(stage.port) as ada:
        await ada.sees("Your name here")
        ada.type("Ada\r2\r")
        await until(stage, lambda: tally(stage) == (0, 1, 0))
        port, loop = stage.port, asyncio.get_running_loop()
        wire = stage._wire  # noqa: SLF001 - the child itself
        assert wire
        assert wire.process
        wire.process.kill()
        killed = loop.time()
        await until(stage, lambda: stage.problem)
        await until(stage, lambda: stage.running)
        back = loop.time() - killed
    assert stage.port == port
    assert tally(stage) == (0, 1, 0)
    assert back < PATIENCE, "within two seconds on a machine that is not busy"
    await stage.stop()


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("ssh://host@talk.example.org:2200", ("host", "talk.example.org", 2200)),
        ("ssh://talk.example.org", ("host", "talk.example.org", 2222)),
        ("ssh://me@[2001:db8::1]:22", ("me", "2001:db8::1", 22)),
    ],
)
def test_an_address_elsewhere_is_read(
    tmp_path: Path, text: str, there: tuple[str, str, int]
) -> None:
    reach = reach_of(text, tmp_path)
    assert isinstance(reach, Elsewhere)
    assert (reach.user, reach.host, reach.port) == there


@pytest.mark.parametrize(
    "text", ["ssh://", "ssh://-oProxyCommand=id", "ssh://a b", "ssh:talk", "ssh://talk:99999"]
)
def test_a_wrong_one_is_told_the_cure(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="ssh://host@"):
        reach_of(text, tmp_path)
