"""A process full of clients that mean no good: what a hall's door has to bear beside honest people.

`benchmarks.attendees --hostile N` starts it: `python -m benchmarks.mob PORT COUNT`. It stops when
its standard input ends, and after `LONGEST` seconds in any case. Loopback only.
"""

import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress

import asyncssh

from presenter.standing_back import session_stands_back

LONGEST = 240.0
PASTE = ("x" * 19_900 + "\x1b]52;c;cm0=\x07\u202e\x9b31m" + "a\u0301" * 40).encode()
_BROKEN = (asyncssh.Error, OSError, asyncio.IncompleteReadError)


async def _dial(port: int) -> asyncssh.SSHClientConnection:
    line = await asyncssh.connect(
        "127.0.0.1", port, username="guest", known_hosts=None, client_keys=None, agent_path=None,
        config=None, keepalive_interval=0,
    )  # fmt: skip
    assert isinstance(line, asyncssh.SSHClientConnection)
    return line


async def _enter(port: int, name: str) -> asyncssh.SSHClientProcess[bytes]:
    """Take a name as everybody does."""
    line = await _dial(port)
    process = await line.create_process(
        term_type="xterm-256color", term_size=(80, 24), encoding=None, window=1 << 30
    )
    process.stdin.write(f"{name}\r".encode())
    return process


async def stalled(port: int, name: str) -> None:
    """Reads nothing, and makes the server write by asking for redraws."""
    process = await _enter(port, name)
    transport = process.channel.get_connection()._transport  # noqa: SLF001 - the TCP connection
    transport.pause_reading()
    while not process.channel.is_closing():
        process.stdin.write(b"\x0c")
        await asyncio.sleep(0.5)


async def paster(port: int, name: str) -> None:
    """Pastes 20 kB of hostile text again and again."""
    process = await _enter(port, name)
    while not process.channel.is_closing():
        process.stdin.write(PASTE)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.stdout.read(1 << 20), 2)


async def resizer(port: int, name: str) -> None:
    """Changes its window's size a hundred times a second."""
    process = await _enter(port, name)
    size = 40
    while not process.channel.is_closing():
        size = 40 + (size + 7) % 9000
        process.change_terminal_size(size, size)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.stdout.read(1 << 20), 0.01)


async def half_open(port: int, _name: str) -> None:
    """Knocks and says nothing, until it is turned away."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while await reader.read(4096):
        pass
    writer.close()
    await asyncio.sleep(0.2)


async def knocker(port: int, _name: str) -> None:
    """Comes to the door, goes away, comes again."""
    line = await _dial(port)
    await line.create_process(term_type="xterm", encoding=None)
    line.abort()


KINDS: tuple[Callable[[int, str], Awaitable[None]], ...] = (
    stalled, paster, resizer, half_open, knocker,
)  # fmt: skip


async def _again(kind: Callable[[int, str], Awaitable[None]], port: int, name: str) -> None:
    """The same for as long as it lasts; whoever is thrown out is back a moment later."""
    while True:
        with suppress(*_BROKEN):
            await kind(port, name)
        done[kind.__name__] += 1
        await asyncio.sleep(0.5)


done: Counter[str] = Counter()
"""How often each kind was done, or thrown out."""


async def work(port: int, count: int) -> None:
    """Be a mob until stdin ends."""
    loop = asyncio.get_running_loop()
    mob = [
        asyncio.create_task(_again(KINDS[n % len(KINDS)], port, f"Mob {n}x")) for n in range(count)
    ]
    with suppress(TimeoutError):
        await asyncio.wait_for(loop.run_in_executor(None, sys.stdin.readline), LONGEST)
    print(json.dumps({"clients": len(mob), **done}), flush=True)
    os._exit(0)  # without a goodbye to anybody


if __name__ == "__main__":
    os.setsid()  # where sessions are scheduled as groups, only a whole one can stand back
    session_stands_back(15)
    os.nice(15)  # a mob has processors of its own: here it is not to take those of the honest
    asyncio.run(work(*map(int, sys.argv[1:])))
