"""The broker from the distribution's packages: fetched and unpacked without root, or the one that is installed."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from distributions import Machine, program

from bootstrap.converge.loop import converge
from bootstrap.converge.progress import Note, Progress
from bootstrap.converge.resource import Role
from bootstrap.layout import Layout
from bootstrap.services import records
from bootstrap.setup.context import ADOPT, Choices, Context
from bootstrap.setup.doctor import diagnose
from bootstrap.setup.resources import OldVersions
from bootstrap.setup.roles.mosquitto import _PROGRAM, _spec
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.converge.report import Result

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a program of a Linux distribution")


class Prefix:
    """An installation of the program alone."""

    def __init__(self, folder: Path, machine: Machine) -> None:
        self.layout, self.machine = Layout(folder), machine
        self.notes: list[str] = []

    def context(self, **how: Any) -> Context:
        choices = Choices(adopt=how.pop("adopt", None), bundle=how.pop("bundle", None))
        return Context(self.layout, choices, self._tell, facts=self.machine, **how)

    def setup(self, **how: Any) -> Result:
        role = Role("mosquitto", lambda _: [_PROGRAM, OldVersions(_PROGRAM)])
        return converge([role], self.context(**how)).tasks[0]

    def start(self) -> tuple[list[str], Path | None, dict[str, str]]:
        return _PROGRAM.start(self.context())

    def _tell(self, progress: Progress) -> None:
        if isinstance(progress, Note):
            self.notes.append(progress.text)


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def prefix(tmp_path: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Prefix:
    monkeypatch.delenv(ADOPT, raising=False)
    return Prefix(tmp_path / "a $LIB: prefix;", machine)


def test_it_is_fetched_and_unpacked_without_root_and_a_second_run_asks_nobody(prefix: Prefix) -> None:
    assert prefix.setup().state == "changed"
    command, folder, environment = prefix.start()
    assert command == [f"{folder}/usr/sbin/mosquitto"]
    assert environment == {"LD_LIBRARY_PATH": "usr/lib"}  # named from the folder that it is started in
    fetched = {path.name.partition("_")[0] for path in (prefix.layout.cache / "packages/mosquitto").glob("*.deb")}
    assert fetched == {"mosquitto", "libmosquitto1", "libcjson1"}  # not what the machine has, nor the C library
    prefix.machine.commands.clear()
    found = prefix.setup()
    assert (found.state, found.reason) == ("ok", "2.0.11, apt package mosquitto 2.0.11-1.2_deb12u1")
    assert prefix.machine.commands == []


def test_the_service_is_started_with_its_libraries(prefix: Prefix) -> None:
    prefix.setup()
    spec = _spec(prefix.context(), 1883)
    assert spec.cwd == prefix.layout.prefix / "mosquitto" / "2.0.11-1.2_deb12u1"
    assert spec.env == {"LD_LIBRARY_PATH": "usr/lib"}
    assert spec.command[0] == f"{spec.cwd}/usr/sbin/mosquitto"


@pytest.mark.parametrize("wrong", ["missing", "changed", "all"])
def test_a_damaged_one_is_unpacked_again_without_network(prefix: Prefix, wrong: str) -> None:
    prefix.setup()
    command, folder, _ = prefix.start()
    assert folder
    if wrong == "missing":
        (folder / "usr/lib/libcjson1.so.1.0").unlink()
    elif wrong == "changed":
        (folder / "usr/sbin/mosquitto").write_text("#!/bin/sh\n")
    else:
        shutil.rmtree(prefix.layout.product("mosquitto"))
    prefix.machine.network = False
    assert prefix.setup().state == "changed"
    assert prefix.start()[0] == command
    assert prefix.setup().state == "ok"


def test_a_file_of_the_cache_that_was_changed_is_fetched_again(prefix: Prefix) -> None:
    prefix.setup()
    cached = next((prefix.layout.cache / "packages/mosquitto").glob("mosquitto_*"))
    cached.write_text("9.9-evil")
    shutil.rmtree(prefix.layout.product("mosquitto"))
    prefix.setup()
    assert prefix.setup().reason.startswith("2.0.11,")


def test_a_library_that_the_machine_no_longer_has_is_fetched(prefix: Prefix, machine: Machine) -> None:
    prefix.setup()
    folder = prefix.start()[1]
    assert folder
    cached = next((prefix.layout.cache / "packages/mosquitto").glob("mosquitto_*"))
    program(folder / "usr/sbin/mosquitto", "", lacking="error while loading shared libraries: libssl.so.3")
    cached.write_text("broken as the machine is")  # what is unpacked from it does not run either
    machine.installed.clear()
    assert prefix.setup().state == "changed"
    assert (prefix.start()[1] or folder).joinpath("usr/lib/libssl3.so.1").exists()


@pytest.mark.parametrize("lists", [True, False])
def test_lists_that_are_missing_or_too_old_are_fetched_beside_the_machines(
    prefix: Prefix, machine: Machine, *, lists: bool
) -> None:
    machine.lists, machine.published = lists, {"2.0.11-1.2+deb12u2"}
    assert prefix.setup().state == "changed"
    assert prefix.setup().reason.endswith("deb12u2")


def test_without_network_the_reason_is_told_whole(prefix: Prefix, machine: Machine) -> None:
    machine.lists = machine.network = False
    found = prefix.setup()
    assert found.state == "failed"
    assert "Err:1 http://deb.example" in found.reason
    assert "E: Some index files failed" in found.reason
    assert "apt-get update" in found.remedy


def test_where_it_cannot_be_fetched_an_installed_one_is_used_and_that_is_told_once(
    prefix: Prefix, machine: Machine, tmp_path: Path
) -> None:
    machine.network, machine.theirs = False, program(tmp_path / "mosquitto", "2.0.18")
    assert prefix.setup().state == "changed"
    assert any(f"the installed {machine.theirs} is used instead" in note for note in prefix.notes)
    machine.network = True
    found = prefix.setup()
    assert (found.state, found.reason) == ("ok", f"{machine.theirs} 2.0.18")
    assert prefix.setup(recommended=True).state == "changed"  # an upgrade tries again
    assert prefix.setup().reason.startswith("2.0.11, apt package")


def test_what_an_earlier_release_has_set_up_stays_until_it_is_upgraded_or_goes(
    prefix: Prefix, machine: Machine, tmp_path: Path
) -> None:
    machine.theirs = program(tmp_path / "mosquitto", "2.0.18")
    definition = records.definition_path(prefix.layout, "mosquitto")
    definition.parent.mkdir(parents=True)
    definition.write_text(_spec(prefix.context(adopt=True), 1883).text())
    assert prefix.setup().reason == f"{machine.theirs} 2.0.18"
    machine.theirs = None
    assert prefix.setup().state == "changed"
    assert prefix.setup().reason.startswith("2.0.11, apt package")


def test_an_installed_one_is_adopted_by_choice_unless_it_is_too_old(
    prefix: Prefix, machine: Machine, tmp_path: Path
) -> None:
    machine.theirs = program(tmp_path / "mosquitto", "2.0.0")
    assert prefix.setup(adopt=True).state == "ok"
    program(tmp_path / "mosquitto", "1.6.9")
    found = prefix.setup(adopt=True)
    assert found.state == "failed"
    machine.network = False
    assert prefix.setup().state == "failed"  # nor instead of one that cannot be fetched


def test_a_distribution_that_has_too_old_a_one_is_told_and_leaves_nothing(prefix: Prefix, machine: Machine) -> None:
    machine.offers = "1.6.9-1"
    machine.published = {"1.6.9-1"}
    found = prefix.setup()
    assert found.state == "failed"
    assert "1.6.9, which is too old" in found.reason
    assert "2.0 or newer" in found.remedy
    assert "--adopt" in found.remedy


def test_an_upgrade_fetches_what_is_newer_and_keeps_the_version_before(prefix: Prefix, machine: Machine) -> None:
    prefix.setup()
    machine.published = {"2.0.11-1.2+deb12u3"}
    assert prefix.setup().state == "ok"
    found = prefix.setup(recommended=True)
    assert (found.state, found.reason) == ("changed", "2.0.11-1.2_deb12u3 is available")
    assert prefix.setup(recommended=True).state == "ok"
    kept = {path.name for path in prefix.layout.product("mosquitto").iterdir() if path.is_dir()}
    assert kept == {"2.0.11-1.2_deb12u1", "2.0.11-1.2_deb12u3"}


def test_dnf_fetches_too_and_only_what_is_signed(prefix: Prefix) -> None:
    prefix.machine = Machine("dnf")
    prefix.machine.signed = False
    found = prefix.setup()
    assert found.state == "failed"
    assert "signature" in found.reason
    assert "mosquitto.rpm: digests OK" in found.reason
    prefix.machine.signed = True
    assert prefix.setup().state == "changed"
    assert prefix.setup().reason == "2.0.20, dnf package mosquitto 2.0.20-1.fc40"


def test_preflight_says_what_will_be_fetched_and_check_fetches_nothing(prefix: Prefix, machine: Machine) -> None:
    assert prefix.setup(check=True).reason == "not installed"
    assert machine.commands == []
    _PROGRAM.require(prefix.context())
    assert not list(prefix.layout.prefix.rglob("probe"))
    machine.published = {"2.0.11-1.2+deb12u9"}  # replaced: setup fetches newer lists
    _PROGRAM.require(prefix.context())
    machine.published, machine.network = {machine.offers}, False  # the lists are there
    with pytest.raises(UserError, match="apt cannot download mosquitto: E: Failed to fetch"):
        _PROGRAM.require(prefix.context())
    machine.lists = False
    with pytest.raises(UserError, match="apt cannot fetch its lists"):
        _PROGRAM.require(prefix.context())


def test_what_is_in_the_cache_needs_no_network(prefix: Prefix, machine: Machine) -> None:
    prefix.setup()
    shutil.rmtree(prefix.layout.product("mosquitto"))
    machine.network = machine.lists = False
    _PROGRAM.require(prefix.context())


def test_doctor_tells_a_package_manager_that_reaches_nobody_as_the_one_cause(prefix: Prefix, machine: Machine) -> None:
    machine.network = False
    prefix.layout.prefix.mkdir(parents=True)
    prefix.layout.profile.write_text("{}")
    context = prefix.context()
    context.notes.put("roles", "only", ["mosquitto"])
    first, *others = diagnose(context).findings
    assert (first.name, first.state) == ("network", "problem")
    assert first.what.startswith("apt cannot download mosquitto")
    assert any("program mosquitto: not installed" in text for text in first.follows)
    assert "mosquitto" not in [one.name for one in others if one.state == "problem"]


def test_the_choice_is_remembered(prefix: Prefix) -> None:
    from bootstrap.setup import wishes  # noqa: PLC0415 - only here

    context = prefix.context(adopt=False)
    prefix.layout.prefix.mkdir(parents=True)
    wishes.remember(context, [], every=False)
    assert json.loads(prefix.layout.notes.read_text())["programs"] == {"adopt": False}
    assert prefix.context().adopts is False
