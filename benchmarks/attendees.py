"""A hall that joins, sees, answers: real SSH clients in processes of their own, one real server.

The clock of all processes is the machine's monotonic one, and what comes is timed by the kernel as
it arrives: the clients share the server's processors, at a lower priority, and read when they get
to it, which on machines of their own would be at once. Nothing lost is the first condition:
every answer is looked for in the server's tally and in the log it leaves.

Run as `python -m benchmarks.attendees --attendees 1000 --stage --restart --format json`; with
`--hostile 200` the same hall is measured first without and then beside clients that mean no good.
"""

import argparse
import asyncio
import contextlib
import json
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
from benchmarks.on_stage import Stage, idle
from benchmarks.quiz_server import Server, start_server
from quiz.core import Answered, State, fold
from quiz.store import SqliteStore
from quiz.wire import Open, Reveal

GATES = {
    "join_seconds": 15.0,
    "question_ms p99": 250.0,
    "ack_ms p99": 100.0,
    "memory_kb_each": 64.0,
    "countdown_cpu_percent": 15.0,
}
"""For a thousand attendees."""
BUSIER = 2.0
"""How much slower the honest may be served beside a mob."""


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


# ---------------------------------------------------------------------------- the crowd


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


async def measure(options: argparse.Namespace) -> dict[str, object]:
    """Join, ask, wait, answer, reveal; the report."""
    with tempfile.TemporaryDirectory() as directory:
        room = Path(directory) / "podium" / "quiz" / "rooms" / "load"
        server = await start_server(room, options.attendees + options.hostile)
        stage = Stage(Path(directory)) if options.stage else None
        children: list[Process] = [server.process]
        try:
            floor = await asyncio.to_thread(idle, stage, 8.0) if stage else {}
            if options.hostile:
                children.append(await _start_mob(server.port, options.hostile))
            report = await _play(server, children, options)
            if stage:
                report |= {"stage_alone_ms": floor, "stage_key_ms": stage.lap()}
                stage.close()  # it would start the server again before we do
                stage = None
            if options.hostile:
                report["mob"] = await _end_mob(children[1])
            if options.restart:
                report["restart_seconds"] = await _restarted(server, room, children)
        finally:
            if stage:
                stage.close()
            for process in children:
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
    report["lost"] = options.attendees - len(run.answers) + (run.answers != shown.answers)
    return report


async def _start_mob(port: int, count: int) -> Process:
    mob = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.mob", str(port), str(count), stdin=PIPE, stdout=PIPE
    )
    await asyncio.sleep(3)  # until it is in full swing
    return mob


async def _end_mob(mob: Process) -> object:
    """What it did, kind by kind."""
    out, _ = await asyncio.wait_for(mob.communicate(b"\n"), TURN)
    return json.loads(out)


async def _restarted(server: Server, room: Path, children: list[Process]) -> float:
    """Seconds from the server's violent end to the one that has its room and takes commands."""
    port = server.port
    server.process.kill()
    began = time.monotonic()
    await server.process.wait()
    again = await start_server(room, 10_000, port)
    children.append(again.process)
    return round(time.monotonic() - began, 2)


async def _play(
    server: Server, children: list[Process], options: argparse.Namespace
) -> dict[str, object]:
    attendees, countdown = options.attendees, options.countdown
    before, cpu = server.memory(), server.cpu()
    workers = await _start_workers(server.port, attendees, options.processes)
    children += workers
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
    opened, cpu = time.monotonic(), server.cpu()
    server.say(Open(question=QUESTION))
    seen = _all_moments(await _hear(workers))
    report["question_ms"] = asdict(spread([moment - opened for moment in seen]))
    report["question_cpu_ms_each"] = round((server.cpu() - cpu) * 1000 / max(1, joined), 2)
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


def missed(report: dict[str, object], options: argparse.Namespace) -> list[str]:
    """The gates that were missed: what a thousand are promised, for so many or fewer."""
    if options.attendees > 1000 or options.hostile:
        return []
    found = []
    for name, gate in GATES.items():
        key, _, part = name.partition(" ")
        value = report[key]
        figure = value[part] if isinstance(value, dict) else value
        if float(str(figure)) > gate:
            found.append(f"{name} is {figure}, at most {gate:g}")
    return found


def _busier(alone: dict[str, object], beside: dict[str, object]) -> dict[str, float]:
    """How much slower each phase was beside the mob."""
    ratios = {}
    for name in ("question_ms", "ack_ms", "reveal_ms"):
        before, after = alone[name], beside[name]
        assert isinstance(before, dict)
        assert isinstance(after, dict)
        ratios[name] = round(after["p99"] / max(1.0, before["p99"]), 2)
    return ratios


def _measured(options: argparse.Namespace) -> tuple[dict[str, object], list[str]]:
    """The report and what was missed."""
    if not options.hostile:
        report = asyncio.run(measure(options))
        return report, missed(report, options)
    alone = asyncio.run(measure(argparse.Namespace(**{**vars(options), "hostile": 0})))
    report = asyncio.run(measure(options))
    report["alone"] = {key: alone[key] for key in ("question_ms", "ack_ms", "reveal_ms")}
    report["times_slower"] = ratios = _busier(alone, report)
    slow = [f"{k} is {v} times slower" for k, v in ratios.items() if v > BUSIER]
    return report, slow


def main(argv: Sequence[str] | None = None) -> int:
    """Measure; 1 when anything was lost or refused, or a gate was missed with `--gates`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attendees", description=__doc__)
    parser.add_argument("--attendees", type=int, default=200, metavar="N")
    parser.add_argument("--processes", type=int, default=2, help="that the attendees share")
    parser.add_argument("--countdown", type=float, default=5.0, help="seconds of it to measure")
    parser.add_argument("--hostile", type=int, default=0, metavar="N", help="and such a mob")
    parser.add_argument("--stage", action="store_true", help="a stage on a pty is driven meanwhile")
    parser.add_argument("--restart", action="store_true", help="kill the server at the end")
    parser.add_argument("--gates", action="store_true", help="exit 1 when a budget is missed")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args(argv)
    report, gates = _measured(args)
    report["missed"] = gates
    if args.format == "json":
        print(json.dumps(report))
    else:
        _print(report)
    whole = not report["lost"] and not report["refused"] and report["tally_is_right"]
    return 0 if whole and not (args.gates and gates) else 1


if __name__ == "__main__":
    sys.exit(main())
