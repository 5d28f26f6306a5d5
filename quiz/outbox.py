"""A transport that sends what is written in one turn of the loop in one go.

A repaint may be several SSH messages, and an acknowledgement comes with a new window for what was
typed: joined, they cost one system call and one TCP segment.
"""

import asyncio
from typing import Any


class Outbox(asyncio.Transport):
    """Wraps a connection's transport; everything but `write` goes straight through."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._transport = transport
        self._loop = loop
        self._parts: list[bytes] = []
        self._size = 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send `data` at the end of this turn."""
        if not self._parts:
            self._loop.call_soon(self.flush)
        self._parts.append(bytes(data))
        self._size += len(data)

    def flush(self) -> None:
        """Send what is waiting."""
        parts, self._parts, self._size = self._parts, [], 0
        if parts and not self._transport.is_closing():
            self._transport.write(b"".join(parts))

    def get_write_buffer_size(self) -> int:
        """Bytes that the peer has not taken yet, those of this turn included."""
        return self._transport.get_write_buffer_size() + self._size

    def close(self) -> None:
        """Send what is waiting, then close."""
        self.flush()
        self._transport.close()

    def abort(self) -> None:
        """Hand what is waiting to the system, then close without waiting for it."""
        self.flush()
        self._transport.abort()

    def is_closing(self) -> bool:
        """Whether the connection is going or gone."""
        return self._transport.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """What the transport knows of the connection."""
        return self._transport.get_extra_info(name, default)

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """When the protocol is told to stop writing, and to go on."""
        self._transport.set_write_buffer_limits(high, low)

    def pause_reading(self) -> None:
        """Take nothing from the peer for now."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Take what the peer sends again."""
        self._transport.resume_reading()
