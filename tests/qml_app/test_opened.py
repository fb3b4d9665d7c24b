"""What is opened in the window: what runs then, what is remembered, and what several files come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from bootstrap import choose
from bootstrap.effective import Effective, effective, settings
from core.errors import UserError
from core.settings.rewrite import rewrite
from qml_app import opened
from qml_app.recent import Recent
from qml_app.sequence import together
from qml_app.webcams import webcams

LINE = {"id": "north", "points": [[1, 2], [30, 40]]}


def running(kind: str, *cameras: dict[str, object], **rest: object) -> Effective:
    return Effective(rewrite("", {**rest, "cameras": list(cameras)}), Path("/"), kind=kind)


@pytest.fixture
def clip(tmp_path: Path) -> str:
    """A file that passes for a video as long as nobody decodes it."""
    path = tmp_path / "Kreuzung Süd (3).mp4"
    path.write_bytes(b"\0" * 64)
    return str(path)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("/videos/Kreuzung Süd (3).mp4", "Kreuzung-Süd-3"),
        ("/videos/monday/*.mp4", "monday"),
        ("/videos/#+.mp4", "recording"),
    ],
)
def test_a_camera_is_called_after_what_was_opened(source: str, name: str) -> None:
    assert choose.camera_name(source) == name


def test_long_names_that_begin_alike_stay_apart() -> None:
    names = [
        choose.camera_name(f"/videos/municipal-observation-of-main-street-{way}.mp4") for way in ("north", "south")
    ]
    assert len({*names}) == len(names)
    assert [(len(name) <= 40, name[:33]) for name in names] == [(True, "municipal-observation-of-main-str")] * 2


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (" /videos/a b.mp4\n", "/videos/a b.mp4"),
        ('"/videos/a b.mp4"', "/videos/a b.mp4"),
        ("'/videos/a b.mp4' ", "/videos/a b.mp4"),
        ("file:///videos/a%20b.mp4", "/videos/a b.mp4"),
        ("/videos/100%20done#1.mp4", "/videos/100%20done#1.mp4"),
        ('"', '"'),
    ],
)
def test_a_path_is_understood_as_file_managers_copy_it(text: str, path: str) -> None:
    assert opened.typed(text) == path


@pytest.mark.parametrize("text", ["192.168.1.20", "192.168.1.20:554/stream1", "rtsp:/192.168.1.20/x", "cam.mp4", "/"])
def test_an_address_without_its_beginning_is_no_file(text: str) -> None:
    with pytest.raises(UserError, match="is not a camera address"):
        opened.camera(text, "", None)


@pytest.mark.parametrize("name", ["a/b", "north#1", "x" * 65])
def test_a_name_that_is_none_is_called_so(name: str) -> None:
    with pytest.raises(UserError, match="camera name"):
        opened.camera("rtsp://camera/1", name, None)


def test_a_dialog_shows_every_video_that_a_folder_would_take() -> None:
    patterns = opened.endings().split()
    assert {"*.dav", "*.mts", "*.wmv", "*.3gp", "*.mp4"} <= set(patterns)
    assert {one.upper() for one in patterns} <= set(patterns)  # GX010042.MP4


def test_a_recording_makes_way_for_the_next_and_the_model_stays(clip: str) -> None:
    before = running(
        "video", {"id": "old", "source": "/old.mp4", "scene": {"lines": [LINE]}}, detector={"model": "yolo11n"}
    )
    one = opened.recording(clip, before)
    (camera,) = settings(one).cameras
    assert (camera.id, camera.source.reveal(), camera.scene.lines) == ("Kreuzung-Süd-3", clip, [])
    assert (one.kind, one.saved, settings(one).detector.model) == ("video", False, "yolo11n")


def test_what_is_drawn_on_files_in_sequence_holds_for_every_size_of_them(clip: str) -> None:
    folder = str(Path(clip).parent)
    units = {source: settings(opened.recording(source, None)).cameras[0].scene.units for source in (clip, folder)}
    assert units == {clip: "pixels", folder: "relative"}


def test_from_the_same_place_the_lines_stay(clip: str) -> None:
    drawn = {"id": "old", "source": "/old.mp4", "recorded_at": "2020-01-01T00:00:00Z", "scene": {"lines": [LINE]}}
    (camera,) = settings(opened.recording(clip, running("video", drawn), same_view=True)).cameras
    assert [line.id for line in camera.scene.lines] == ["north"]
    assert (camera.source.reveal(), camera.recorded_at) == (clip, None)


def test_what_was_drawn_before_comes_back(clip: str) -> None:
    kept = running("video", {"id": "mine", "source": clip, "scene": {"lines": [LINE]}})
    (camera,) = settings(opened.recording(clip, None, kept.text)).cameras
    assert (camera.id, len(camera.scene.lines)) == ("mine", 1)


def test_cameras_that_were_set_up_stay_beside_what_is_opened(clip: str) -> None:
    before = running("file", {"id": "north", "source": "rtsp://camera/1"})
    names = [camera.id for camera in settings(opened.recording(clip, before)).cameras]
    assert names == ["north", "Kreuzung-Süd-3"]
    assert [camera.id for camera in settings(opened.camera("rtsp://camera/2", "north", before)).cameras] == [
        "north",
        "north-2",
    ]


def test_the_simulated_intersection_leaves_nothing_behind(clip: str) -> None:
    one = opened.recording(clip, effective(None, "simulator", "ground-truth"))
    assert [camera.source.reveal() for camera in settings(one).cameras] == [clip]
    assert settings(one).detector.model is None


def test_what_is_not_there_is_refused_before_anything_stops(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        opened.recording(str(tmp_path / "gone.mp4"), None)


def test_what_was_opened_is_remembered_newest_first_and_once(tmp_path: Path) -> None:
    recent = Recent(tmp_path / "state")
    for source in ("/a.mp4", "/b.mp4", "/a.mp4"):
        recent.remember(source)
    recent.keep("/a.mp4", "cameras: []\n")
    assert Recent(tmp_path / "state").sources() == ["/a.mp4", "/b.mp4"]
    assert recent.configuration("/a.mp4") == "cameras: []\n"
    recent.forget("/a.mp4")
    assert (recent.sources(), recent.configuration("/a.mp4")) == (["/b.mp4"], None)


def test_a_damaged_list_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "recent.json").write_text('{"no": "list"}')
    assert Recent(tmp_path).sources() == []


def test_several_files_are_one_pattern_where_that_finds_no_other(tmp_path: Path) -> None:
    files = [tmp_path / f"[süd] clip {number}.mp4" for number in (1, 2, 10)]
    for file in (*files, tmp_path / "other.mp4"):
        file.touch()
    assert together([str(one) for one in files], tmp_path / "links").endswith("clip *.mp4")
    linked = Path(together([str(one) for one in files[:2]], tmp_path / "links"))
    assert sorted(one.readlink() for one in linked.iterdir()) == sorted(files[:2])
    assert together([str(files[0])], tmp_path) == str(files[0])


def test_files_of_one_name_from_two_folders_keep_apart(tmp_path: Path) -> None:
    files = [tmp_path / day / "clip.mp4" for day in ("mon", "tue")]
    for file in files:
        file.parent.mkdir()
        file.touch()
    linked = Path(together([str(one) for one in files], tmp_path / "links"))
    assert {one.readlink() for one in linked.iterdir()} == set(files)


def test_a_webcam_is_listed_once_by_the_device_that_has_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for device, index, name in (("video0", "0", "HD Webcam"), ("video1", "1", "HD Webcam"), ("video10", "0", "Dome")):
        (tmp_path / device).mkdir()
        (tmp_path / device / "index").write_text(f"{index}\n")
        (tmp_path / device / "name").write_text(f"{name}\n")
    assert webcams(tmp_path) == [
        {"source": "webcam:0", "name": "HD Webcam"},
        {"source": "webcam:10", "name": "Dome"},
    ]
