"""The stage's end of the lab: one child process, any number of requests at once."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from pydantic import ValidationError

from presenter.work.machine import WAITING
from presenter.work.memory import VARIABLE
from presenter.work.protocol import (
    FINAL,
    LINE_LIMIT,
    REPLY,
    Cancel,
    Done,
    Failed,
    Reply,
    Request,
    Task,
    Warm,
)

SERVE = (sys.executable, "-m", "presenter.work.serve")
PATIENCE = 1.0
"""Seconds that a child is given to end by itself before it is killed."""


class Lab:
    """Owns one child process, which is started by the first request and again after a crash.

    `async with Lab(log) as lab`, or `await lab.close()` at the end. What the child and its
    libraries print goes to the file `log`; its folder is made.
    """

    def __init__(
        self, log: Path, command: Sequence[str] = SERVE, memory: str | None = None
    ) -> None:
        """`memory` is what the child's models may take, as `2GB`; None leaves it to the
        environment."""
        self._log = log
        self._environ = {VARIABLE: memory} if memory else {}
        self._command = command
        self._process: Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()
        self._open: dict[int, asyncio.Queue[Reply]] = {}
        self._ids = count(1)
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The child's process id; None while there is none."""
        return self._process.pid if self._process else None

    async def ask(self, request: Task) -> AsyncGenerator[Reply, None]:
        """Every reply to a request, `Done` excepted: the end says the same. The last is
        `Cancelled` or `Failed` when it did not end well; nothing is raised. Closing the generator
        cancels the request; read it under `aclosing`."""
        number = next(self._ids)
        replies = self._open[number] = asyncio.Queue()
        over = False
        try:
            await self._send(request.model_copy(update={"id": number}))
            while not over:
                reply = await replies.get()
                over = isinstance(reply, FINAL)
                if not isinstance(reply, Done):
                    yield reply
        finally:
            self._open.pop(number, None)
            if not over and self._process and self._process.stdin:
                self._write(self._process.stdin, Cancel(target=number))

    async def warm(self, base: str = "default") -> Reply:
        """Start the child and load a classifier; returns `Ready`, or what ended it."""
        last: Reply = Done()
        async for reply in self.ask(Warm(base=base)):
            last = reply
        return last

    async def close(self) -> None:
        """End the child, for good. Requests still open are answered with `Failed`."""
        self._closed = True
        async with self._starting:
            if self._process:
                await _end(self._process)
            if self._reader:
                await self._reader

    async def __aenter__(self) -> "Lab":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _send(self, request: Task) -> None:
        try:
            async with self._starting:
                if self._closed:
                    raise OSError("it is closed")
                if self._process is None:
                    await self._start()
                assert self._process
                stdin = self._process.stdin
        except OSError as error:
            why = f"The lab did not start: {error.strerror or error}."
            self._answer(Failed(id=request.id, message=why, hint=self._hint))
            return
        assert stdin
        self._write(stdin, request)
        with suppress(ConnectionError):  # the reader sees the child's end, and answers
            await stdin.drain()

    def _write(self, stdin: asyncio.StreamWriter, request: Request) -> None:
        if not stdin.is_closing():
            stdin.write(request.model_dump_json().encode() + b"\n")

    async def _start(self) -> None:
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=log,
                limit=LINE_LIMIT,
                env={**os.environ, **self._environ, **WAITING},
                start_new_session=True,  # Ctrl+C in the terminal is the stage's business
            )
        self._reader = asyncio.create_task(self._read(self._process), name="lab replies")

    async def _read(self, process: Process) -> None:
        """Route replies until the child ends or says something that is no reply."""
        assert process.stdout
        try:
            async for line in process.stdout:
                self._answer(REPLY.validate_json(line))
        except (ValueError, ValidationError) as error:
            with self._log.open("a", encoding="utf-8") as log:
                log.write(f"The child's line was no reply: {error}\n")
        finally:
            self._process = None
            lost = tuple(self._open)
            await _end(process)
            for number in lost:
                self._answer(Failed(id=number, message="The lab stopped.", hint=self._hint))

    def _answer(self, reply: Reply) -> None:
        if queue := self._open.get(reply.id):
            queue.put_nowait(reply)

    @property
    def _hint(self) -> str:
        return f"Try again; its log is {self._log}"


async def _end(process: Process) -> None:
    """Close a child's stdin, which it takes as the end; kill it if it does not go."""
    if process.stdin:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), PATIENCE)
    except TimeoutError:
        if process.returncode is None:
            process.kill()
        await process.wait()
