"""Sockets that know when their bytes came: by the kernel's clock, not by who got to read them.

A hall's clients share two cores with the server that they measure, and read late when they are
many. What an attendee on a machine of their own would wait is until the bytes are there. Linux.
"""

import asyncio
import socket
import struct
import time

_TIMESTAMPNS = getattr(socket, "SO_TIMESTAMPNS", 35)
_TIMESPEC = struct.Struct("@ll")


class StampedSocket(socket.socket):
    """A TCP socket that remembers when the last bytes that were read had arrived."""

    arrived = 0.0
    """On the machine's monotonic clock, in seconds; of several segments that of the last."""

    def recv(self, size: int, flags: int = 0) -> bytes:
        """As ever; and notes the moment."""
        data, notes, _, _ = self.recvmsg(size, 64, flags)
        now = time.monotonic()
        self.arrived = now
        for level, kind, packed in notes:
            if level == socket.SOL_SOCKET and kind == _TIMESTAMPNS:
                seconds, nanoseconds = _TIMESPEC.unpack(packed)
                self.arrived = now - max(0.0, time.time() - seconds - nanoseconds / 1e9)
        return data


async def stamped(port: int) -> StampedSocket:
    """A socket of this kind that is connected to a port of this machine. Raises OSError."""
    sock = StampedSocket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setblocking(False)
    sock.setsockopt(socket.SOL_SOCKET, _TIMESTAMPNS, 1)
    await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", port))
    return sock
