from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import UserError
from core.sources.location import Location, locate
from core.sources.problems import PROBLEMS, died, recognise


class Masked(str):
    """Prints itself masked, as the settings' addresses do."""

    __slots__ = ()

    def __str__(self) -> str:
        return "***"


@pytest.mark.parametrize(
    ("text", "kind", "where"),
    [
        ("rtsp://u:p@host:554/a?b=c", "stream", "rtsp://u:p@host:554/a?b=c"),
        ("RTSPS://host/a", "stream", "RTSPS://host/a"),
        ("http://host/video.mp4", "stream", "http://host/video.mp4"),
        ("https://host/live.m3u8", "stream", "https://host/live.m3u8"),
        ("webcam:0", "webcam", "0"),
        ("webcam:12", "webcam", "12"),
        ("simulator", "simulator", "1"),
        ("simulator:crossroads", "simulator", "1"),
        ("simulator:crossroads?seed=42", "simulator", "42"),
    ],
)
def test_each_kind_of_source_is_recognised(text: str, kind: str, where: str) -> None:
    for source in (text, Masked(text)):
        found = locate(source, "cam")
        assert (found.kind, found.where) == (kind, where)
        assert type(found.where) is str


@pytest.mark.parametrize("text", ["video.mp4", "a b/ü.avi", "webcam.mp4", "~/x.mp4", "C:/videos/x.mp4"])
def test_everything_else_is_a_file_with_an_absolute_path(text: str) -> None:
    found = locate(text, "cam")
    assert found == Location("file", str(Path(text).expanduser().absolute()))


def test_a_file_address_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a b.mp4"
    assert locate(path.as_uri(), "cam") == Location("file", str(path))


@pytest.mark.parametrize(
    "text",
    [
        "ftp://host/x",
        "webcam:",
        "webcam:-1",
        "webcam:first",
        "webcam:²",
        "webcam:99999999999",
        "simulator:town",
        "simulator:crossroads?seed=x",
        "simulator:crossroads?speed=2",
    ],
)
def test_what_is_no_source_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UserError) as caught:
        locate(text, "cam-7")
    assert "cam-7" in caught.value.what
    assert "use " in caught.value.remedy


@pytest.mark.parametrize(
    ("complaint", "problem"),
    [
        ("Connection to tcp://10.0.0.401:404?timeout=0 failed: Connection refused", "refused"),
        ("method DESCRIBE failed: 401 (Unauthorized)", "sign_in"),
        ("HTTP error 403 Forbidden", "forbidden"),
        ("HTTP error 404 Not Found", "not_found"),
        ("HTTP error 503 Service Unavailable", "server"),
        ("Failed to resolve hostname cam.local: Name or service not known", "unknown_host"),
        ("Stream timeout triggered after 2401.404503 ms", "timeout"),
        ("moov atom not found", "cut_off"),
        ("opened rtsp://u:401 unauthorized@h/", "no_stream"),
        ("", "no_stream"),
    ],
)
def test_complaints_of_ffmpeg_become_problems(complaint: str, problem: str) -> None:
    assert recognise(complaint, "no_stream") == problem
    assert problem in PROBLEMS


@pytest.mark.parametrize(
    ("code", "words"),
    [(-6, "signal SIGABRT"), (-250, "signal 250"), (1, "exit code 1"), (0xC0000374, "exit code 0xc0000374")],
)
def test_the_end_of_a_decoder_is_put_in_words(code: int, words: str) -> None:
    assert died(code, 3).what.startswith(f"the decoder crashed ({words}) while reading frame 3; ")
    assert "while opening the source; " in died(code, None).what


def test_a_decoder_that_somebody_ended_blames_no_video() -> None:
    what = died(-9, 302).what
    assert what.startswith("the decoder was killed (signal SIGKILL) while reading frame 302; ")
    assert "damaged" not in what
