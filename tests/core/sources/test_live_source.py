from __future__ import annotations

import socket
import threading
import time
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import psutil
from waiting import eventually

from core.sources import open_source
from core.sources.decoded import backoff
from core.wall_clock import WallClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.sources.decoded import DecodedSource
    from core.types import Frame


def hurried(source: DecodedSource, told: list[tuple[str, str | None]], attempts: int = 99) -> DecodedSource:
    """Reconnects at once, notes state and reason each time, gives up after so many attempts in a row."""

    def wait(attempt: int) -> float:
        told.append((source.state, source.reason))
        if attempt >= attempts:
            threading.Thread(target=source.close).start()
            return 5.0
        return 0.0

    source._is = replace(source._is, backoff=wait)
    return source


def take(source: DecodedSource, count: int) -> Iterator[Frame]:
    frames = source.frames()
    for _ in range(count):
        frame = next(frames)
        yield frame
        source.release(frame)
    source.close()


def test_a_slow_consumer_gets_the_newest_frame_and_the_others_are_counted(
    mjpeg: Any, camera: Any, numbered: Any
) -> None:
    mjpeg.plans.append((10_000, (320, 240)))
    source = open_source(camera(mjpeg.address))
    assert source.live
    before, index = -1, -1
    for frame in take(source, 4):
        shown = numbered.read(frame.image)
        assert shown > before + (25 if index >= 0 else 0)  # not the next one: the newest
        assert index < 0 or frame.index - index == shown - before  # numbering counts what was left out
        before, index = shown, frame.index
        target = mjpeg.sent + 40
        eventually(lambda goal=target: mjpeg.sent >= goal)
    assert source.skipped == index + 1 - 4


def test_a_held_live_frame_is_not_written_over(mjpeg: Any, camera: Any, numbered: Any) -> None:
    mjpeg.pause = 0.002
    mjpeg.plans.append((10_000, (320, 240)))
    source = open_source(camera(mjpeg.address))
    frames = source.frames()
    held = [next(frames) for _ in range(8)]
    shown = [numbered.read(frame.image) for frame in held]
    eventually(lambda: mjpeg.sent > shown[-1] + 60)
    assert [numbered.read(frame.image) for frame in held] == shown
    for frame in held:
        source.release(frame)
    assert numbered.read(next(frames).image) > shown[-1]
    source.close()


def test_a_dropped_connection_comes_back_with_another_frame_size(mjpeg: Any, camera: Any, numbered: Any) -> None:
    mjpeg.plans.extend([(15, (320, 240)), (15, (640, 480))])
    told: list[tuple[str, str | None]] = []
    source = hurried(open_source(camera(mjpeg.address)), told, attempts=2)
    seen: list[tuple[int, tuple[int, ...]]] = []
    for frame in source.frames():
        assert source.state == "running"
        assert source.reason is None
        assert 0 <= numbered.read(frame.image) < 30
        seen.append((frame.index, frame.image.shape))
        source.release(frame)
    shapes = [shape for _, shape in seen]
    assert list(dict.fromkeys(shapes)) == [(240, 320, 3), (480, 640, 3)]
    indices = [index for index, _ in seen]
    assert indices == sorted(set(indices))
    assert told[0] == ("reconnecting", "the stream ended")
    assert told[-1] == ("reconnecting", "stream not found on this host")
    assert source.state == "ended"
    assert source.skipped + len(seen) <= 30


def test_live_time_goes_on_when_the_clock_is_set_back_and_the_frames_say_by_how_much(mjpeg: Any, camera: Any) -> None:
    mjpeg.plans.append((10_000, (320, 240)))
    began, back = time.monotonic(), [0.0]
    source = open_source(camera(mjpeg.address), clock=WallClock(lambda: 1000.0 + time.monotonic() - began - back[0]))
    frames: list[tuple[float, float]] = []
    for frame in source.frames():
        frames.append((frame.time, frame.ahead))
        source.release(frame)
        back[0] = 600.0 if len(frames) >= 3 else 0.0
        if frame.ahead:
            source.close()
    times = [moment for moment, _ in frames]
    assert times == sorted(set(times))
    assert 990 < times[0] < times[-1] < 1000.0 + time.monotonic() - began
    assert [round(ahead) for _, ahead in frames][-1] == -600
    assert frames[2][1] == 0.0


def disturbed(mjpeg: Any, camera: Any, disturb: Callable[[Any], object]) -> str:
    """What is told of a stream whose decoder somebody disturbs after its first picture; it must come back by itself."""
    mjpeg.plans.extend([(10_000, (320, 240))] * 2)
    told: list[tuple[str, str | None]] = []
    source = hurried(open_source(camera(mjpeg.address)), told)
    frames = source.frames()
    assert source._process is None
    source.release(next(frames))
    first = source._process
    assert first is not None
    disturb(first)
    for frame in frames:
        source.release(frame)
        if source._process is not first:
            source.close()
    state, reason = told[0]
    assert state == "reconnecting"
    assert reason is not None
    return reason


