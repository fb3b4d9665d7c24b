"""Which file is edited, how it is saved, and what the draft of it does."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil
import pytest
from PySide6.QtCore import QPointF

from bootstrap import again
from bootstrap.effective import effective, from_file, write
from bootstrap.engine_control import EngineControl
from core import paths
from core.errors import UserError
from core.live import write_state
from core.processes import created
from core.settings import load
from qml_app import settings_shapes as shapes
from qml_app import settings_tree as tree
from qml_app.settings_draft import Draft
from qml_app.settings_file import edited, open_config, save
from qml_app.settings_ground import above
from qml_app.settings_secrets import composed

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.effective import Effective

TEXT = "cameras:\n  - {id: a, source: x.mp4}  # the first\n"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMART_INTERSECTION_HOME", str(tmp_path / "home"))


def opened(runtime: Path, file: Path | None = None) -> Effective:
    one = open_config(runtime, file).one
    assert one is not None
    return one


def with_value(one: Effective, path: str, new: Any) -> Effective:
    return edited(one, tree.put(one.value, tree.key_path(path), new))


def test_what_runs_is_edited_and_without_an_engine_what_start_would_run(tmp_path: Path, runtime: Path) -> None:
    assert opened(runtime).kind == "simulator"
    given = tmp_path / "given.yaml"
    given.write_text(TEXT)
    assert opened(runtime, given).file == given
    engines = tmp_path / "engines.yaml"
    engines.write_text(TEXT.replace("id: a", "id: engines"))
    write(runtime, from_file(engines))
    assert opened(runtime, given).file == engines
    changed = with_value(opened(runtime), "site", "not-saved")
    write(runtime, changed)
    assert opened(runtime, given) == changed


def test_a_new_file_is_private_and_what_was_given_is_in_it(tmp_path: Path, runtime: Path) -> None:
    one = effective(None, "rtsp://bob:hunter2@cam/1", "yolo11n")
    kept = save(with_value(one, "site", "corner"), every_start=True)
    assert (kept.file, kept.saved, kept.given) == (paths.own_config(), True, ())
    found = load(paths.own_config())
    assert (found.site, found.detector.model) == ("corner", "yolo11n")
    assert found.cameras[0].source.reveal() == "rtsp://bob:hunter2@cam/1"
    assert effective(None, None, None).file == paths.own_config()
    assert sorted(entry.name for entry in paths.own_config().parent.iterdir()) == ["intersection.yaml", "up.json"]
    if sys.platform != "win32":
        assert paths.own_config().stat().st_mode & 0o777 == 0o600
    assert opened(runtime).file == paths.own_config()
    assert tmp_path


def test_saving_keeps_the_old_file_beside_it_and_its_mode_and_line_ends(tmp_path: Path, runtime: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(TEXT.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    kept = save(with_value(opened(runtime, file), "cameras[0].id", "b"))
    assert kept.saved
    assert file.read_bytes() == TEXT.replace("id: a", "id: b").replace("\n", "\r\n").encode()
    assert (tmp_path / "a.yaml.bak").read_bytes() == TEXT.replace("\n", "\r\n").encode()
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o777 == 0o640


def test_files_named_in_it_stay_the_same_in_another_folder(tmp_path: Path, runtime: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{TEXT}detector: {{model: best.onnx}}\ntelemetry: {{mqtt: {{password_file: pw}}}}\n")
    kept = save(opened(runtime, file), tmp_path / "elsewhere" / "b.yaml")
    assert kept.folder == tmp_path / "elsewhere"
    assert "# the first" in kept.text
    found = load(tmp_path / "elsewhere" / "b.yaml")
    named = found.cameras[0].source, found.detector.model, found.telemetry.mqtt and found.telemetry.mqtt.password_file
    assert named == tuple(str(tmp_path / name) for name in ("x.mp4", "best.onnx", "pw"))
    assert load(file) == found


def test_nothing_is_written_that_the_engine_would_refuse(tmp_path: Path, runtime: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(TEXT)
    with pytest.raises(UserError, match="at least 1 required"):
        save(with_value(opened(runtime, file), "cameras", []))
    assert sorted(entry.name for entry in tmp_path.iterdir() if entry.is_file()) == ["a.yaml"]
    assert file.read_text() == TEXT


def test_what_another_program_wrote_meanwhile_is_not_overwritten(tmp_path: Path, runtime: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(TEXT)
    one = with_value(opened(runtime, file), "site", "ours")
    file.write_text(TEXT + "site: theirs\n")
    with pytest.raises(UserError, match="changed by another program"):
        save(one)
    assert "theirs" in file.read_text()
    save(one, tmp_path / "b.yaml")
    assert load(tmp_path / "b.yaml").site == "ours"


@pytest.mark.parametrize("content", [b"", b"- 1", b"cameras: [", b"\xff\xfe", b"a: !!python/none x"])
def test_what_is_no_configuration_is_told_and_not_edited(tmp_path: Path, runtime: Path, content: bytes) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(content)
    found = open_config(runtime, file)
    assert found.one is None
    assert str(file) in found.problem


def test_a_file_whose_values_are_refused_is_opened_to_be_mended(tmp_path: Path, runtime: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{TEXT}detector: {{confidence: 7}}\n")
    one = opened(runtime, file)
    assert (one.file, one.value["detector"]) == (file, {"confidence": 7})
    with pytest.raises(UserError, match="confidence"):
        save(one)


def test_values_are_put_and_dropped_without_touching_what_was() -> None:
    before: dict[str, Any] = {"cameras": [{"id": "a"}]}
    after = tree.put(before, tree.key_path("cameras[0].scene.lines[0].points[1]"), [1, 2])
    assert before == {"cameras": [{"id": "a"}]}
    assert tree.at(after, ("cameras", 0, "scene", "lines", 0, "points")) == [[1, 2]]
    assert tree.drop(after, tree.key_path("cameras[0].scene.lines[0].points[0]")) == before
    assert tree.drop(before, ("site",)) == before
    assert tree.default(tree.key_path("cameras[7].rules.red_light.grace")) == 0.5
    assert [tree.number(text) for text in (" 7", "0,5", "1e2", "much", "nan", "")] == [7, 0.5, 100, "much", "nan", ""]
    assert [tree.number(text) for text in ("9" * 400, "1e400")] == ["9" * 400, "1e400"]  # no float holds them


@pytest.mark.usefixtures("qapp")
def test_a_draft_goes_back_and_forth_and_knows_what_is_saved(tmp_path: Path) -> None:
    draft = Draft()
    draft.begin({"cameras": [{"id": "a", "source": "x.mp4"}]}, tmp_path)
    assert draft.settings is not None
    draft.put(("site",), "one")
    draft.put(("site",), "")
    assert draft.problem(("site",))
    assert draft.settings is None
    draft.undo()
    assert (draft.value["site"], draft.problems, draft.dirty) == ("one", [], True)
    draft.keep(draft.value, tmp_path)
    assert not draft.dirty
    draft.undo()
    assert draft.dirty
    draft.redo()
    draft.put(("site",), "two")
    assert not draft.redoable


@pytest.mark.parametrize(
    ("entered", "user", "password", "address"),
    [
        ("rtsp://***@cam/b", "", "", "rtsp://u:p/q@cam/b"),
        ("rtsp://***@cam/a", "", "", "rtsp://u:p/q@cam/a"),
        (" rtsp://cam/a ", "", "", "rtsp://cam/a"),
        ("rtsp://***@other/a", "me", "a:b/c@d", "rtsp://me:a%3Ab%2Fc%40d@other/a"),
        ("x.mp4", "", "", "x.mp4"),
    ],
)
def test_credentials_stay_with_the_host_they_were_given_for(
    entered: str, user: str, password: str, address: str
) -> None:
    assert composed(entered, user, password, "rtsp://u:p/q@cam/a") == address


@pytest.mark.parametrize("entered", ["rtsp://***@other/a", "http://***@cam/a", "***", "rtsp://***@cam:555/a"])
def test_hidden_credentials_never_go_elsewhere(entered: str) -> None:
    with pytest.raises(UserError):
        composed(entered, "", "", "rtsp://u:p/q@cam/a")


def test_the_nearest_thing_is_hit_handles_first_and_the_selected_shape_before_others() -> None:
    scene = {
        "lines": [{"id": "l", "points": [[0.1, 0.1], [0.9, 0.1]]}],
        "zones": [{"id": "z", "points": [[0.1, 0.1], [0.5, 0.1], [0.5, 0.9]]}, {"points": "?"}],
    }
    rows = shapes.rows(scene, shapes.Scale(1000, 500, relative=True), lambda _: "")
    assert [row[0] for row in rows] == ["lines[0]", "zones[0]"]
    assert shapes.hit(rows, "", QPointF(103, 52), 10) == ("lines[0]", 0)
    assert shapes.hit(rows, "zones[0]", QPointF(103, 52), 10) == ("zones[0]", 0)
    assert shapes.hit(rows, "", QPointF(700, 55), 10) == ("lines[0]", -1)
    assert shapes.hit(rows, "", QPointF(450, 200), 10) == ("zones[0]", -1)
    assert shapes.hit(rows, "", QPointF(50, 450), 10) == ("", -1)
    assert shapes.nearest_side(rows[1], QPointF(505, 300)) == 1


def test_from_above_squares_are_squares_and_right_stays_right() -> None:
    """A tiled floor seen at a slant; its tiles come out square, and the way they were turned."""
    floor = np.array([[0, 0], [4, 0], [4, 6], [0, 6], [2, 3]], float)  # metres, to the right and away
    depth = 10 + floor[:, 1]
    picture = np.column_stack([320 + 400 * (floor[:, 0] - 2) / depth, 100 + 3000 / depth])
    image = np.zeros((480, 640, 3), np.uint8)
    image[:, :320] = (255, 0, 0)  # left of x = 2 m
    seen = above(image, picture, floor)
    assert max(seen.off) < 1e-6
    assert seen.error < 1e-6
    given = seen.given
    sides = np.hypot(*(given[1] - given[0])), np.hypot(*(given[2] - given[1]))
    assert sides[1] / sides[0] == pytest.approx(1.5)
    assert seen.pixels / seen.step == pytest.approx(sides[0] / 4)
    assert given[1][0] > given[0][0]
    assert given[3][1] < given[0][1]  # away is up
    middle = seen.image.shape[0] // 2
    x = round((given[0][0] + given[1][0]) / 2)
    assert (seen.image[middle, x - 20, 0], seen.image[middle, x + 20, 0]) == (255, 0)


def test_a_running_engine_is_asked_and_one_elsewhere_is_not_started(tmp_path: Path, runtime: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(TEXT)
    control, one = EngineControl(runtime), from_file(file)
    with pytest.raises(UserError, match="is not running"):
        control.run(one)
    me = psutil.Process()
    write_state(runtime, {"pid": me.pid, "created": created(me), "stopped": False})
    with ThreadPoolExecutor() as pool:
        asking = pool.submit(control.run, one)
        while (wish := again.asked(runtime)) is None:
            assert not asking.done()
        again.answer(runtime, wish.number, "it cannot — mend it")
        with pytest.raises(UserError, match="it cannot"):
            asking.result(20)
    assert wish.effective == one
