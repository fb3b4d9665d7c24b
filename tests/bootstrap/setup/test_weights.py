"""Networks for the engine: fetched by setup, found by name, and nothing fails for want of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from file_server import Habits, serving

from bootstrap.converge.progress import Note, Progress
from bootstrap.layout import Layout
from bootstrap.profile import VARIABLE, with_profile
from bootstrap.setup import bundle
from bootstrap.setup.catalogue import DEFAULT, Catalogue
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.run import setup
from bootstrap.setup.uninstall import uninstall
from core.detect import catalogue as networks
from core.settings.models import Camera, Detector, Settings, Telemetry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bootstrap.converge.report import Result

GOOD = b"weights" * 10_000


@dataclass
class Shelf:
    """Someone who publishes a network, and an installation that takes it."""

    folder: Path
    base: str
    habits: Habits

    @property
    def layout(self) -> Layout:
        return Layout(self.folder / "prefix")

    @property
    def file(self) -> Path:
        return self.layout.models / "tiny.pt"

    def publish(self, *places: str, content: bytes = GOOD) -> None:
        rows = [self._row(place) for place in places]
        self.habits.files |= {f"/{place}": content for place in places}
        (self.folder / "catalogue.json").write_text(json.dumps({"schema": 1, "artifacts": rows}))

    def _row(self, place: str) -> dict[str, Any]:
        row = {"product": "tiny", "version": place.partition("/")[0], "os": "any", "arch": "any", "kind": "weights"}
        return {**row, "url": f"{self.base}/{place}", "sha256": hashlib.sha256(GOOD).hexdigest(), "note": "mine"}

    def context(self, **choices: Any) -> Context:
        return Context(self.layout, Choices(catalogue=self.folder / "catalogue.json", **choices))

    def setup(self, **choices: Any) -> Result:
        report = setup(self.context(**choices), ["weights"])
        (found,) = [task for task in report.tasks if task.name.startswith("weights")]
        return found


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    habits = Habits()
    with serving(habits) as base:
        found = Shelf(tmp_path, base, habits)
        found.publish("1/tiny.pt")
        yield found


def test_they_are_fetched_once_and_a_damaged_copy_is_made_whole_without_network(shelf: Shelf) -> None:
    assert shelf.setup().state == "changed"
    assert shelf.file.read_bytes() == GOOD
    assert shelf.setup().state == "ok"
    shelf.file.write_bytes(b"damaged")
    assert (shelf.setup().state, shelf.file.read_bytes()) == ("changed", GOOD)
    assert len(shelf.habits.asked) == 1


def test_the_second_address_serves_when_the_first_does_not(shelf: Shelf) -> None:
    shelf.publish("1/tiny.pt", "2/tiny.pt")
    del shelf.habits.files["/1/tiny.pt"]
    assert shelf.setup().state == "changed"


def test_without_a_network_they_are_skipped_and_say_why(shelf: Shelf) -> None:
    shelf.habits.files.clear()
    found = shelf.setup()
    assert (found.state, "HTTP 404" in found.reason) == ("skipped", True)
    assert not shelf.file.exists()
    shelf.publish("1/tiny.pt")
    assert shelf.setup().state == "changed"


def test_other_bytes_are_a_failure_not_a_want(shelf: Shelf) -> None:
    shelf.publish("1/tiny.pt", content=b"something else")
    found = shelf.setup()
    assert (found.state, "SHA-256" in found.reason) == ("failed", True)
    assert not shelf.file.exists()


def test_a_mirror_is_asked_instead_and_a_bundle_instead_of_both(shelf: Shelf, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "tiny.pt").write_bytes(GOOD)
    context = shelf.context(mirror=mirror.as_uri())
    made = bundle.create(context, context.facts.system, context.facts.arch, tmp_path / "all.7z")
    assert [row.title for row in made] == ["tiny 1"]
    assert shelf.setup(bundle=tmp_path / "all.7z").state == "changed"
    assert shelf.habits.asked == []


def test_a_checksum_that_one_source_alone_has_told_is_said_to_be_so(shelf: Shelf) -> None:
    told: list[Progress] = []
    rows = json.loads((shelf.folder / "catalogue.json").read_text())
    rows["artifacts"][0]["source"] = "somebody's list"
    (shelf.folder / "catalogue.json").write_text(json.dumps(rows))
    setup(Context(shelf.layout, Choices(catalogue=shelf.folder / "catalogue.json"), told.append), ["weights"])
    assert Note("tiny 1: its checksum is only known from: somebody's list") in told


def test_uninstall_takes_them_away(shelf: Shelf) -> None:
    shelf.setup()
    uninstall(shelf.context(), purge=True)
    assert not shelf.layout.prefix.exists()


def test_the_engine_takes_what_is_installed_by_its_name(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.setup()
    known = networks.known_models(shelf.folder / "catalogue.json")
    monkeypatch.setattr(networks, "known_models", lambda: known)
    monkeypatch.setenv(VARIABLE, str(shelf.layout.profile))
    own = Camera(id="b", source="b.mp4", detector=Detector(model="tiny.pt"))
    other = Camera(id="c", source="c.mp4", detector=Detector(model="other"))
    settings = Settings(detector=Detector(model="tiny"), cameras=[Camera(id="a", source="a.mp4"), own, other])
    settings = settings.model_copy(update={"telemetry": Telemetry()})
    found = with_profile(settings)
    assert found.detector.model == str(shelf.file)
    assert [camera.detector and camera.detector.model for camera in found.cameras] == [None, str(shelf.file), "other"]
    shelf.file.write_bytes(b"damaged")
    assert with_profile(settings).detector.model == "tiny"


def test_engine_and_setup_read_one_catalogue() -> None:
    assert networks.CATALOGUE == DEFAULT
    recommended = Catalogue.read().weights()
    assert recommended == ["yolo11n"]
    known = networks.known_models()
    for name in recommended:
        row = Catalogue.read().find(name, "windows", "arm64")
        assert (row.sha256, row.url in known[name].urls) == (known[name].sha256, True)
