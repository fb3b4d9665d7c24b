from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING, Any

import pytest

from core.errors import UserError
from core.sources import check_source, open_source
from core.sources.container import _options
from core.sources.wire import Job

if TYPE_CHECKING:
    from pathlib import Path


def refusal(camera: Any, **options: Any) -> UserError:
    with pytest.raises(UserError) as caught:
        check_source(camera, **options)
    assert "\n" not in str(caught.value)
    return caught.value


def told(camera: Any) -> str:
    """What is wrong with it, if anything."""
    try:
        check_source(camera)
    except UserError as error:
        return error.what
    return ""


def test_a_good_video_and_the_simulator_pass(tmp_path: Path, camera: Any, numbered: Any) -> None:
    check_source(camera(numbered.video(tmp_path / "a.avi", 5)))
    check_source(camera("simulator:crossroads?seed=3"))


def bad_files(folder: Path) -> dict[str, tuple[Path, str]]:
    (folder / "empty.mp4").touch()
    (folder / "only").mkdir()
    (folder / "text.mp4").write_text("this is no video\n" * 500)
    (folder / "list.m3u8").write_text("#EXTM3U\nhttp://127.0.0.1:1/secret.ts\n")
    (folder / "still.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "noise.mp4").write_bytes(bytes(range(256)) * 64)
    return {
        "missing": (folder / "none.mp4", "file not found"),
        "folder": (folder / "only", "the folder contains no video files"),
        "empty": (folder / "empty.mp4", "the file is empty"),
        "text": (folder / "text.mp4", "this is a text file, not a video"),
        "playlist": (folder / "list.m3u8", "this is a text file, not a video"),
        "image": (folder / "still.png", "this is an image, not a video"),
        "noise": (folder / "noise.mp4", "not a video file"),
    }


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "text", "playlist", "image", "noise"])
def test_each_bad_file_is_one_line_with_its_own_remedy(tmp_path: Path, camera: Any, kind: str) -> None:
    path, what = bad_files(tmp_path)[kind]
    error = refusal(camera(path))
    assert error.what.startswith(f"camera 'cam-1': {path}: {what}")
    assert error.remedy
    source = open_source(camera(path))
    assert list(source.frames()) == []
    assert source.state == "failed"
    assert source.reason is not None
    assert source.reason.startswith(what)


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_no_permission_is_told_from_no_video(tmp_path: Path, camera: Any, numbered: Any) -> None:
    path = numbered.video(tmp_path / "a.avi", 5)
    path.chmod(0)
    assert "permission denied" in refusal(camera(path)).what


def test_no_permission_is_told_from_no_video_whoever_runs_this(tmp_path: Path, camera: Any, monkeypatch: Any) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.avi"
    path.write_bytes(b"\0")
    monkeypatch.setattr("pathlib.Path.open", refuse)
    error = refusal(camera(path))
    assert error.what.endswith("permission denied")
    assert "permission" in error.remedy


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_refused_without_waiting_for_it(tmp_path: Path, camera: Any) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    assert "not a regular file" in refusal(camera(tmp_path / "pipe.mp4")).what


def test_a_file_that_crashes_other_decoders_is_a_video_here(shared_data: Path, camera: Any) -> None:
    assert told(camera(shared_data / "hostile" / "bgslibrary_demo.avi")) == ""


def test_a_playlist_that_does_not_look_like_text_opens_no_other_file(
    tmp_path: Path, camera: Any, numbered: Any
) -> None:
    numbered.video(tmp_path / "other.avi", 5)
    playlist = b"#EXTM3U\n#\xff\n#EXT-X-TARGETDURATION:5\n#EXTINF:2,\nother.avi\n#EXT-X-ENDLIST\n"
    (tmp_path / "list.mp4").write_bytes(playlist)
    assert "not a video file" in told(camera(tmp_path / "list.mp4"))


@pytest.mark.parametrize("scheme", ["http", "https", "rtsp", "rtsps", "rtmp", "rtmps"])
def test_what_a_camera_answers_opens_no_file_and_no_port(scheme: str) -> None:
    options = _options(Job("stream", f"{scheme}://camera/live", "", live=True, paced=False, timeout=5.0))
    reach = options["protocol_whitelist"].split(",")
    assert {scheme, "tcp", "tls"} <= set(reach)
    assert "file" not in reach
    assert not {"udp", "rtp", "srtp"} & set(reach)


def test_a_closed_port_is_refused_without_showing_the_password(camera: Any) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        error = refusal(camera(f"rtsp://viewer:s3cret@127.0.0.1:{unused.getsockname()[1]}/x"))
    assert "connection refused" in error.what
    assert "s3cret" not in str(error)
    assert "***@127.0.0.1" in error.what


def test_a_host_that_never_answers_is_refused_after_the_time_out(camera: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        error = refusal(camera(f"http://127.0.0.1:{silent.getsockname()[1]}/x"), timeout=0.5)
    assert "connection timed out" in error.what


def test_a_running_stream_passes_and_a_wrong_path_does_not(mjpeg: Any, camera: Any) -> None:
    mjpeg.plans.append((50, (320, 240)))
    check_source(camera(mjpeg.address))
    assert "stream not found" in refusal(camera(mjpeg.address)).what


@pytest.mark.skipif(sys.platform != "linux", reason="webcam 63 may exist elsewhere")
def test_an_absent_webcam_is_refused(camera: Any) -> None:
    assert refusal(camera("webcam:63")).what.startswith("camera 'cam-1': webcam:63: camera not connected")
