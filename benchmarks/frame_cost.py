# ruff: noqa: ANN401, SLF001 -- it looks into everything, whatever that is
"""What does a frame of the whole engine cost, by thread and by stage? Milliseconds of processor time.

    python -m benchmarks.frame_cost [--clip FILE] [--model FILE] [--stages]

Processor time says something also where other programs run, though their use of the caches makes it longer. Threads are
told by what Linux has counted for them, between two frames of one run of the engine. With `--stages` what the camera's
thread and the decoder do is taken apart: each stage without those inside it, which costs a few microseconds more a
stage. The decoder's stages are those of a decoder in this process; what its process takes above them is its pipe.
"""

from __future__ import annotations

import argparse
import functools
import os
import tempfile
import threading
import time
from collections import Counter, defaultdict
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from benchmarks.pipeline.__main__ import LINE, ROOT
from benchmarks.pipeline.measure import CONFIDENCE
from core.engine import Engine
from core.seeing import Seeing
from core.settings.models import Settings
from core.sources import video
from core.sources.process import DecoderProcess
from core.sources.wire import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.types import Image

#: The camera's thread, by module and name in it: from outside to inside.
_STAGES: Final = (
    ("core.sources.process", "DecoderProcess._read"),
    ("core.sources.decoded", "DecodedSource._frame"),
    ("core.sources.decoded", "DecodedSource.release"),
    ("core.in_flight", "InFlight.submit"),
    ("core.in_flight", "InFlight.answers"),
    ("core.detect.network", "_Pool.put"),
    ("core.detect.openvino_runtime", "OpenVinoLane.start"),
    ("core.detect.openvino_runtime", "OpenVinoLane.wait"),
    ("core.detect.decode", "Decoder.decode"),
    ("core.detect.letterbox", "Letterbox.restore"),
    ("core.seeing", "Seeing.take"),
    ("core.seeing", "Seeing._count"),
    ("core.track.tracker", "Tracker.update"),
    ("core.track.tracker", "match"),
    ("core.track.crowd", "Crowd.predict"),
    ("core.track.crowd", "Crowd.see"),
    ("core.track.crowd", "Crowd.rest"),
    ("core.track.belonging", "Absorption.update"),
    ("core.analyse.analyser", "Analyser.update"),
    ("core.analyse.car_sizes", "CarSizes.judged"),
    ("core.analyse.analyser", "caught_up"),
    ("core.analyse.view", "View.movers"),
    ("core.analyse.analyser", "over_lines"),
    ("core.analyse.event_maker", "EventMaker.sample"),
    ("core.watch", "Watch.see"),
    ("core.camera_report", "Reports.notice"),
    ("core.camera_report", "Reports.if_due"),
    ("core.telemetry", "Telemetry.emit"),
    ("core.showing", "Screen.show"),
    ("core.live", "LiveWriter.write"),
)
_WARM: Final = 50  # frames that are left out, at either end


