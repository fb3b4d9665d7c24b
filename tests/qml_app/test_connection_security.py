"""Whom a camera's connection trusts is edited in the window, and a test of it goes by that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QImage

from bootstrap.effective import settings
from qml_app import opened, opening, settings_cameras
from qml_app.settings_cameras import CameraList
from qml_app.settings_form import Form

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from core.settings import Camera

HOSTS = "cameras[0].allowed_hosts"
CHOSEN = {"verify": False, "certificate": "", "hosts": "b.example, c.example"}
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def form(tmp_path: Path) -> Form:
    made = Form()
    made.draft.begin({"cameras": [{"id": "a", "source": "https://a.example/s"}]}, tmp_path)
    return made


def test_hosts_are_typed_with_commas_and_none_is_no_entry(form: Form) -> None:
    form.setWords(HOSTS, "b.example,c.example  d.example")
    assert form.draft.cameras[0]["allowed_hosts"] == ["b.example", "c.example", "d.example"]
    assert form.words(HOSTS) == "b.example, c.example, d.example"
    assert form.refusalBelow(HOSTS) == {}
    form.setWords(HOSTS, "b.example, in/valid")
    assert form.refusalBelow(HOSTS)["kind"] == "string_pattern_mismatch"
    form.setWords(HOSTS, " ")
    assert "allowed_hosts" not in form.draft.cameras[0]


def test_a_camera_is_tested_as_it_would_be_opened(
    form: Form, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Any] = []
    monkeypatch.setattr(settings_cameras, "_try", lambda camera: (tried.append(camera), ("320", QImage()))[1])
    form.set("cameras[0].tls.verify", False)  # noqa: FBT003 -- QML's call
    form.setWords(HOSTS, "b.example")
    cameras = CameraList(form.draft, tmp_path)
    cameras.trial(0)
    qtbot.waitUntil(lambda: bool(tried))
    cameras.stop()
    assert (tried[0].tls.verify, tried[0].allowed_hosts) == (False, ["b.example"])


def trusts(camera: Camera) -> tuple[bool, list[str]]:
    return camera.tls.verify, camera.allowed_hosts


def test_a_new_camera_is_tested_and_added_with_what_was_chosen_for_it(
    form: Form, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Any] = []
    monkeypatch.setattr(settings_cameras, "_try", lambda camera: (tried.append(camera), ("320", QImage()))[1])
    cameras = CameraList(form.draft, tmp_path)
    cameras.trialOf("https://d.example/s", "", "", CHOSEN)
    qtbot.waitUntil(lambda: bool(tried))
    cameras.stop()
    assert trusts(tried[0]) == (False, ["b.example", "c.example"])
    assert not cameras.add("", "https://d.example/s", "", "", {**CHOSEN, "hosts": "in/valid"})
    assert cameras.property("refusal")["field"].startswith("allowed_hosts")
    assert cameras.add("", "https://d.example/s", "", "", CHOSEN)
    assert form.draft.settings is not None
    assert trusts(form.draft.settings.cameras[1]) == trusts(tried[0])
    assert cameras.add("", "https://e.example/s", "", "", {})  # as it is without a choice: nothing is written
    assert set(form.draft.cameras[2]) == {"id", "source"}


def test_the_first_camera_is_tested_and_opened_with_what_was_chosen_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(opening.settings_picture, "fetch", seen.append)
    opening._try("https://d.example/s", "", "", opening.trusted(CHOSEN))
    made = opened.camera("https://d.example/s", "", None, opening.trusted(CHOSEN))
    assert trusts(seen[0]) == trusts(settings(made).cameras[0]) == (False, ["b.example", "c.example"])
