"""How exactly OpenVINO works out a network on a processor, where its own choice is not the fastest."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Any, Final

_PROCESSORS: Final = Path("/proc/cpuinfo")
_MOST: Final = 65_536  # characters; the first processor of many
_EXACT: Final = {"INFERENCE_PRECISION_HINT": "f32"}


def hints(device: str, *, quantised: bool) -> dict[str, Any]:
    """What OpenVINO is told about this device's numbers; nothing where its own choice is best.

    Args:
        device: OpenVINO's name.
        quantised: most of the network works with whole numbers, which are fast on any processor.
    """
    if device != "CPU":
        return {}
    slow = not quantised and short_is_slow(_described())
    return dict(_EXACT) if slow or _refuses_short() else {}


def is_quantised(model: Any) -> bool:  # noqa: ANN401 -- openvino.Model; the library ships no types
    """Whether a network works with whole numbers."""
    return any(node.get_type_name() == "FakeQuantize" for node in model.get_ops())


def short_is_slow(processors: str) -> bool:
    """Whether 16-bit floats, which OpenVINO takes wherever the processor knows them, cost more than 32-bit ones.

    Those of Intel know them without being faster by them unless they have matrix units (AMX), which virtual machines
    often hide: a network takes 1.4 to 1.6 times as long there, and its results are less exact.

    Args:
        processors: as Linux describes them in /proc/cpuinfo; empty where nobody does.
    """
    lines = (line.partition(":") for line in processors.partition("\n\n")[0].splitlines())
    facts = {key.strip(): value.split() for key, _, value in lines}
    flags = facts.get("flags", [])
    return facts.get("vendor_id") == ["GenuineIntel"] and "avx512_bf16" in flags and "amx_bf16" not in flags


def _refuses_short() -> bool:
    """Reduced precision is refused or wrong on some processors there; ultralytics does the same."""
    return platform.system() == "Windows" or platform.machine() in {"aarch64", "arm64"}


def _described() -> str:
    try:
        with _PROCESSORS.open(encoding="utf-8", errors="replace") as stream:
            return stream.read(_MOST)
    except OSError:
        return ""
