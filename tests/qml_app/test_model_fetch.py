"""The first .pt in the window: asked beforehand with its size, shown in bytes, and then the engine goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bootstrap import pytorch
from bootstrap.effective import effective
from bootstrap.engine_control import EngineControl
from core.errors import UserError
from qml_app import model_fetch
from qml_app.model_fetch import ModelFetch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

STAND_IN = """
import json, sys, time
def say(**told): print(json.dumps(told), flush=True)
say(download=290_000_000, disk=1_100_000_000, useless_cuda=False)
if sys.argv[1] == "fetch":
    say(arrived=145_000_000, unpacking=False)
    time.sleep(2.5)
    say(arrived=145_000_001, unpacking=False)
    time.sleep(0.5)
    END
"""
NEEDED = "crossing.pt requires PyTorch, which is not installed yet"


@pytest.fixture
def control(tmp_path: Path) -> EngineControl:
    return EngineControl(tmp_path)


@pytest.fixture
def fetch(
    qtbot: QtBot, control: EngineControl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ModelFetch]:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(model_fetch, "_MODULE", "stand_in")
    (tmp_path / "stand_in.py").write_text(STAND_IN.replace("END", "say(arrived=290_000_000, unpacking=True)"))
    one = ModelFetch(control)
    yield one
    one.stop()
    qtbot.wait(1)


def test_it_asks_with_the_sizes_and_shows_how_far_it_is(
    qtbot: QtBot, fetch: ModelFetch, control: EngineControl
) -> None:
    control.needs_pytorch("crossing.pt")
    qtbot.waitUntil(lambda: fetch.state == "offered", timeout=60_000)
    assert (fetch.model, fetch.downloadBytes, fetch.diskBytes) == ("crossing.pt", 290e6, 1.1e9)
    seen: list[str] = []
    left: list[float] = []
    fetch.changed.connect(lambda: (seen.append(fetch.state), left.append(fetch.left)))
    with qtbot.waitSignal(fetch.fetched, timeout=60_000):
        fetch.download()
    assert list(dict.fromkeys(seen)) == ["fetching", "unpacking", ""]
    assert any(one > 0 for one in left)  # half of it came within seconds


def test_cancelled_nothing_is_shown_and_the_engine_is_not_started(
    qtbot: QtBot, fetch: ModelFetch, control: EngineControl
) -> None:
    control.needs_pytorch("crossing.pt")
    qtbot.waitUntil(lambda: fetch.state == "offered", timeout=60_000)
    with qtbot.assertNotEmitted(fetch.fetched, wait=1_000):
        fetch.download()
        fetch.cancel()
    assert fetch.state == ""


def test_why_it_failed_is_said_and_it_can_be_tried_again(
    qtbot: QtBot, fetch: ModelFetch, control: EngineControl, tmp_path: Path
) -> None:
    control.needs_pytorch("crossing.pt")
    qtbot.waitUntil(lambda: fetch.state == "offered", timeout=60_000)
    failing = STAND_IN.replace("END", 'say(failure="no room — make some"); sys.exit(2)')
    (tmp_path / "stand_in.py").write_text(failing)
    fetch.download()
    qtbot.waitUntil(lambda: fetch.state == "failed", timeout=60_000)
    assert fetch.failure == "no room — make some"
    (tmp_path / "stand_in.py").write_text(STAND_IN.replace("END", ""))
    with qtbot.waitSignal(fetch.fetched, timeout=60_000):
        fetch.download()


def test_what_had_to_wait_is_what_runs_afterwards(control: EngineControl, monkeypatch: pytest.MonkeyPatch) -> None:
    one, ran, told = effective(None, "simulator", None), [], []
    control.needs_pytorch = told.append

    def begin(one: object, *_: object) -> None:
        ran.append(one)
        if len(ran) == 1:
            raise UserError(NEEDED, "download it in the window")

    monkeypatch.setattr("bootstrap.engine_service.begin", begin)
    control.offered = True
    with pytest.raises(UserError):
        control.run(one)
    assert told == ["crossing.pt"]
    control.resume()
    assert ran == [one, one]


def test_its_words_are_known_again_from_another_process() -> None:
    assert pytorch.model_in(f"error: {NEEDED} — download it") == "crossing.pt"
    assert pytorch.model_in("camera cam-1: file not found") is None
