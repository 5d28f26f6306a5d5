"""How much memory the lab may take: written as `2GB`, read by the child from its environment."""

import re

VARIABLE = "PODIUM_LAB_MEMORY"
DEFAULT = "2GB"
_UNITS = {"": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([KMG]i?B)?\s*", re.IGNORECASE)


def parse_bytes(text: str) -> int:
    """`2GB`, `1.5 GiB`, `800MB` or plain bytes. Raises ValueError that says how to write it."""
    found = _SIZE.fullmatch(text)
    if not found:
        raise ValueError(f"write memory as 2GB, 1.5GiB or 800MB, not {text!r}")
    return int(float(found[1]) * _UNITS[(found[2] or "").upper()])
