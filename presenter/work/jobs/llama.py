"""The fast engine: llama.cpp, through the bindings whose wheels bring it prebuilt."""

import json
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread
from typing import Any, Literal

from presenter.work.jobs.chat_template import compiled
from presenter.work.jobs.rules import grammar_of
from presenter.work.jobs.writing import (
    Picked,
    Weighed,
    raw_text,
    turns,
)
from presenter.work.protocol import Ended, Generate
from presenter.work.trouble import Trouble

SLOTS = 2
"""Texts written side by side; more wait their turn."""
CONTEXT = 4_096
"""Tokens of each text, prompt and answer."""
BATCH = 128
"""Tokens of a prompt read between two looks at whether it was cancelled."""
LOOK = 0.02
"""Seconds between looks at `cancelled` while no token comes."""
THREADS = 4
"""At most; a small model gains nothing from more."""
Chunk = dict[str, Any]


class Llama:
    """A model in llama.cpp. Thread-safe.

    The bindings' server insists on listening. It gets a socket in a folder of its own, is asked
    once there for what only that way tells, and then the folder goes: nobody can reach it.
    """

    backend: Literal["llama.cpp"] = "llama.cpp"

    def __init__(self, path: Path) -> None:
        import xllamacpp  # type: ignore[import-untyped]

        with tempfile.TemporaryDirectory(prefix="podium-lab-") as folder:
            door = Path(folder) / "s.sock"
            params = xllamacpp.CommonParams()
            params.model.path, params.hostname = str(path), str(door)
            params.n_ctx, params.n_parallel = SLOTS * CONTEXT, SLOTS
            params.n_batch = params.n_ubatch = BATCH
            params.cache_ram_mib = 0  # prompts of the talk are short; its default is 8 GB
            params.webui = params.endpoint_slots = False
            threads = max(1, min(THREADS, os.cpu_count() or 1))
            params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
            params.n_gpu_layers = params.verbosity = 0
            try:
                self._server = xllamacpp.Server(params)
            except Exception as error:
                raise Trouble(f"llama.cpp cannot load {path.name}: {error}.") from error
            facts = _told(door, "/props")
            self._vocabulary = int(_told(door, "/v1/models")["data"][0]["meta"]["n_vocab"])
        self._render = compiled(facts["chat_template"], facts["bos_token"], facts["eos_token"])

    def write(self, request: Generate, cancelled: Event) -> Iterator[Picked | Ended]:
        """See `Writer`."""
        prompt = self._render(turns(request)) if request.template else raw_text(request)
        asked: dict[str, Any] = {
            "prompt": prompt,
            "stream": True,
            "return_progress": True,
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
            "top_k": 0,
            "top_p": request.top_p,
            "min_p": 0,
            "repeat_penalty": request.repeat_penalty,
            "seed": request.seed,
            "stop": list(request.stop),
            "ignore_eos": request.ignore_end,
            "n_probs": max(request.alternatives, int(request.logprobs)),
            **_rule(request),
        }
        for chunk in self._chunks(asked, cancelled):
            choice = chunk["choices"][0]
            if reason := choice["finish_reason"]:
                yield "length" if reason == "length" else "end"
            elif "prompt_progress" not in chunk or choice["text"] or choice["logprobs"]:
                yield _picked(choice, request.alternatives)

    def weigh(self, prompt: str, top: int) -> Weighed:
        """See `Writer`."""
        asked = {
            "prompt": raw_text(Generate(prompt=prompt)),
            "stream": True,
            "max_tokens": 1,
            "temperature": 0,
            "n_probs": top,
        }
        for chunk in self._chunks(asked, Event()):
            if logprobs := chunk["choices"][0]["logprobs"]:
                likely = logprobs["content"][0]["top_logprobs"]
                tokens = tuple((t["token"], min(0.0, t["logprob"])) for t in likely)
                return Weighed(tokens, self._vocabulary)
        raise Trouble("llama.cpp weighed nothing.")

    def _chunks(self, asked: dict[str, Any], cancelled: Event) -> Iterator[Chunk]:
        """The server's chunks as they come. It calls back from a thread that is its own, so that
        even a long prompt half read is left at once."""
        chunks: Queue[Chunk | Exception | None] = Queue()

        def heard(chunk: Chunk) -> bool:
            chunks.put(chunk)
            return cancelled.is_set() or left.is_set()

        left = Event()
        work = self._thread(asked, heard, chunks)
        work.start()
        try:
            while not cancelled.is_set():
                try:
                    chunk = chunks.get(timeout=LOOK)
                except Empty:
                    continue
                if chunk is None:
                    return
                if isinstance(chunk, Exception):
                    raise chunk
                if "error" in chunk:
                    raise Trouble(f"llama.cpp says: {chunk['error'].get('message', chunk)}")
                if chunk.get("choices"):
                    yield chunk
        finally:
            left.set()

    def _thread(
        self,
        asked: dict[str, Any],
        heard: Callable[[Chunk], bool],
        chunks: "Queue[Chunk | Exception | None]",
    ) -> Thread:
        def work() -> None:
            try:
                self._server.handle_completions(asked, heard)
            except Exception as error:  # noqa: BLE001 - told by the thread that asked
                chunks.put(Trouble(f"llama.cpp says: {error}"))
            finally:
                chunks.put(None)

        return Thread(target=work, name="llama.cpp", daemon=True)


def _told(door: Path, what: str) -> dict[str, Any]:
    """What the server says of itself."""
    connection = HTTPConnection("localhost")
    connection.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.sock.connect(str(door))
        connection.request("GET", what)
        told: dict[str, Any] = json.loads(connection.getresponse().read())
    finally:
        connection.close()
    return told


def _picked(choice: Chunk, alternatives: int) -> Picked:
    if not choice["logprobs"]:
        return Picked(choice["text"])
    told = choice["logprobs"]["content"][-1]
    others = tuple((t["token"], min(0.0, t["logprob"])) for t in told["top_logprobs"])
    return Picked(choice["text"], min(0.0, told["logprob"]), others[:alternatives])


def _rule(request: Generate) -> dict[str, Any]:
    """The rule that the text must follow, as llama.cpp is told it; empty where there is none."""
    if not grammar_of(request):
        return {}
    if request.json_schema is not None:
        return {"json_schema": request.json_schema}
    return {"grammar": f"%llguidance {{}}\n{request.grammar}"}
