"""Run a job in several processes that another program starts, and hear the first one's replies."""

import asyncio
import os
import shlex
import signal
from asyncio.subprocess import PIPE
from collections.abc import AsyncGenerator
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from presenter.work.machine import WAITING
from presenter.work.protocol import FINAL, LINE_LIMIT, REPLY, Failed, Reply, Task
from presenter.work.trouble import Trouble

MODULE = ("-m", "presenter.work.alone")


async def launched(log: Path, launcher: str, request: Task) -> AsyncGenerator[Reply, None]:
    """Every reply; the last is `Done`, or `Failed` when the processes ended without a word.

    `launcher` is a command line such as `torchrun --nproc-per-node 2`. What the processes print
    goes to `log`. Read it under `aclosing`: closing it ends the processes. Raises Trouble.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [*shlex.split(launcher), *MODULE, request.model_dump_json()]
    environment = {"OMP_NUM_THREADS": "1", **os.environ, **WAITING}
    with log.open("ab") as errors:
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdout=PIPE,
                stderr=errors,
                limit=LINE_LIMIT,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise Trouble(f"{command[0]} cannot be started: {error.strerror}.") from None
    assert process.stdout
    over = False
    try:
        async for line in process.stdout:
            with suppress(ValidationError):  # launchers may print to stdout too
                reply = REPLY.validate_json(line)
                over = over or isinstance(reply, FINAL)
                yield reply
        await process.wait()
        if not over:
            yield Failed(message="The processes stopped.", hint=f"Their log is {log}")
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        await process.wait()
