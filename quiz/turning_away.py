"""Words for who cannot come in: an SSH disconnect, which every client shows to its person.

It is sent before any key exchange and costs no handshake: our version, one packet with the words,
and then nothing more; the client's own words are read and dropped until it hangs up, since closing
on them would take ours from its hands.
"""

import asyncio
import os
import socket
import struct
from contextlib import suppress

FULL = "This quiz has all the people it can take just now. Please try again in a minute."
FULL_ADDRESS = "Your network has as many lines to this quiz as it may. Please close one of them."
RUSH = "Very many are coming in at once. Please try again in a minute."

_VERSION = b"SSH-2.0-podium\r\n"
_DISCONNECT, _TOO_MANY_CONNECTIONS = 1, 12
_BLOCK = 8
_LONGEST = 2.0
"""Seconds until a client that does not hang up is left."""


def disconnect(words: str) -> bytes:
    """Our version, and the packet that ends the conversation, as RFC 4253 has it (11.1, 6)."""
    said = words.encode()
    payload = bytes([_DISCONNECT]) + struct.pack(">II", _TOO_MANY_CONNECTIONS, len(said))
    payload += said + struct.pack(">I", 0)
    padding = 2 * _BLOCK - (5 + len(payload)) % _BLOCK
    head = struct.pack(">IB", 1 + len(payload) + padding, padding)
    return _VERSION + head + payload + os.urandom(padding)


async def turn_away(sock: socket.socket, words: str) -> None:
    """Say `words` to whoever is on `sock`, and close it."""
    loop = asyncio.get_running_loop()
    sock.setblocking(False)
    with sock, suppress(OSError, TimeoutError):
        async with asyncio.timeout(_LONGEST):
            await loop.sock_sendall(sock, disconnect(words))
            sock.shutdown(socket.SHUT_WR)
            while await loop.sock_recv(sock, 4096):
                pass