class Spent:
    """Processor time of this process's threads in functions, each without those inside it."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inside = threading.local()

    def watch(self, module: str, name: str) -> None:
        """From now on, take the time of `name` in `module`."""
        owner: Any = __import__(module, fromlist=["*"])
        *path, last = name.split(".")
        for part in path:
            owner = getattr(owner, part)
        setattr(owner, last, self.timed(getattr(owner, last), name))

    def timed(self, work: Callable[..., Any], name: str) -> Callable[..., Any]:
        """`work`, timed."""

        @functools.wraps(work)
        def timed(*args: Any, **kwargs: Any) -> Any:
            stack = self._inside.__dict__.setdefault("stack", [])
            began = time.thread_time()
            stack.append(0.0)
            try:
                return work(*args, **kwargs)
            finally:
                spent = time.thread_time() - began
                self.seconds[name] += spent - stack.pop()
                if stack:
                    stack[-1] += spent

        return timed


class Span:
    """What threads of the engine and its decoders used between two frames."""

    def __init__(self, frames: int, spent: Spent) -> None:
        self._ends = (_WARM, frames - _WARM)
        self._spent = spent
        self._decoders: list[int] = []
        self._moments: list[tuple[dict[str, float], dict[str, float]]] = []

    def follow(self) -> None:
        """Look at decoders that begin and frames that are finished."""
        begin, count = DecoderProcess.__init__, Seeing._count

        def begun(process: DecoderProcess, *args: Any, **kwargs: Any) -> None:
            begin(process, *args, **kwargs)
            self._decoders.append(process.pid)

        def counted(seeing: Seeing, *args: Any) -> None:
            count(seeing, *args)
            if seeing._progress.frames in self._ends:
                self._moments.append((self._used(), dict(self._spent.seconds)))

        DecoderProcess.__init__, Seeing._count = begun, counted  # type: ignore[method-assign]

    def _used(self) -> dict[str, float]:
        """Seconds by thread; those of OpenVINO have no name of ours."""
        names = {one.native_id: one.name for one in threading.enumerate()}
        used: Counter[str] = Counter()
        for pid in (os.getpid(), *self._decoders):
            for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                name = names.get(int(task.parent.name), "network") if pid == os.getpid() else "decoder process"
                with suppress(OSError):  # it has ended
                    used[name] += int(task.read_text().split()[0]) * 1e-9
        return dict(used)

    def rows(self) -> tuple[dict[str, float], dict[str, float]]:
        """Milliseconds a frame, by thread and by stage."""
        frames = self._ends[1] - self._ends[0]
        pairs = zip(*self._moments, strict=True)
        threads, stages = ({key: (two[key] - one.get(key, 0)) * 1000 / frames for key in two} for one, two in pairs)
        return threads, stages


def engine(clip: Path, model: Path, cache: Path) -> None:
    """Run the whole engine over `clip` as fast as it can."""
    line = {"id": "line", "points": LINE}
    settings = Settings.model_validate(
        {
            "detector": {"model": str(model), "backend": "openvino", "confidence": CONFIDENCE},
            "cameras": [{"id": "clip", "source": str(clip), "scene": {"lines": [line]}}],
            "telemetry": {"profile": "embedded", "mqtt": {"port": 0}},
        }
    )
    with tempfile.TemporaryDirectory() as scratch:
        folders = {f"{name}_dir": Path(scratch) / name for name in ("state", "runtime")}
        one = Engine(settings, realtime=False, cache_dir=cache, **folders)
        one.start()
        one.wait()
        one.stop()


def decoder(clip: Path) -> dict[str, float]:
    """Milliseconds a frame of a decoder's stages."""
    spent = Spent()
    capture = video.VideoCapture(Job("file", str(clip), "", live=False, paced=False, timeout=10))
    capture._container = _Timed(capture._container, "demux", "demuxing", spent)
    capture.skip = spent.timed(capture.skip, "decoding")  # type: ignore[method-assign]
    pictures = capture._pictures
    pictures._convert = _Timed(pictures._convert, "reformat", "colours", spent)
    pictures._colours.put = spent.timed(pictures._colours.put, "colours in place")  # type: ignore[method-assign]
    pictures.make = spent.timed(pictures.make, "copying")  # type: ignore[method-assign]
    read = spent.timed(capture.read, "the rest of reading")
    ring: list[Image] = [np.empty((0, 0, 3), np.uint8)] * 12
    frames = 0
    while (picture := read(ring[frames % len(ring)])) is not None:
        if picture.shape != ring[0].shape:
            ring = [np.empty_like(picture) for _ in ring]
        frames += 1
    return {name: seconds * 1000 / frames for name, seconds in spent.seconds.items()}


class _Timed:
    """Something of PyAV, one method of which is timed; of a generator each step."""

    def __init__(self, inner: Any, method: str, name: str, spent: Spent) -> None:
        self._inner, self._method, self._name, self._spent = inner, method, name, spent

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name != self._method:
            return found
        return self._stepped if name == "demux" else self._spent.timed(found, self._name)

    def _stepped(self, stream: Any) -> Any:
        steps = self._inner.demux(stream)
        step = self._spent.timed(lambda: next(steps, None), self._name)
        while (packet := step()) is not None:
            yield packet


def _told(title: str, rows: dict[str, float]) -> None:
    print(f"\n{title}")
    for name, value in sorted(rows.items(), key=lambda row: -row[1]):
        if value >= 0.001:
            print(f"  {name:32} {value:7.3f}")
    print(f"  {'sum':32} {sum(rows.values()):7.3f}")


def main() -> None:
    """Run, and tell."""
    data = Path(os.environ.get("SMART_INTERSECTION_DATA", ROOT.parent / "shared" / "data"))
    parser = argparse.ArgumentParser(prog="python -m benchmarks.frame_cost", description=__doc__)
    parser.add_argument("--clip", type=Path, default=data / "videos" / "ozlu_input_video.mp4")
    parser.add_argument("--model", type=Path, default=data / "weights" / "yolo11n-dq.pt", help="a .pt file")
    parser.add_argument("--stages", action="store_true", help="take apart what the camera's thread and decoders do")
    parser.add_argument("--cache", type=Path, default=ROOT / "out" / "benchmark-cache")
    wanted = parser.parse_args()
    taken_apart = decoder(wanted.clip) if wanted.stages else {}
    stated = video.VideoCapture(Job("file", str(wanted.clip), "", live=False, paced=False, timeout=10)).stated
    spent = Spent()
    for stage in _STAGES if wanted.stages else ():
        spent.watch(*stage)
    span = Span(stated, spent)
    span.follow()
    engine(wanted.clip, wanted.model, wanted.cache.resolve())
    threads, stages = span.rows()
    _told("threads, ms a frame", threads)
    if wanted.stages:
        _told("stages of the camera's thread, ms a frame", stages)
        _told("stages of a decoder, ms a frame", taken_apart)


if __name__ == "__main__":
    main()
