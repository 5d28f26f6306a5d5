"""The cockpit's end of the line."""

import asyncio
from asyncio import StreamWriter
from collections.abc import AsyncGenerator
from pathlib import Path

from pydantic import ValidationError

from presenter.link.wire import COMMAND, LINE, LINE_LIMIT, Command, Notice
from slides.talk import Event


class Line:
    """A line to the stage, once `words` is being read."""

    def __init__(self) -> None:
        self._writer: StreamWriter | None = None

    async def words(self, path: Path) -> AsyncGenerator[Event | Notice, None]:
        """Everything the stage says, until it is gone. Raises OSError when it cannot be reached.

        Words of another version of Podium, which are not known here, are passed over.
        """
        reader, writer = await asyncio.open_unix_connection(path, limit=LINE_LIMIT)
        self._writer = writer
        try:
            while line := await reader.readline():
                try:
                    word = LINE.validate_json(line)
                except ValidationError:
                    continue
                yield word
        finally:
            self._writer = None
            writer.close()

    def send(self, command: Command) -> bool:
        """Ask the stage for something; False when there is no stage."""
        if self._writer is None or self._writer.is_closing():
            return False
        self._writer.write(COMMAND.dump_json(command) + b"\n")
        return True
