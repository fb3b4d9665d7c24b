"""The peers on the same clips and weights, with their own defaults, used as their documentation shows.

Ultralytics' trackers give paths, not counts: each track counts once a line, when the middle of its box's lower edge
goes over it.
"""

from __future__ import annotations

import importlib
import json
import shutil
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from benchmarks.accuracy_clips import Crossing
from benchmarks.pipeline.measure import COCO_ROAD_USERS, CONFIDENCE, IMAGE_SIZE
from core.detect.environment import mend_torchvision, prepare
from core.scene import Geometry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.accuracy_clips import Clip

PEERS: Final = ("BoT-SORT", "ByteTrack", "supervision")
_NEEDS: Final = {
    "BoT-SORT": ("ultralytics", "lap"),
    "ByteTrack": ("ultralytics", "lap"),
    "supervision": ("ultralytics", "supervision", "trackers"),
}
_LOOK: Final = {"imgsz": IMAGE_SIZE, "conf": CONFIDENCE, "classes": COCO_ROAD_USERS, "device": "cpu", "verbose": False}


class MissingPeerError(Exception):
    """A package that the peer needs is not installed; the text names it."""


def count(peer: str, clip: Clip, weights: Path, cache: Path) -> list[Crossing]:
    """What a peer counts; kept for the next time.

    Raises:
        MissingPeerError: it is not installed.
    """
    missing = [name for name in _NEEDS[peer] if find_spec(name) is None]
    if missing:
        raise MissingPeerError(", ".join(missing))
    versions = "-".join(_version(name) for name in _NEEDS[peer])
    kept = cache / "peers" / f"{clip.name}.{weights.stem}.{peer}.{versions}.json"
    if not kept.is_file():
        try:
            model = _model(weights, cache)
            found = list(_with_zones(clip, model) if peer == "supervision" else _with_tracks(peer, clip, model))
        except ImportError as error:  # what the peer itself needs
            raise MissingPeerError(error.name or str(error)) from error
        kept.write_text(json.dumps(found), "utf-8")
    return [Crossing(*row) for row in json.loads(kept.read_text("utf-8"))]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def _model(weights: Path, cache: Path) -> Any:  # noqa: ANN401 -- ultralytics.YOLO
    """The weights as ultralytics' own OpenVINO export with free shapes."""
    prepare(cache)
    mend_torchvision()
    load = importlib.import_module("ultralytics").YOLO
    folder = cache / "peers" / weights.stem
    export = folder / "model_openvino_model"
    if not export.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(weights, folder / "model.pt")
        load(folder / "model.pt").export(format="openvino", imgsz=IMAGE_SIZE, dynamic=True)
    return load(str(export), task="detect")


def _with_tracks(peer: str, clip: Clip, model: Any) -> Iterator[Crossing]:  # noqa: ANN401 -- ultralytics.YOLO
    """`model.track` with one of ultralytics' trackers."""
    tracker = peer.lower().replace("-", "") + ".yaml"
    lines = Geometry(clip.camera().scene, *clip.size).lines
    before: dict[int, tuple[float, float]] = {}
    counted: set[tuple[int, str]] = set()
    for frame, image in enumerate(_pictures(clip.video)):  # not the file: ultralytics takes no .flv
        result = model.track(image, persist=True, tracker=tracker, **_LOOK)[0]
        boxes = result.boxes
        if not boxes.is_track:
            continue
        told = zip(boxes.id.int().tolist(), boxes.xyxy.tolist(), boxes.cls.int().tolist(), strict=True)
        for track, (x1, _, x2, y2), cls in told:
            here = ((x1 + x2) / 2, y2)
            sums, _ = lines.crossings(np.array([before.get(track, here)]), np.array([here]))
            before[track] = here
            for line, way in zip(lines.settings, sums[0].tolist(), strict=True):
                if way and (track, line.id) not in counted:
                    counted.add((track, line.id))
                    yield Crossing(line.id, "forward" if way > 0 else "backward", frame, result.names[cls])


def _with_zones(clip: Clip, model: Any) -> Iterator[Crossing]:  # noqa: ANN401 -- ultralytics.YOLO
    """Supervision's LineZone and the ByteTrack of its `trackers`; its "out" is forward."""
    sv, trackers = importlib.import_module("supervision"), importlib.import_module("trackers")
    foot = [sv.Position.BOTTOM_CENTER]
    zones = {
        name: sv.LineZone(sv.Point(*points[0]), sv.Point(*points[-1]), triggering_anchors=foot)
        for name, points in clip.lines.items()
    }
    tracker = trackers.ByteTrackTracker(frame_rate=clip.fps)
    for frame, image in enumerate(_pictures(clip.video)):
        result = model.predict(image, **_LOOK)[0]
        tracked = tracker.update(sv.Detections.from_ultralytics(result))
        tracked = tracked[tracked.tracker_id != -1]
        for name, zone in zones.items():
            ways = zip(("backward", "forward"), zone.trigger(tracked), strict=True)
            for direction, hits in ways:
                for cls in tracked.class_id[hits].tolist():
                    yield Crossing(name, direction, frame, result.names[cls])


def _pictures(video: Path) -> Iterator[Any]:
    capture = cv2.VideoCapture(str(video))
    while (grabbed := capture.read())[0]:
        yield grabbed[1]
