"""What this machine has to compute with, and what this process takes of it."""

import os

import torch

from presenter.work.machine import cores, processor
from presenter.work.protocol import Device, Machine
from presenter.work.shelf import resident_bytes
from presenter.work.trouble import Trouble


def choose_device(wanted: Device) -> torch.device:
    """The device asked for; `auto` takes CUDA, else Apple's MPS, else the processor. Raises
    Trouble when it is not there."""
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if wanted == "auto":
        return torch.device(next((name for name, is_there in there.items() if is_there), "cpu"))
    if not there.get(wanted, True):
        raise Trouble(f"There is no {wanted} device here.", "Use --device auto, or cpu.")
    return torch.device(wanted)


def describe(device: torch.device, processes: int) -> Machine:
    """The machine as a run sees it."""
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else device.type
    return Machine(
        processor=processor(),
        cores=cores(),
        threads=torch.get_num_threads(),
        memory_mb=_memory_mb(),
        device=name,
        processes=processes,
    )


def _memory_mb() -> int:
    try:
        return int(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e6)
    except (ValueError, OSError, AttributeError):
        return 0


def held_mb() -> int:
    """Memory that this process takes now, in MB; 0 where the system does not say."""
    return int((resident_bytes() or 0) / 1e6)
