"""The peers, used as their own documentation shows."""

from __future__ import annotations

import importlib
import os
import shutil
from typing import TYPE_CHECKING, Any

import cv2

from benchmarks.pipeline.measure import COCO_ROAD_USERS, CONFIDENCE, IMAGE_SIZE, Measurement, Task
from core.detect.catalogue import sha256
from core.detect.environment import mend_torchvision, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TRACK: dict[str, Any] = {
    "imgsz": IMAGE_SIZE,
    "conf": CONFIDENCE,
    "classes": COCO_ROAD_USERS,
    "device": "cpu",
    "verbose": False,
}


def _ultralytics(task: Task) -> Any:  # noqa: ANN401 -- the package; it must not be imported before this
    prepare(task.cache)
    mend_torchvision()
    return importlib.import_module("ultralytics")


def export_for_peers(task: Task) -> None:
    """What `model.export(format="openvino")` gives, and the same with `dynamic=True`; made once."""
    for kind in ("default", "dynamic"):
        folder = _folder(task, kind)
        if (folder / "model_openvino_model").is_dir():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(task.weights, folder / "model.pt")
        model = _ultralytics(task).YOLO(folder / "model.pt")
        model.export(format="openvino", imgsz=IMAGE_SIZE, dynamic=kind == "dynamic")


def _folder(task: Task, kind: str) -> Path:
    """Where the peers' export of these weights is: others of the same cache have theirs."""
    return task.cache / "peers" / f"{task.weights.stem}-{sha256(task.weights)[:16]}" / kind


def _export(task: Task, kind: str) -> str:
    return str(_folder(task, kind) / "model_openvino_model")


def track_pt(task: Task) -> Measurement:
    """Ultralytics `model.track` on the .pt, as it comes: it takes one thread less than there are cores."""
    return _track(task, str(task.weights))


def track_pt_all_cores(task: Task) -> Measurement:
    """The same, helped to all cores."""
    return _track(task, str(task.weights), threads=os.cpu_count())


def track_openvino(task: Task) -> Measurement:
    """Ultralytics `model.track` on its OpenVINO export with free shapes; nothing is drawn."""
    return _track(task, _export(task, "dynamic"))


def _track(task: Task, model: str, threads: int | None = None) -> Measurement:
    loaded, done, counter = _ultralytics(task).YOLO(model, task="detect"), Measurement(), _Crossings(task)
    for result in loaded.track(str(task.clip), stream=True, **_TRACK):
        if threads and not done.frames:
            importlib.import_module("torch").set_num_threads(threads)
        if result.boxes.is_track:
            counter.see(result.boxes.id.int().tolist(), result.boxes.xyxy.tolist())
        done.tick()
    done.counts = counter.counts
    done.note = _suppression()
    return done


class _Crossings:
    """Counts each track once when the middle of its box's lower edge changes sides within the line's span."""

    def __init__(self, task: Task) -> None:
        self._line = task.line
        self._side: dict[int, bool] = {}
        self._counted: set[int] = set()
        self.counts = {"forward": 0, "backward": 0}

    def see(self, ids: list[int], boxes: list[list[float]]) -> None:
        (x1, y1), (x2, y2) = self._line
        for track, (left, _, right, y) in zip(ids, boxes, strict=True):
            x = (left + right) / 2
            side = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) > 0
            if self._side.setdefault(track, side) == side or track in self._counted:
                continue
            if min(x1, x2) <= x <= max(x1, x2):
                self._counted.add(track)
                self.counts["forward" if side else "backward"] += 1
            self._side[track] = side


def object_counter_default(task: Task) -> Measurement:
    """Ultralytics ObjectCounter (`model.track` inside; draws) on its default, square OpenVINO export."""
    return _object_counter(task, _export(task, "default"))


def object_counter_dynamic(task: Task) -> Measurement:
    """The same on the export with free shapes, which takes the clip's proportions."""
    return _object_counter(task, _export(task, "dynamic"))


def _object_counter(task: Task, model: str) -> Measurement:
    _ultralytics(task)
    solutions = importlib.import_module("ultralytics.solutions")
    counter = solutions.ObjectCounter(model=model, region=list(task.line), show=False, **_TRACK)
    done = Measurement()
    for image in _pictures(task.clip):
        result = counter.process(image)
        done.tick()
    done.counts = {"in": result.in_count, "out": result.out_count}
    done.note = _suppression()
    return done


def supervision(task: Task) -> Measurement:
    """Supervision LineZone and ByteTrack (of its `trackers`) on ultralytics' predictions, OpenVINO, free shapes."""
    model = _ultralytics(task).YOLO(_export(task, "dynamic"), task="detect")
    sv, trackers = importlib.import_module("supervision"), importlib.import_module("trackers")
    start, end = (sv.Point(*point) for point in task.line)
    zone = sv.LineZone(start, end, triggering_anchors=[sv.Position.BOTTOM_CENTER])
    tracker = trackers.ByteTrackTracker(frame_rate=cv2.VideoCapture(str(task.clip)).get(cv2.CAP_PROP_FPS))
    done = Measurement()
    for image in _pictures(task.clip):
        found = sv.Detections.from_ultralytics(model.predict(image, **_TRACK)[0])
        tracked = tracker.update(found)
        zone.trigger(tracked[tracked.tracker_id != -1])
        done.tick()
    done.counts = {"in": zone.in_count, "out": zone.out_count}
    done.note = _suppression()
    return done


def _suppression() -> str:
    """Says so where ultralytics had to do without torchvision's faster suppression."""
    real = getattr(importlib.import_module("torchvision"), "__version__", None)
    return "" if real else "torchvision is absent or broken here: suppression by ultralytics itself"


def _pictures(clip: Path) -> Iterator[Any]:
    capture = cv2.VideoCapture(str(clip))
    while (grabbed := capture.read())[0]:
        yield grabbed[1]
