"""Run one job without a lab: `python -m presenter.work.alone REQUEST`, the request as JSON.

For launchers that start a process for each share of a run (`torchrun`, `accelerate launch`).
Replies go to the real stdout as JSON lines, those of the first process only.
"""

import os
import sys
from importlib import import_module
from threading import Event

from presenter.work.protocol import REQUEST, Cancel, Done
from presenter.work.serve import claim_stdout, failed, give_way


def main() -> int:
    """Exit code 1 when the job failed: the launcher then ends the other processes."""
    give_way()
    send = claim_stdout()
    request = REQUEST.validate_json(sys.argv[1])
    assert not isinstance(request, Cancel)
    first = os.environ.get("RANK", "0") == "0"
    try:
        for reply in import_module(f"presenter.work.jobs.{request.job}").run(request, Event()):
            if first:
                send(reply)
    except Exception as error:  # noqa: BLE001 - told to whoever launched it
        if first:
            send(failed(error))
        return 1
    if first:
        send(Done())
    return 0


if __name__ == "__main__":
    sys.exit(main())
