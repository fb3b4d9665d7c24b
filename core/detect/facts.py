"""What an export says of itself: ultralytics' metadata, written differently by each format and version."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from core.errors import UserError
from core.plain_files import plain_text, plain_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from core.detect.protocol import Shape

_LITERALS: Final = frozenset({"names", "stride", "imgsz", "channels"})
_TRANSFORMER: Final = "RTDETRDecoder"


@dataclass(frozen=True, slots=True)
class Facts:
    """An export's metadata, checked.

    Attributes:
        task: what the network was trained for.
        names: of its classes, in their order; None if it does not say them, empty if what it says makes no sense.
        stride: the input's sides must be multiples of it.
        size: height and width of the pictures it was trained or exported for; None if it does not say.
        channels: 3 for colour, 1 for grey.
        transformer: it says that it is RT-DETR.
    """

    task: str = "detect"
    names: tuple[str, ...] | None = None
    stride: int = 32
    size: Shape | None = None
    channels: int = 3
    transformer: bool = False


def read_facts(raw: Mapping[str, Any]) -> Facts:
    """Metadata as facts; numbers that are missing or make no sense are what they usually are."""
    told = {key: _value(raw[key]) if key in _LITERALS else raw[key] for key in raw}
    return Facts(
        task=str(told.get("task", "detect")),
        names=_names(told["names"]) if "names" in told else None,
        stride=_count(told.get("stride")) or 32,
        size=_size(told.get("imgsz")),
        channels=_count(told.get("channels")) or 3,
        transformer=told.get("head") == _TRANSFORMER or "rtdetr" in str(told.get("description", "")).lower(),
    )


def sidecar(xml: Path) -> dict[str, Any]:
    """What ultralytics wrote beside an OpenVINO network; nothing if there is no such file.

    Raises:
        UserError: the file is not what ultralytics writes.
    """
    path = xml.with_name("metadata.yaml")
    if not path.is_file():
        return {}
    try:
        metadata = plain_yaml(plain_text(path))
    except (OSError, ValueError) as error:
        raise UserError(f"{path} is damaged: {error}", "export the model again") from None
    if not isinstance(metadata, dict):
        raise UserError(f"{path} is damaged: it contains no keys", "export the model again")
    return metadata


def _value(written: object) -> object:
    """ONNX files hold Python literals as text."""
    if not isinstance(written, str):
        return written
    try:
        return ast.literal_eval(written)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None


def _names(told: object) -> tuple[str, ...]:
    if isinstance(told, (list, tuple)):
        told = dict(enumerate(told))
    if not isinstance(told, dict) or not told:
        return ()
    numbered = {int(key): str(name) for key, name in told.items() if str(key).isdecimal()}
    complete = len(numbered) == len(told) and set(numbered) == set(range(len(told)))
    return tuple(numbered[number] for number in range(len(numbered))) if complete else ()


def _count(told: object) -> int | None:
    return told if isinstance(told, int) and not isinstance(told, bool) and told > 0 else None


def _size(told: object) -> Shape | None:
    match told if isinstance(told, (list, tuple)) else [told, told]:
        case [int(height), int(width)] if height > 0 and width > 0:
            return height, width
        case [int(side)] if side > 0:
            return side, side
    return None
