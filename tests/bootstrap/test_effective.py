"""The one configuration: however it came to be, it is one text, and it stays private."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bootstrap.effective import current, effective, pack, read, settings, told, unpack, with_source, write
from bootstrap.usual import choose_usual, usual
from core import paths
from core.errors import UserError
from core.simulator import scene

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.effective import Effective

FILE = """\
# written by hand
site: corner   # by the church
cameras:
  - {id: gate, source: 'rtsp://bob:hunter2@cam/1'}  # on the pole
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "site.yaml"
    path.write_text(FILE)
    return path


def saved_as_usual(text: str = FILE) -> Path:
    own = paths.own_config()
    own.parent.mkdir(parents=True)
    own.write_text(text)
    return own


def test_without_options_it_is_what_was_saved_or_else_the_simulator() -> None:
    one = effective(None, None, None)
    assert (one.kind, one.file, one.given, one.saved) == ("simulator", None, (), False)
    assert settings(one).cameras[0].scene == scene()
    own = saved_as_usual()
    one = effective(None, None, None)
    assert (one.kind, one.file, one.text, one.saved) == ("file", own, FILE, True)
    assert effective(None, "simulator", None).file is None  # the demo stays the simulator


def test_options_are_laid_over_the_file_and_its_comments_stay(file: Path) -> None:
    one = effective(file, "webcam:0", "yolo11n")
    assert (one.file, one.given, one.saved) == (file, ("source", "model"), False)
    assert "site: corner   # by the church" in one.text
    assert "# on the pole" in one.text
    found = settings(one)
    assert (found.cameras[0].id, found.cameras[0].source, found.detector.model) == ("gate", "webcam:0", "yolo11n")
    assert file.read_text() == FILE


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("a.mp4", "video", "a"),
        ("rtsp://cam/1", "camera", "cam-1"),
        ("webcam:0", "camera", "cam-1"),
        ("file:///v/monday morning.mp4", "video", "monday-morning"),
    ],
)
def test_a_source_alone_is_a_configuration_of_its_own(source: str, kind: str, name: str) -> None:
    one = effective(None, source, None)
    assert (one.kind, one.file, one.given) == (kind, None, ("source",))
    assert [camera.id for camera in settings(one).cameras] == [name]


def test_a_file_that_is_wrong_is_told_with_its_line_and_an_option_without(file: Path) -> None:
    file.write_text(f"{FILE}nothing: 1\n")
    with pytest.raises(UserError, match=r"site\.yaml:5: nothing: unknown key"):
        effective(file, "webcam:0", None)
    with pytest.raises(UserError, match=r"^the detector 'ground-truth' works with the simulator only"):
        effective(None, "a.mp4", "ground-truth")


@pytest.mark.parametrize("options", [("file", None, None), (None, "rtsp://bob:hunter2@cam/1", "yolo11n")])
def test_it_is_kept_whole_for_this_user_alone_and_never_shown(
    file: Path, tmp_path: Path, options: tuple[str | None, str | None, str | None]
) -> None:
    config, source, model = options
    one = effective(file if config else None, source, model)
    write(tmp_path / "run", one)
    assert read(tmp_path / "run") == one == unpack(pack(one))
    assert settings(one).cameras[0].source.reveal() == "rtsp://bob:hunter2@cam/1"
    assert "hunter2" not in f"{one} {one!r} {told(one)}"
    if sys.platform != "win32":
        assert {kept.stat().st_mode & 0o777 for kept in (tmp_path / "run").iterdir()} == {0o600}


@pytest.mark.parametrize("damaged", ["", "{}", "[1]", '{"text": 1, "folder": 2}'])
def test_what_is_damaged_is_as_if_there_were_none(tmp_path: Path, damaged: str) -> None:
    (tmp_path / "effective.json").write_text(damaged)
    assert read(tmp_path) is None


def test_a_camera_that_is_added_joins_the_others_but_not_an_unsaved_simulator(file: Path) -> None:
    joined = with_source(effective(file, None, None), {"source": "/v/b.mp4"})
    assert [camera.id for camera in settings(joined).cameras] == ["gate", "cam-1"]
    assert (joined.file, joined.saved) == (file, False)
    assert "# on the pole" in joined.text
    for base in (None, effective(None, "simulator", None)):
        opened = with_source(base, {"id": "north", "source": "/v/b.mp4"})
        assert [(camera.id, camera.source) for camera in settings(opened).cameras] == [("north", "/v/b.mp4")]
        assert (opened.kind, opened.file) == ("video", None)
    with pytest.raises(UserError, match="used twice"):
        with_source(joined, {"id": "gate", "source": "/v/c.mp4"})


def changed(one: Effective, old: str, new: str) -> Effective:
    assert old in one.text
    return replace(one, text=one.text.replace(old, new))


def test_a_file_changed_by_somebody_else_is_read_again_unless_changes_would_be_lost(file: Path) -> None:
    one = effective(file, None, "yolo11n")
    assert current(one) is one
    edited = changed(one, "corner", "mine")
    file.write_text(FILE.replace("corner", "theirs"))
    again = settings(current(one))
    assert (again.site, again.detector.model) == ("theirs", "yolo11n")
    assert current(edited) is edited
    file.unlink()
    assert current(one) is one


def test_saving_says_whether_plain_up_takes_the_file(file: Path) -> None:
    choose_usual(file, wanted=False)  # nothing ever took it
    assert usual() is None
    own = saved_as_usual()
    assert usual() == own
    choose_usual(own, wanted=False)
    assert usual() is None
    choose_usual(file, wanted=True)
    assert effective(None, None, None).file == file
    file.unlink()
    with pytest.raises(UserError, match=r"site\.yaml: file not found"):
        effective(None, None, None)
