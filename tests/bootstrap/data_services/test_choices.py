"""What was chosen once holds for every verb; what was refused, lost or could not be done is told and does no harm."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import genuine
import pytest
import yaml
from installed import NOW
from ports import free_port

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from installed import Installed

ONLY = ("--only", "influxdb")


def set_up(installed: Installed, *words: str) -> None:
    done = installed.command("setup", "--yes", *ONLY, *words)
    assert done.returncode == 0, done.stdout + done.stderr


def tasks(done: subprocess.CompletedProcess[str]) -> dict[str, tuple[str, str]]:
    """State and reason, by name."""
    assert done.stdout, done.stderr
    return {task["name"]: (task["state"], task["reason"]) for task in json.loads(done.stdout)["tasks"]}


def changed(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """What a run that went well has changed, and why."""
    assert done.returncode == 0, done.stdout + done.stderr
    return {name: reason for name, (state, reason) in tasks(done).items() if state == "changed"}


def problems(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What doctor does not like."""
    assert done.returncode in (0, 1), done.stderr
    return [line for line in done.stdout.splitlines() if line.startswith("PROBLEM")]


def notes(installed: Installed) -> dict[str, Any]:
    found = json.loads(installed.layout.notes.read_text())
    assert isinstance(found, dict)
    return found


def url(installed: Installed) -> str:
    """Where the profile says that InfluxDB is."""
    return str(yaml.safe_load(installed.layout.profile.read_text())["app"]["influx"]["url"])


def test_catalogue_mirror_and_services_are_those_of_the_setup_for_every_verb(empty: Installed, tmp_path: Path) -> None:
    set_up(empty)
    looked = empty.verb("doctor")
    assert problems(looked) == []
    assert f"ok       catalogue: {empty.catalogue}" in looked.stdout
    assert changed(empty.verb("repair", "--json")) == {}
    shutil.rmtree(empty.layout.product("influxdb"))
    shutil.rmtree(empty.layout.cache)
    assert "PROBLEM  influxdb: release influxdb: not installed" in problems(empty.verb("doctor"))
    mended = empty.verb("repair", "--json")
    assert "influxdb : release influxdb" in changed(mended)
    assert {name.partition(" : ")[0] for name in tasks(mended)} == {"influxdb", "profile"}
    planned = empty.verb("upgrade", "--check", "--json")
    assert changed(planned) == {}
    assert {name.partition(" : ")[0] for name in tasks(planned)} == {"influxdb", "profile"}
    assert "mosquitto" in empty.verb("setup", "--check").stdout  # without --only it means all, as ever
    bundle = tmp_path / "b.7z"
    made = empty.verb("bundle", "create", str(bundle))
    assert made.returncode == 0, made.stderr
    assert empty.command("bundle", "verify", str(bundle)).returncode == 2  # has no --prefix


def test_for_one_run_an_option_or_the_environment_is_stronger_and_off_means_our_own(empty: Installed) -> None:
    set_up(empty)
    for words, env in ((["--catalogue", "no.json"], {}), ([], {"SMART_INTERSECTION_CATALOGUE": "no.json"})):
        for verb in (["doctor"], ["repair"], ["upgrade", "--check"]):
            refused = empty.verb(*verb, *words, **env)
            assert refused.returncode == 2
            assert "no.json: No such file" in refused.stderr
    again = tasks(empty.verb("setup", "--check", "--json", *ONLY, "--catalogue", "off"))
    assert again["influxdb : release influxdb"] == ("changed", "unpacked from another archive")
    assert notes(empty)["source"] == {"catalogue": str(empty.catalogue), "mirror": empty.mirror}
    assert changed(empty.verb("repair", "--json", "--mirror", "off")) == {}
    assert notes(empty)["source"] == {"catalogue": str(empty.catalogue)}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--version", "influxdb=9.9"), "influxdb 9.9 for "),
        (("--version", "nosuch=3"), "'nosuch' is not in the catalogue — choose from: grafana, influxdb"),
        (("--port", "nosuch=12"), "unknown port 'nosuch' — choose from: evidence, grafana, influxdb, mosquitto"),
        (("--port", "influxdb=7777", "--port", "mosquitto=7777"), "cannot both use port 7777"),
        (("--port", "grafana=1883"), "mosquitto and grafana cannot both use port 1883"),
        (("--mirror", "ftp://name:word@mirror.example"), "--mirror ftp://mirror.example: only https, http, file"),
        (("--only", " , "), "contains no service"),
    ],
)
def test_a_wrong_choice_is_refused_before_anything_is_done_and_looked_at(
    empty: Installed, words: tuple[str, ...], said: str
) -> None:
    for how in ("--yes", "--check", "--preflight"):
        refused = empty.verb("setup", how, *words, SMART_INTERSECTION_CATALOGUE=str(empty.catalogue))
        assert refused.returncode == 2
        assert said in refused.stderr
        assert "word@" not in refused.stderr
    assert not empty.prefix.exists()


