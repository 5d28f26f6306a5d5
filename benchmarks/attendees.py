"""A hall that joins, sees, answers: real SSH clients in processes of their own, one real server.

The clock of all processes is the machine's monotonic one. Nothing lost is the first condition:
every answer is looked for in the server's tally and in the log it leaves.

Run as `python -m benchmarks.attendees --attendees 200 --format json`.
"""

import argparse
import asyncio
import contextlib
import json
import os
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.hall import QUESTION, TURN
from quiz.core import EMPTY, Answered, Event, State, apply, fold
from quiz.store import SqliteStore
from quiz.wire import LINE_LIMIT, REPLY, Failed, Listening, Open, Ready, Rejected, Reveal, Stop


@dataclass(frozen=True)
class Spread:
    """Milliseconds over all attendees."""

    p50: float
    p99: float
    max: float


def spread(seconds: Sequence[float]) -> Spread:
    """The middle, the slowest hundredth and the slowest."""
    if not seconds:
        return Spread(0, 0, 0)
    ordered = sorted(value * 1000 for value in seconds)
    at99 = ordered[min(len(ordered) - 1, round(0.99 * (len(ordered) - 1)))]
    return Spread(round(statistics.median(ordered), 1), round(at99, 1), round(ordered[-1], 1))


# ---------------------------------------------------------------------------- the server


class Server:
    """The server's process as its host sees it."""

    def __init__(self, process: Process) -> None:
        assert process.stdout
        assert process.stdin
        self.process, self.state = process, EMPTY
        self._reader, self._writer = process.stdout, process.stdin
        self.listening: Listening | None = None

    async def until(self, ready: "type[Event] | type[Ready]", count: int = 1) -> None:
        """Follow the log until so many of one kind came."""
        async with asyncio.timeout(TURN):
            while count:
                reply = REPLY.validate_json(await self._reader.readline())
                if isinstance(reply, Failed | Rejected):
                    raise SystemExit(f"the server says: {reply.message}")
                if isinstance(reply, Listening):
                    self.listening = reply
                elif not isinstance(reply, Ready):
                    self.state = apply(self.state, reply)
                count -= isinstance(reply, ready)

    def say(self, command: "Open | Reveal | Stop") -> None:
        self._writer.write(command.model_dump_json().encode() + b"\n")

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Resident kilobytes."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        (line,) = (line for line in lines if line.startswith("VmRSS"))
        return int(line.split()[1])


async def _start_server(room: Path, attendees: int) -> Server:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "quiz", "--port", "0", "--room-dir", str(room),
        "--attendees", str(attendees), stdin=PIPE, stdout=PIPE,
        stderr=(room.parent / "server.log").open("wb"), limit=LINE_LIMIT,
    )  # fmt: skip
    server = Server(process)
    await server.until(Ready)
    return server


async def _start_workers(port: int, attendees: int, processes: int) -> list[Process]:
    shares = [attendees // processes + (n < attendees % processes) for n in range(processes)]
    return [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.hall", str(port),
            str(1 + sum(shares[:n])), str(share), stdin=PIPE, stdout=PIPE, limit=64 << 20,
        )
        for n, share in enumerate(shares)
    ]  # fmt: skip


async def _hear(workers: Sequence[Process]) -> list[dict[str, object]]:
    """What every process of attendees has to tell next."""
    async with asyncio.timeout(TURN):
        lines = await asyncio.gather(*(w.stdout.readline() for w in workers if w.stdout))
    return [json.loads(line) for line in lines]


async def _go_on(workers: Sequence[Process]) -> None:
    for worker in workers:
        assert worker.stdin
        worker.stdin.write(b"\n")
        await worker.stdin.drain()


# ---------------------------------------------------------------------------- the measurement


