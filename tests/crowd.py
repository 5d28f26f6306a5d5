"""A process full of people with real SSH clients: `python -m tests.crowd PORT COUNT APART`.

They take the names that they are offered, answer what they are told to answer once they see it, and
come back with the code on their screens when their lines are cut. What to do comes as JSON lines.
"""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any, Self, TypeVar

import asyncssh

from benchmarks.hall import Attendee
from benchmarks.stamped import StampedSocket, stamped

CODE = re.compile(rb"(\d{4}-[a-z0-9]{6})@")
PATIENCE = 60.0
"""Seconds that anything may take."""
Done = TypeVar("Done")


class Person(Attendee):
    """Somebody with a code to come back by."""

    def __init__(self, sock: StampedSocket) -> None:
        super().__init__(sock)
        self.code = ""
        self.gone = asyncio.Event()

    def data_received(self, data: bytes, datatype: int | None) -> None:
        if not self.code and (found := CODE.search(self._tail + data)):
            self.code = found[1].decode()
        super().data_received(data, datatype)

    def connection_lost(self, exc: Exception | None) -> None:
        self.gone.set()
        super().connection_lost(exc)

    @classmethod
    async def dials(cls, port: int, user: str) -> Self:
        """A terminal of 80×24 on a line of its own."""
        sock = await stamped(port)
        line, _ = await asyncssh.create_connection(
            asyncssh.SSHClient, sock=sock, username=user, known_hosts=None,
            client_keys=None, agent_path=None, config=None, keepalive_interval=0,
        )  # fmt: skip
        _, session = await line.create_session(
            lambda: cls(sock), term_type="xterm-256color", term_size=(80, 24), encoding=None
        )
        assert isinstance(session, cls)
        return session


class Hall:
    """All of them."""

    def __init__(self, port: int, apart: float) -> None:
        """No two do the same at the same moment, but so many seconds `apart`."""
        self._port = port
        self._apart = apart
        self._people: list[Person] = []

    async def join(self, count: int) -> int:
        """Come in under the names that are offered."""
        self._people = await self._by_turns(self._come_in() for _ in range(count))
        return len(self._people)

    async def _come_in(self) -> Person:
        person = await Person.dials(self._port, "guest")
        await person.when("Your name here")
        person.type("\r")
        await person.when("You are in")
        return person

    async def answer(self, first: int, see: str, keys: Sequence[str]) -> int:
        """From the `first` on, one for each of `keys`: wait for the question, press them, and wait
        until the answer is in."""
        people = zip(self._people[first : first + len(keys)], keys, strict=True)
        return len(
            await self._by_turns(_answer(person, see, pressed) for person, pressed in people)
        )

    async def see(self, words: str) -> int:
        """Wait until everybody has this on the screen."""
        return len(await asyncio.gather(*(person.when(words) for person in self._people)))

    async def come_back(self, see: str) -> int:
        """Wait until all lines are cut; come back by the codes, and see where one was."""
        await asyncio.gather(*(person.gone.wait() for person in self._people))
        back = await self._by_turns(self._again(person.code, see) for person in self._people)
        self._people = back
        return len(back)

    async def _by_turns(self, deeds: Iterable[Coroutine[Any, Any, Done]]) -> list[Done]:
        async def later(number: int, deed: Coroutine[Any, Any, Done]) -> Done:
            await asyncio.sleep(number * self._apart)
            return await deed

        return await asyncio.gather(*(later(number, deed) for number, deed in enumerate(deeds)))

    async def _again(self, code: str, see: str) -> Person:
        while True:
            try:
                person = await Person.dials(self._port, code)
            except (OSError, asyncssh.Error):  # it is being started
                await asyncio.sleep(0.2)
                continue
            person.code = code
            await person.when(see)
            return person


async def _answer(person: Person, see: str, keys: str) -> None:
    await person.when(see)
    person.type(keys)
    await person.when(" is in.")


async def work(port: int, count: int, apart: float) -> None:
    """Do as is told, line by line, and tell how many have done it."""
    hall, loop = Hall(port, apart), asyncio.get_running_loop()
    deeds: dict[str, Callable[..., Coroutine[Any, Any, int]]] = {
        "answer": hall.answer,
        "see": hall.see,
        "come_back": hall.come_back,
    }
    async with asyncio.timeout(PATIENCE):
        print(await hall.join(count), flush=True)  # noqa: T201 - the answer to who started it
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        told = json.loads(line)
        async with asyncio.timeout(PATIENCE):
            print(await deeds[told.pop("do")](**told), flush=True)  # noqa: T201


class Crowd:
    """The process, as its starter has it. Everything told returns how many have done it."""

    def __init__(self, port: int, count: int, apart: float) -> None:
        command = (sys.executable, "-m", "tests.crowd", str(port), str(count), str(apart))
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def begin(self, do: str, **what: object) -> None:
        """Have them do something; `done` waits for it."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"do": do, **what}) + "\n")

    def done(self) -> int:
        """How many have done what was last begun, or have joined. Raises when it failed."""
        assert self._process.stdout
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """They all go home."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()


if __name__ == "__main__":
    asyncio.run(work(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