def test_a_killed_decoder_of_a_stream_is_a_reconnection_with_its_reason(mjpeg: Any, camera: Any) -> None:
    reason = disturbed(mjpeg, camera, lambda decoder: psutil.Process(decoder.pid).kill())
    assert reason.startswith("the decoder was killed (signal SIGKILL)")


def test_a_silent_decoder_is_killed_and_the_stream_opened_again(mjpeg: Any, camera: Any) -> None:
    def silence(decoder: Any) -> None:
        decoder._patience = 1.0
        psutil.Process(decoder.pid).suspend()

    assert disturbed(mjpeg, camera, silence).startswith("no image for 1 s while reading frame ")


def test_a_closed_port_is_told_and_tried_again(camera: Any) -> None:
    told: list[tuple[str, str | None]] = []
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        source = open_source(camera(f"rtsp://u:pw@127.0.0.1:{unused.getsockname()[1]}/x"))
        assert list(hurried(source, told, attempts=2).frames()) == []
    assert told == [("reconnecting", "connection refused")] * 2


def test_a_host_that_accepts_and_never_answers_runs_into_the_time_out(camera: Any) -> None:
    told: list[tuple[str, str | None]] = []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        source = open_source(camera(f"rtsp://u:pw@127.0.0.1:{silent.getsockname()[1]}/x"))
        source._job = replace(source._job, timeout=0.5)
        assert list(hurried(source, told, attempts=1).frames()) == []
    assert told == [("reconnecting", "connection timed out")]


def test_close_ends_a_source_that_waits_for_a_stream(camera: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        source = open_source(camera(f"rtsp://u:pw@127.0.0.1:{silent.getsockname()[1]}/x"))
        thread = threading.Thread(target=lambda: list(source.frames()))
        thread.start()
        eventually(lambda: source._process is not None)
        source.close()
        thread.join(30)
    assert not thread.is_alive()
    assert source.state == "ended"


def test_credentials_are_in_no_argument_environment_reason_or_repr(camera: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        source = open_source(camera(f"rtsp://viewer:s3cret@127.0.0.1:{silent.getsockname()[1]}/x?token=t0ken"))
        thread = threading.Thread(target=lambda: list(source.frames()))
        thread.start()
        eventually(lambda: source._process is not None)
        assert source._process is not None
        decoder = psutil.Process(source._process.pid)
        said = f"{decoder.cmdline()} {decoder.environ()} {source!r} {source._job!r} {source.reason}"
        source.close()
        thread.join(30)
    said += f"{source.reason}"
    assert "s3cret" not in said
    assert "t0ken" not in said


def test_waits_double_up_to_a_cap_and_are_spread() -> None:
    assert [backoff(n, lambda: 1.0) for n in (1, 2, 3, 4)] == [0.5, 1.0, 2.0, 4.0]
    assert backoff(50, lambda: 1.0) == backoff(9999, lambda: 1.0) == 10.0
    assert backoff(1, lambda: 0.0) == 0.25


def test_a_stream_that_falls_silent_is_opened_again(mjpeg: Any, camera: Any) -> None:
    mjpeg.plans.extend([(10_000, (320, 240))] * 99)
    told: list[tuple[str, str | None]] = []
    source = hurried(open_source(camera(mjpeg.address)), told)
    source._job = replace(source._job, timeout=1.0)  # on a busy machine that may be too short to open it, too
    before, last = -1, 0
    for frame in source.frames():
        source.release(frame)
        before, last = len(told) if before < 0 else before, frame.index
        mjpeg.pause = 0.02 if len(told) > before else 60.0
        if len(told) > before:
            threading.Thread(target=source.close).start()
    assert set(told) == {("reconnecting", "connection timed out")}
    assert last > 0


def test_a_recording_behind_an_http_address_runs_at_its_own_pace_and_ends(
    tmp_path: Path, camera: Any, numbered: Any
) -> None:
    numbered.video(tmp_path / "a.avi", 12)
    handler = partial(QuietFiles, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        source = open_source(camera(f"http://127.0.0.1:{server.server_port}/a.avi"))
        captured = {}
        for frame in source.frames():
            assert numbered.read(frame.image) == frame.index
            captured[frame.index] = frame.captured
            source.release(frame)
        server.shutdown()
    assert (source.state, source.reason) == ("ended", None)
    assert len(captured) + source.skipped == 12
    first, last = min(captured), max(captured)
    assert captured[last] - captured[first] > 0.05 * (last - first)  # recorded at 0.1 s a frame


class QuietFiles(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass
