from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from core.sources import open_source


def leftovers(ring: str) -> list[Path]:
    folders = [Path("/dev/shm"), Path(tempfile.gettempdir())]  # noqa: S108 -- where rings are
    return [path for folder in folders if folder.is_dir() for path in folder.glob(f"{ring}*")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_decoder_that_crashes_fails_alone(tmp_path: Path, camera: Any, numbered: Any) -> None:
    path = numbered.video(tmp_path / "a.avi", 50)
    crashing, good = open_source(camera(path), realtime=True), open_source(camera(path))
    frames = good.frames()
    good.release(next(frames))
    for frame in crashing.frames():
        assert crashing._process is not None
        psutil.Process(crashing._process.pid).send_signal(signal.SIGSEGV)
        crashing.release(frame)
    assert crashing.state == "failed"
    assert crashing.reason is not None
    assert crashing.reason.startswith("the decoder crashed (signal SIGSEGV) while reading frame ")
    assert sum(1 for frame in frames if good.release(frame) is None) == 49
    assert (good.state, good.reason) == ("ended", None)


def test_a_decoder_killed_midway_is_a_failed_camera_with_its_reason(tmp_path: Path, camera: Any, numbered: Any) -> None:
    source = open_source(camera(numbered.video(tmp_path / "a.avi", 300)))
    last = -1
    for frame in source.frames():
        assert numbered.read(frame.image) == frame.index == last + 1
        last = frame.index
        source.release(frame)
        if frame.index == 20:
            assert source._process is not None
            psutil.Process(source._process.pid).kill()
    assert 20 <= last < 299
    assert source.state == "failed"
    how = "crashed (exit code 1)" if sys.platform == "win32" else "was killed (signal SIGKILL)"
    assert source.reason is not None
    assert source.reason.startswith(f"the decoder {how} while reading frame {last + 1};")


def test_a_decoder_that_hangs_is_killed_and_the_file_failed(tmp_path: Path, camera: Any, numbered: Any) -> None:
    source = open_source(camera(numbered.video(tmp_path / "a.avi", 300)))
    for frame in source.frames():
        source.release(frame)
        if frame.index == 3:
            assert source._process is not None
            source._process._patience = 1.0
            psutil.Process(source._process.pid).suspend()
    assert source.state == "failed"
    assert source.reason is not None
    assert "no image for 1 s while reading frame " in source.reason


@pytest.mark.parametrize("hold", [0, 8])
def test_the_decoder_ends_when_the_engine_is_killed(tmp_path: Path, numbered: Any, hold: int) -> None:
    path = numbered.video(tmp_path / "a.avi", 400)
    program = f"""
import sys, time
from core.settings.models import Camera
from core.sources import open_source
source = open_source(Camera(id="c", source={str(path)!r}), realtime={hold == 0})
for frame in source.frames():
    if frame.index >= {hold}:
        print(source._process.pid, source._process._job.ring, flush=True)
        time.sleep(60)
"""
    engine = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]
    )
    assert engine.stdout is not None
    pid, ring = engine.stdout.readline().split()
    decoder = psutil.Process(int(pid))
    engine.kill()
    engine.wait()
    engine.stdout.close()
    assert gone(decoder)
    assert leftovers(ring) == []


def gone(process: psutil.Process) -> bool:
    """Whether it ends within a generous while; a zombie, which only its new parent can remove, has ended."""
    for _ in range(300):
        try:
            if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.1)
    return False


def test_nothing_is_left_of_a_finished_source(tmp_path: Path, camera: Any, numbered: Any) -> None:
    source = open_source(camera(numbered.video(tmp_path / "a.avi", 5)))
    before = psutil.Process().num_fds() if sys.platform != "win32" else 0
    assert sum(1 for frame in source.frames() if source.release(frame) is None) == 5
    assert source._process is not None
    assert source._process._process.returncode == 0  # reaped
    assert leftovers(source._process._job.ring) == []
    assert sys.platform == "win32" or psutil.Process().num_fds() == before


def test_a_decoder_that_cannot_start_says_why(tmp_path: Path, camera: Any, numbered: Any, monkeypatch: Any) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "av.py").write_text("raise ImportError('libGL.so.1: no such file')")
    path = numbered.video(tmp_path / "a.avi", 5)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "broken"))
    source = open_source(camera(path))
    assert list(source.frames()) == []
    assert source.state == "failed"
    assert source.reason == "the decoder failed to start: ImportError: libGL.so.1: no such file"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_decoder_that_is_killed_before_it_could_begin_did_not_fail_by_itself(
    tmp_path: Path, camera: Any, numbered: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = subprocess.Popen

    def killed(*args: Any, **options: Any) -> Any:
        process = real(*args, **options)
        process.kill()
        return process

    source = open_source(camera(numbered.video(tmp_path / "a.avi", 3)))
    monkeypatch.setattr("core.decoders.subprocess.Popen", killed)
    assert list(source.frames()) == []
    assert source.reason is not None
    assert source.reason.startswith("the decoder was killed (signal SIGKILL) while opening the source;")


def test_a_decoder_ignores_ctrl_c(tmp_path: Path, camera: Any, numbered: Any) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows sends Ctrl-C to consoles, not to processes")
    source = open_source(camera(numbered.video(tmp_path / "a.avi", 60)))
    count = 0
    for frame in source.frames():
        if frame.index == 3:
            assert source._process is not None
            psutil.Process(source._process.pid).send_signal(2)
        count += 1
        source.release(frame)
    assert (count, source.state) == (60, "ended")
