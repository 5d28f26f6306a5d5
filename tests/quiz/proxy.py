"""A line that can be cut: a TCP proxy on loopback before a real server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class Proxy:
    """Passes bytes both ways until it is cut."""

    def __init__(self, to: int) -> None:
        self.port = 0
        self.connections = 0
        self._to = to
        self._ends: set[asyncio.StreamWriter] = set()

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        there, back = await asyncio.open_connection("127.0.0.1", self._to)
        self._ends |= {writer, back}
        await asyncio.gather(_pass(reader, back), _pass(there, writer))
        self._ends -= {writer, back}

    def cut(self) -> None:
        """End every connection, without a word."""
        for end in list(self._ends):
            end.transport.abort()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
    writer.close()


@asynccontextmanager
async def proxy(to: int) -> AsyncIterator[Proxy]:
    """A proxy to a port of this machine."""
    passing = Proxy(to)
    server = await asyncio.start_server(passing.connected, "127.0.0.1", 0)
    passing.port = server.sockets[0].getsockname()[1]
    try:
        yield passing
    finally:
        server.close()
        passing.cut()
        await asyncio.sleep(0)
