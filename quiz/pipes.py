"""The way out to a host, whether over a pipe, a socket or SSH."""

import asyncio
from typing import Protocol


class Pipe(Protocol):
    """What bytes for a host are written to."""

    def write(self, data: bytes) -> None:
        """Send."""

    def close(self) -> None:
        """Send what is waiting, then hang up."""

    def abort(self) -> None:
        """Hang up at once."""

    def is_closing(self) -> bool:
        """Whether it is going or gone."""

    @property
    def unsent(self) -> int:
        """Bytes that the host has not taken yet."""


class StreamPipe:
    """A pipe or a socket of this machine."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    def write(self, data: bytes) -> None:
        """Send."""
        self._writer.write(data)

    def close(self) -> None:
        """Send what is waiting, then hang up."""
        self._writer.close()

    def abort(self) -> None:
        """Hang up at once."""
        self._writer.transport.abort()

    def is_closing(self) -> bool:
        """Whether it is going or gone."""
        return self._writer.is_closing()

    @property
    def unsent(self) -> int:
        """Bytes that the host has not taken yet."""
        return self._writer.transport.get_write_buffer_size()
