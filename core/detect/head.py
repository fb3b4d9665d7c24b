"""How to read a network's output: found from what the export says, its shape, and what it gives for one picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from core.detect import names
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from core.detect.facts import Facts

#: COCO's road users by class number, for networks of 80 classes that carry no names.
_COCO: Final = {0: "person", 1: "bicycle", 2: "car", 3: "motorcycle", 5: "bus", 7: "truck"}
_COCO_CLASSES: Final = 80
_BOX: Final = 4
_END_TO_END: Final = 6  # x1 y1 x2 y2 score class
_ROUNDING: Final = 1e-3  # of scores
_WITHIN: Final = 2.0  # pixels: places that cover a picture reach further
_DAMAGED: Final = "the file is damaged; export or download it again"
_EXPORT: Final = "use a detection model exported by Ultralytics (output 1 x 4+classes x candidates, or 1 x n x 6)"


@dataclass(frozen=True, slots=True)
class Head:
    """How to read a detection network's output.

    Attributes:
        end_to_end: the output is (1, n, 6): boxes after suppression; otherwise (1, 4 + classes, n) candidates.
        ours: (classes,) int32, index into `core.types.CLASSES` of each of the network's classes, -1 for none.
        stride: the input's sides must be multiples of it.
        normalised: RT-DETR: boxes are centre and size in shares of the picture, which fills the input, stretched.
    """

    end_to_end: bool
    ours: NDArray[np.int32]
    stride: int = 32
    normalised: bool = False

    @property
    def numbers(self) -> NDArray[np.intp]:
        """The network's numbers of the classes that are ours."""
        return np.flatnonzero(self.ours >= 0)

    def pruned(self) -> Head:
        """The same network after the scores of all other classes were taken out of its output."""
        return replace(self, ours=self.ours[self.numbers])


def check_outputs(path: Path, facts: Facts, outputs: Sequence[Sequence[int | None]]) -> None:
    """Refuse what cannot be a detection network, before it is run.

    Args:
        path: named in errors.
        facts: what the export says.
        outputs: shape of each output; None where it depends on the input.

    Raises:
        UserError: another task, or another number of outputs.
    """
    if facts.task != "detect":
        raise UserError(
            f"model {path} is trained for '{facts.task}', not for detection",
            "use a detection model, for example yolo11n",
        )
    if len(outputs) != 1 or len(outputs[0]) != 3:  # noqa: PLR2004 -- batch, channels, candidates
        raise _wrong_shape(path, outputs)


def read_head(path: Path, facts: Facts, chosen: Mapping[str, str], run: Callable[[], NDArray[np.float32]]) -> Head:
    """Check what the network in `path` is.

    Args:
        path: named in errors.
        facts: what the export says.
        chosen: what the settings say that class names mean.
        run: the network's output for one picture, (1, …, …).

    Raises:
        UserError: it is not a detection network that we can read, or knows none of our classes.
    """
    raw = run()
    if not np.isfinite(raw).all():
        raise UserError(f"model {path} does not compute valid numbers", _DAMAGED)
    called = _names(path, facts, raw.shape)
    ours = _ours(path, called, chosen)
    if raw.shape[2] == _END_TO_END:
        _check_end_to_end(path, raw[0], called)
        return Head(end_to_end=True, ours=ours, stride=facts.stride, normalised=_normalised(facts, raw[0]))
    if raw.shape[1] == _BOX + len(called) and not facts.transformer:
        _check_dense(path, raw[0])
        return Head(end_to_end=False, ours=ours, stride=facts.stride)
    raise _other_layout(path, raw.shape, len(called))


def _names(path: Path, facts: Facts, shape: Sequence[int]) -> Sequence[str]:
    if facts.names:
        return facts.names
    if facts.names is None and shape[1] == _BOX + _COCO_CLASSES:
        return [_COCO.get(number, "") for number in range(_COCO_CLASSES)]
    raise UserError(
        f"model {path} contains no class names",
        "export it with Ultralytics, which stores them in metadata.yaml or in the .onnx file",
    )


def _ours(path: Path, called: Sequence[str], chosen: Mapping[str, str]) -> NDArray[np.int32]:
    ours = names.ours(called, chosen)
    if (ours < 0).all():
        raise UserError(
            f"model {path} detects no road users, only {names.listed(called)}",
            "if some of these are road users, assign them in detector.names, for example {Lkw: truck}",
        )
    return ours


def _check_end_to_end(path: Path, rows: NDArray[np.float32], called: Sequence[str]) -> None:
    """Six columns alone may mean something else: YOLOv5's own exports with one class, old RT-DETR with two."""
    scores, classes = rows[:, 4], rows[:, 5]
    if not (scores.min() >= 0 and scores.max() <= 1 and (classes == classes.round()).all()):
        raise _other_layout(path, (1, *rows.shape), len(called))
    if classes.max() >= len(called) or classes.min() < 0:
        raise unnamed(f"model {path}", int(classes.max()), len(called))


def _check_dense(path: Path, rows: NDArray[np.float32]) -> None:
    """Exports for other devices have the same shape and mean something else by it; a damaged file means nothing."""
    centres, scores = rows[:2], rows[_BOX:]
    if scores.min() < -_ROUNDING or scores.max() > 1 + _ROUNDING:
        raise UserError(
            f"model {path} gives scores from {scores.min():.3g} to {scores.max():.3g} instead of 0 to 1", _EXPORT
        )
    if centres.any() and centres.max() <= _WITHIN:
        raise UserError(
            f"model {path} gives positions as fractions of the image, as exports for mobile devices do",
            "export it again with Ultralytics to ONNX or OpenVINO",
        )
    if scores.min() == scores.max() > 0:
        raise UserError(f"model {path} gives the same score everywhere in an image", _DAMAGED)


def unnamed(model: str, number: int, known: int) -> UserError:
    """The refusal of a network that finds classes it has no names for."""
    return UserError(
        f"{model} detects class number {number}, but has names for {known} classes only",
        "export it again with the names of all its classes",
    )


def _normalised(facts: Facts, rows: NDArray[np.float32]) -> bool:
    """Boxes of a hundred places that all lie within one pixel are shares of the picture."""
    boxes = rows[rows[:, 4] > 0, :_BOX]
    within = bool(len(boxes)) and bool((boxes >= 0).all() and (boxes <= 1).all() and boxes.any())
    return facts.transformer or within


def _other_layout(path: Path, shape: Sequence[int], classes: int) -> UserError:
    if shape[2] == _BOX + 1 + classes:
        return UserError(
            f"model {path} has the output of the YOLOv5 repository ({_words(shape)}), which is not supported",
            "use the model's Ultralytics version (for example yolov5nu), or train it again with Ultralytics",
        )
    if shape[2] == _BOX + classes:
        return UserError(
            f"model {path} is an RT-DETR model exported by an older Ultralytics ({_words(shape)})",
            "export it again with Ultralytics 8.4 or newer",
        )
    return _wrong_shape(path, [shape])


def _wrong_shape(path: Path, outputs: Sequence[Sequence[int | None]]) -> UserError:
    shapes = " and ".join(map(_words, outputs))
    return UserError(f"model {path} is not a detection model: its output shape is {shapes or 'nothing'}", _EXPORT)


def _words(shape: Sequence[int | None]) -> str:
    return "x".join("?" if side is None else str(side) for side in shape)
