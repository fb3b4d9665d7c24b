"""A line is moved while an engine of its own process counts the simulated intersection and a client listens."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import paho.mqtt.client as paho
import pytest
import yaml
from paho.mqtt.enums import CallbackAPIVersion
from ports import free_port
from waiting import eventually

from bootstrap.effective import from_file, read, settings
from bootstrap.engine_control import EngineControl
from core import paths
from core.live import read_state
from core.settings import scene_version
from core.simulator import scene

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0


class Listener:
    """Crossings as others hear them."""

    def __init__(self, port: int, user: tuple[str, str]) -> None:
        self.crossings: list[dict[str, Any]] = []
        self._client = paho.Client(CallbackAPIVersion.VERSION2)
        self._client.username_pw_set(*user)
        self._client.on_connect = lambda client, *_: client.subscribe("traffic/detection", 1)
        self._client.on_message = lambda _c, _u, message: self._hear(json.loads(message.payload))
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()

    def _hear(self, event: dict[str, Any]) -> None:
        if event["kind"] == "crossing":
            self.crossings.append(event)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()


@pytest.fixture
def engine(tmp_path: Path, home: Path) -> Iterator[Path]:
    """The configuration file of an engine that runs."""
    camera = {"id": "cam", "source": "simulator:crossroads", "scene": scene().model_dump(mode="json")}
    config = {
        "site": "here",
        "detector": {"model": "ground-truth"},
        "cameras": [camera],
        "telemetry": {"mqtt": {"port": free_port()}},
    }
    file = tmp_path / "here.yaml"
    file.write_text(yaml.safe_dump(config), "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "bootstrap", "run", "--config", str(file)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    try:
        yield file
    finally:
        process.terminate()
        process.wait(60)
    assert home.is_dir()


def part() -> dict[str, Any]:
    state = read_state(paths.runtime_dir()) or {}
    found: dict[str, Any] = state.get("cameras", {}).get("cam", {})
    return found


def total(line: str) -> int:
    return sum(way["total"] for way in part()["lines"][line].values())


def test_a_line_moved_while_it_counts_changes_the_counts_from_then_on(engine: Path) -> None:
    runtime = paths.runtime_dir()
    eventually(lambda: part().get("frames"))
    state = read_state(runtime) or {}
    broker, lines = state["broker"], list(part()["lines"])
    user = (broker["username"], Path(broker["password_file"]).read_text("utf-8").strip())
    listener = Listener(int(broker["address"].rpartition(":")[2]), user)
    try:
        eventually(lambda: any(total(line) for line in lines))
        line = next(line for line in lines if total(line))
        before = read(runtime)
        assert before is not None
        value = yaml.safe_load(before.text)
        drawn = next(one for one in value["cameras"][0]["scene"]["lines"] if one["id"] == line)
        drawn["points"] = [[x + 2, y + 7] for x, y in drawn["points"]]
        after = replace(before, text=yaml.safe_dump(value))
        EngineControl(runtime).run(after)
        old, new = (scene_version(settings(one).cameras[0]) for one in (from_file(engine), after))
        eventually(lambda: part()["scene"] == new)
        now = read_state(runtime) or {}
        assert (now["pid"], now["started"], now["applied"]) == (state["pid"], state["started"], 1)
        eventually(lambda: any(e["line"] == line and e["scene"] == new for e in listener.crossings))
        assert {event["scene"] for event in listener.crossings} == {old, new}
        flips = [event["scene"] for event in listener.crossings]
        assert flips == sorted(flips, key=[old, new].index)
        heard = [e for e in list(listener.crossings) if e["line"] == line and e["scene"] == new]
        eventually(lambda: total(line) >= len(heard))
        assert part()["lines_since"][line] > part()["lines_since"][next(one for one in lines if one != line)]
    finally:
        listener.close()
