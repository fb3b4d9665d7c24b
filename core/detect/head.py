"""What a network says of itself, checked: its task, its class names and the shape of its output."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from core.errors import UserError
from core.types import CLASS_IDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

#: Names other data sets use for exactly the same thing (Pascal VOC, VisDrone).
_SYNONYMS: Final = {"motorbike": "motorcycle", "pedestrian": "person"}
#: COCO's road users by class number, for networks of 80 classes that carry no names.
_COCO: Final = {0: "person", 1: "bicycle", 2: "car", 3: "motorcycle", 5: "bus", 7: "truck"}
_COCO_CLASSES: Final = 80
_BOX: Final = 4
_END_TO_END: Final = 6  # x1 y1 x2 y2 score class


@dataclass(frozen=True, slots=True)
class Head:
    """How to read a detection network's output.

    Attributes:
        end_to_end: the output is (1, n, 6): boxes after suppression; otherwise (1, 4 + classes, n) candidates.
        ours: (classes,) int32, index into `core.types.CLASSES` of each of the network's classes, -1 for none.
        stride: the input's sides must be multiples of it.
    """

    end_to_end: bool
    ours: NDArray[np.int32]
    stride: int = 32

    @property
    def numbers(self) -> NDArray[np.intp]:
        """The network's numbers of the classes that are ours."""
        return np.flatnonzero(self.ours >= 0)

    def pruned(self) -> Head:
        """The same network after the scores of all other classes were taken out of its output."""
        return replace(self, ours=self.ours[self.numbers])


def read_head(path: Path, metadata: Mapping[str, Any], outputs: Sequence[Sequence[int | None]]) -> Head:
    """Check what the network in `path` is.

    Args:
        path: named in errors.
        metadata: what the export wrote: `task`, `names` (number to name), `stride`; may be empty.
        outputs: shape of each output; None where it depends on the input.

    Raises:
        UserError: it is not a detection network, or knows none of our classes.
    """
    task = metadata.get("task", "detect")
    if task != "detect":
        raise UserError(
            f"model {path} is trained for '{task}', not for detection", "use a detection model, for example yolo11n"
        )
    shape = outputs[0] if len(outputs) == 1 else ()
    if len(shape) != 3:  # noqa: PLR2004 -- batch, channels, candidates
        raise _wrong_shape(path, outputs)
    ours = _ours(path, _names(path, metadata, shape))
    stride = metadata.get("stride", 32)
    stride = stride if isinstance(stride, int) and stride > 0 else 32
    if shape[1] == _BOX + len(ours):
        return Head(end_to_end=False, ours=ours, stride=stride)
    if shape[2] == _END_TO_END:
        return Head(end_to_end=True, ours=ours, stride=stride)
    raise _wrong_shape(path, outputs)


def _names(path: Path, metadata: Mapping[str, Any], shape: Sequence[int | None]) -> Mapping[int, str]:
    names = metadata.get("names")
    if isinstance(names, dict) and set(names) == set(range(len(names))) and names:
        return names
    if names is None and shape[1] == _BOX + _COCO_CLASSES:
        return {number: _COCO.get(number, "") for number in range(_COCO_CLASSES)}
    raise UserError(
        f"model {path} contains no class names",
        "export it with Ultralytics, which stores them in metadata.yaml or in the .onnx file",
    )


def _ours(path: Path, names: Mapping[int, str]) -> NDArray[np.int32]:
    lowered = [str(names[number]).strip().lower() for number in sorted(names)]
    ours = np.array([CLASS_IDS.get(_SYNONYMS.get(name, name), -1) for name in lowered], np.int32)
    if (ours < 0).all():
        raise UserError(
            f"model {path} detects no road users, only {', '.join(lowered[:5])}{'…' if len(lowered) > 5 else ''}",  # noqa: PLR2004 -- enough to recognise the model by
            "use a model with at least one of the classes car, truck, bus, motorcycle, bicycle, person",
        )
    return ours


def _wrong_shape(path: Path, outputs: Sequence[Sequence[int | None]]) -> UserError:
    shapes = " and ".join("x".join("?" if side is None else str(side) for side in shape) for shape in outputs)
    return UserError(
        f"model {path} is not a detection model: its output shape is {shapes or 'nothing'}",
        "use a detection model exported by Ultralytics (output 1 x 4+classes x candidates, or 1 x n x 6)",
    )
