"""A bundle with the distribution's packages: made beside a network, used without one, believed for its signature."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import py7zr
import pytest
from distributions import Machine

from bootstrap.converge.loop import converge
from bootstrap.converge.progress import Note, Progress
from bootstrap.converge.resource import Role
from bootstrap.layout import Layout
from bootstrap.setup import bundle
from bootstrap.setup.context import ADOPT, Choices, Context
from bootstrap.setup.roles.mosquitto import _PROGRAM
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.converge.report import Report

pytestmark = pytest.mark.skipif(os.name == "nt", reason="programs of a Linux distribution")


class Bundled:
    """A machine with a network that makes bundles, and one without that takes them."""

    def __init__(self, folder: Path) -> None:
        self.made, self.maker, self.taker = folder / "all.7z", Machine(), Machine()
        self.notes: list[str] = []
        self._folder = folder
        self.taker.network = self.taker.lists = False
        self.taker.installed = set()
        row = {"product": "mosquitto", "version": "2", "os": "linux", "arch": "any", "kind": "not-published"}
        (folder / "catalogue.json").write_text(json.dumps([row]))

    def create(self, arch: str = "amd64") -> list[bundle.Item]:
        return bundle.create(self.context("maker", self.maker), "linux", arch, self.made)

    def context(self, name: str, machine: Machine, **choices: Any) -> Context:
        made = Choices(catalogue=self._folder / "catalogue.json", **choices)
        return Context(Layout(self._folder / f"a {name}'s; place"), made, self._tell, facts=machine)

    def there(self) -> Context:
        return self.context("taker", self.taker, bundle=self.made)

    def setup(self) -> Report:
        return converge([bundle.role(self.made), Role("mosquitto", lambda _: [_PROGRAM])], self.there())

    def _tell(self, progress: Progress) -> None:
        if isinstance(progress, Note):
            self.notes.append(progress.text)


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bundled:
    monkeypatch.delenv(ADOPT, raising=False)
    return Bundled(tmp_path)


def test_a_machine_without_network_has_the_broker_from_the_bundle(bundled: Bundled) -> None:
    assert [item.title for item in bundled.create()] == ["mosquitto 2.0.11-1.2+deb12u1 for debian bookworm"]
    assert bundle.verify(bundled.made, bundled.there()) == ["mosquitto 2.0.11-1.2+deb12u1 for debian bookworm"]
    _PROGRAM.require(bundled.there())  # as preflight does, before anything is taken
    report = bundled.setup()
    assert report.recap["changed"] == 2, report.tasks
    assert bundled.setup().recap["ok"] == 2
    folder = _PROGRAM.start(bundled.there())[1]
    assert folder
    # Also what the machine that made it has itself.
    libraries = {path.name for path in folder.rglob("*.so.1")}
    assert libraries == {"libcjson1.so.1", "libmosquitto1.so.1", "libssl3.so.1"}


def test_a_newer_bundle_takes_the_place_of_the_one_before(bundled: Bundled) -> None:
    bundled.create()
    bundled.setup()
    bundled.maker = Machine()
    bundled.maker.offers, bundled.maker.published = "2.0.11-1.2+deb12u9", {"2.0.11-1.2+deb12u9"}
    bundled.create()
    assert bundled.setup().tasks[0].reason == "to be copied: mosquitto 2.0.11-1.2+deb12u9 for debian bookworm"
    (bundled.there().layout.product("mosquitto") / "current").unlink()
    for file in bundled.there().layout.cache.joinpath("packages/mosquitto").iterdir():
        file.unlink()
    assert bundled.setup().recap["failed"] == 0
    assert bundled.setup().tasks[1].reason.endswith("deb12u9")


def test_what_bears_no_signature_of_the_distribution_is_not_used(bundled: Bundled) -> None:
    bundled.create()
    bundled.taker.signed = False
    failed = bundled.setup().tasks[-1]
    assert (failed.state, "is not signed" in failed.reason) == ("failed", True)
    assert _PROGRAM.unpacked.folder(bundled.there()) is None


def test_a_bundle_for_another_release_is_refused_before_anything_is_done(bundled: Bundled) -> None:
    bundled.create()
    bundled.taker.release = "ubuntu noble"
    with pytest.raises(UserError, match="is for debian bookworm amd64, and this machine runs ubuntu noble amd64"):
        _PROGRAM.require(bundled.there())
    assert bundled.setup().recap["failed"] == 1


def test_a_damaged_package_is_found_when_the_bundle_is_verified(bundled: Bundled, tmp_path: Path) -> None:
    bundled.create()
    with py7zr.SevenZipFile(bundled.made) as file:
        file.extractall(tmp_path / "out")
    next((tmp_path / "out").rglob("mosquitto_*.deb")).write_text("9.9-evil")
    with py7zr.SevenZipFile(bundled.made, "w") as file:
        for path in (tmp_path / "out").rglob("*.*"):
            file.write(path, path.relative_to(tmp_path / "out").as_posix())
    with pytest.raises(UserError, match="checksum mismatch"):
        bundle.verify(bundled.made, bundled.there())


def test_where_it_cannot_be_bundled_that_is_told(bundled: Bundled) -> None:
    bundled.maker = Machine("dnf")
    with pytest.raises(UserError, match="contains nothing"):
        bundled.create()
    assert "only be bundled on Debian" in bundled.notes[0]