async def measure(attendees: int, processes: int, countdown: float) -> dict[str, object]:
    """Join, ask, wait, answer, reveal; the report."""
    with tempfile.TemporaryDirectory() as directory:
        room = Path(directory) / "room"
        server = await _start_server(room, attendees)
        workers: list[Process] = []
        try:
            report = await _play(server, workers, attendees, processes, countdown)
        finally:
            for process in (*workers, server.process):
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        store = SqliteStore(room / "room.sqlite3")
        kept = fold(store.events())
        store.close()
    run, shown = kept.run, server.state.run
    assert run
    assert shown
    report["on_disk"] = len(run.answers)
    report["lost"] = attendees - len(run.answers) + (run.answers != shown.answers)
    return report


async def _play(
    server: Server, workers: list[Process], attendees: int, processes: int, countdown: float
) -> dict[str, object]:
    assert server.listening
    before, cpu = server.memory(), server.cpu()
    workers += await _start_workers(server.listening.port, attendees, processes)
    joins = await _hear(workers)
    joined = sum(int(str(one["joined"])) for one in joins)
    report: dict[str, object] = {
        "attendees": attendees,
        "joined": joined,
        "refused": attendees - joined,
        "failures": [one["failures"] for one in joins if one["failures"]],
        "join_seconds": round(max(float(str(one["seconds"])) for one in joins), 2),
        "join_cpu_ms_each": round((server.cpu() - cpu) * 1000 / max(1, joined), 2),
        "memory_kb_each": round((server.memory() - before) / max(1, joined), 1),
    }
    opened = time.monotonic()
    server.say(Open(question=QUESTION))
    seen = _all_moments(await _hear(workers))
    report["question_ms"] = asdict(spread([moment - opened for moment in seen]))
    report["question_seen"] = len(seen)
    cpu = server.cpu()
    await asyncio.sleep(countdown)
    report["countdown_cpu_percent"] = round((server.cpu() - cpu) / countdown * 100, 1)
    cpu = server.cpu()
    await _go_on(workers)
    answered = await _hear(workers)
    acks = [ack for one in answered for ack in one["acks"]]  # type: ignore[attr-defined]
    report["ack_ms"] = asdict(spread(acks))
    report["answer_cpu_ms_each"] = round((server.cpu() - cpu) * 1000 / max(1, joined), 2)
    await server.until(Answered, len(acks))
    report |= _compared(server.state, answered)
    shown = time.monotonic()
    server.say(Reveal())
    report["reveal_ms"] = asdict(spread([m - shown for m in _all_moments(await _hear(workers))]))
    report["server_rss_mb"] = round(server.memory() / 1024, 1)
    report["server_cpu_seconds"] = round(server.cpu(), 2)
    return report


def _all_moments(told: list[dict[str, object]]) -> list[float]:
    return [moment for one in told for moment in one["seen"]]  # type: ignore[attr-defined]


def _compared(state: State, answered: list[dict[str, object]]) -> dict[str, object]:
    """What the attendees chose against what the server counted."""
    chosen: Counter[str] = Counter()
    for one in answered:
        chosen.update(one["choices"])  # type: ignore[call-overload]
    assert state.run
    tally = {str(place): count for place, count in enumerate(state.run.tally)}
    return {
        "answers": sum(tally.values()),
        "tally_is_right": tally == {k: chosen[k] for k in tally},
    }


def _print(report: dict[str, object]) -> None:
    for key, value in report.items():
        spelt = (
            ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        )
        print(f"{key.replace('_', ' '):24} {spelt}")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure; 1 when anything was lost or refused."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attendees", description=__doc__)
    parser.add_argument("--attendees", type=int, default=200, metavar="N")
    parser.add_argument("--processes", type=int, default=2, help="that the attendees share")
    parser.add_argument("--countdown", type=float, default=5.0, help="seconds of it to measure")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args(argv)
    report = asyncio.run(measure(args.attendees, args.processes, args.countdown))
    if args.format == "json":
        print(json.dumps(report))
    else:
        _print(report)
    return 0 if not report["lost"] and not report["refused"] and report["tally_is_right"] else 1


if __name__ == "__main__":
    sys.exit(main())