@genuine.needs("influxdb", "2.7.4", "2.9.1")
def test_what_was_refused_is_not_remembered(empty: Installed) -> None:
    set_up(empty)
    before = notes(empty)
    for words in (("--version", "influxdb=9.9"), ("--port", "nosuch=12"), ("--version", "nosuch=3")):
        assert empty.verb("setup", "--yes", *ONLY, *words).returncode == 2
    older = empty.catalogue.with_name("older.json")
    rows = [row for row in json.loads(empty.catalogue.read_text())["artifacts"] if row["version"] == "2.7.4"]
    older.write_text(json.dumps(rows))
    for words in (("--version", "influxdb=2.7.4"), ("--catalogue", str(older))):
        done = empty.verb("setup", "--yes", *ONLY, *words)
        assert done.returncode == 1
        assert "written by influxdb 2.9.1" in done.stdout
    assert notes(empty) == before
    assert changed(empty.verb("repair", "--json", "--only", " influxdb , ")) == {}


def test_a_service_that_could_not_be_moved_is_where_it_was_and_moves_with_the_next_run(empty: Installed) -> None:
    set_up(empty)
    before = url(empty)
    shutil.rmtree(empty.layout.product("influxdb"))
    shutil.rmtree(empty.layout.cache)
    port, nobody = free_port(), f"http://127.0.0.1:{free_port()}"
    done = empty.verb("setup", "--yes", *ONLY, "--port", f"influxdb={port}", "--mirror", nobody)
    assert done.returncode == 1
    assert "cannot download" in done.stdout
    assert url(empty) == before == empty.influx_url()
    assert notes(empty)["source"]["mirror"] == empty.mirror  # not the one that gave nothing
    assert "influxdb : service influxdb" in changed(empty.verb("repair", "--json"))
    assert url(empty) == f"http://127.0.0.1:{port}"


def test_embedded_is_whole_without_services_and_local_has_them_again(empty: Installed) -> None:
    set_up(empty)
    empty.write(f"counts,site=t count=1i {NOW}")
    done = empty.verb("setup", "--yes", "--profile", "embedded")
    assert done.returncode == 0, done.stdout
    assert problems(empty.verb("doctor")) == []
    assert changed(empty.verb("repair", "--json")) == {}
    assert json.loads(empty.verb("status", "--json").stdout)["services"] == []
    refused = empty.verb("services", "start", "influxdb")
    assert refused.returncode == 2
    assert "unknown service 'influxdb'" in refused.stderr
    back = empty.verb("setup", "--yes", *ONLY, "--profile", "local")
    assert back.returncode == 0, back.stdout
    assert empty.stored() == f"counts,site=t count=1i {NOW}\n"
    assert url(empty) == empty.influx_url()
    assert problems(empty.verb("doctor")) == []


@pytest.mark.parametrize("damage", ["lost", "cut"])
def test_lost_or_damaged_notes_are_told_and_read_off_the_installation(empty: Installed, damage: str) -> None:
    set_up(empty, "--version", "influxdb=2.7.4")
    before, pid = notes(empty), empty.pid("influxdb")
    whole = empty.layout.notes.read_text()
    if damage == "lost":
        empty.layout.notes.unlink()
    else:
        empty.layout.notes.write_text(whole[: len(whole) // 2])
    source = {"SMART_INTERSECTION_CATALOGUE": str(empty.catalogue), "SMART_INTERSECTION_MIRROR": empty.mirror}
    trouble = f"{empty.layout.notes} is {'missing' if damage == 'lost' else 'damaged'}"
    first, *others = problems(empty.verb("doctor", **source))
    assert first == f"PROBLEM  notes: {trouble}"
    # What only the notes knew is made anew: which tokens were ours. Nothing else is wrong.
    assert [line.split(": ")[0] for line in others] == ["PROBLEM  influxdb"]
    mended = empty.verb("repair", **source)
    assert mended.returncode == 0
    assert f"note: {trouble}" in mended.stdout
    assert "edited manually" not in mended.stdout
    assert (empty.pid("influxdb"), url(empty)) == (pid, empty.influx_url())
    empty.write(f"counts,site=t count=1i {NOW}")  # with the engine's token
    after = notes(empty)
    assert after["ports"] == {"influxdb": empty.ports["influxdb"]}
    assert {key: after[key] for key in ("versions", "roles", "source")} == {
        key: before[key] for key in ("versions", "roles", "source")
    }
    assert problems(empty.verb("doctor")) == []
    assert not list(empty.prefix.rglob("*.edited-*"))
