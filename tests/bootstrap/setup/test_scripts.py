"""Files to start and stop everything: made and repaired by setup, removed by uninstall."""

from __future__ import annotations

import subprocess
from functools import cached_property
from pathlib import Path

import pytest

from bootstrap import cli
from bootstrap.commands import services
from bootstrap.converge.loop import converge
from bootstrap.converge.resource import Role
from bootstrap.layout import Layout
from bootstrap.services import records
from bootstrap.services.spec import ServiceSpec, TcpProbe
from bootstrap.setup import scripts
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.facts import Facts, System
from bootstrap.setup.uninstall import uninstall
from core.errors import UserError


class On(Facts):
    def __init__(self, system: System) -> None:
        self._system = system

    @cached_property
    def system(self) -> System:
        return self._system


def context(prefix: Path, system: System) -> Context:
    prefix.mkdir(parents=True, exist_ok=True)
    return Context(Layout(prefix), Choices(), facts=On(system))


def made(prefix: Path, system: System = "linux") -> dict[str, int]:
    return converge([Role("profile", scripts.resources)], context(prefix, system)).recap


def test_they_are_made_once_mended_and_removed(tmp_path: Path) -> None:
    prefix = tmp_path / "an 'odd' $folder"
    assert made(prefix)["changed"] == 2
    assert made(prefix)["changed"] == 0
    (prefix / "stop.sh").write_text("rm -rf everything")
    (prefix / "start.sh").chmod(0o600)
    assert made(prefix)["changed"] == 2
    assert made(prefix)["changed"] == 0
    (prefix / "config").mkdir()
    assert uninstall(context(prefix, "linux"), purge=True).exit_code == 0
    (kept,) = (path.name for path in prefix.iterdir() if path.name.startswith(("start", "stop")))
    assert kept.startswith("stop.sh.edited-")  # somebody wrote that


@pytest.mark.skipif(Path("/bin/sh").exists() is False, reason="runs a shell")
def test_a_shell_reads_the_paths_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prefix, told = tmp_path / "an 'odd' $folder", tmp_path / "told"
    python = tmp_path / "py thon"
    python.write_text(f'#!/bin/sh\nprintf "%s\\n" "$PYTHONPATH" "$@" > {told}\n')
    python.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(python))
    made(prefix)
    subprocess.run([prefix / "start.sh"], check=True)
    root, *words = told.read_text().splitlines()
    assert (root, words) == (
        str(scripts.ROOT),
        ["-m", "bootstrap.cli", "services", "start", "all", "--prefix", str(prefix)],
    )


def test_on_windows_they_are_batch_files_in_utf_8(tmp_path: Path) -> None:
    prefix = tmp_path / "100% Jürgen"
    assert made(prefix, "windows")["changed"] == 2
    assert made(prefix, "windows")["changed"] == 0
    text = (prefix / "stop.bat").read_bytes().decode()
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "chcp 65001 >nul" in lines
    assert f'services stop all --prefix "{str(prefix).replace("%", "%%")}"' in text


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is started and stopped in an installation whose database comes before its dashboards."""
    layout, said = Layout(tmp_path), list[str]()
    layout.services.mkdir()
    for name, after in (("dash", ["store"]), ("store", []), (records.ENGINE, [])):
        spec = ServiceSpec(name=name, title=name, command=["/x"], ready=TcpProbe(port=1), after=after)
        records.definition_path(layout, name).write_text(spec.text())

    def start(_: Layout, name: str, *, anew: bool) -> int:
        said.append(f"start {name}{' anew' if anew else ''}")
        if name == "store":
            raise UserError("no disk", "find it")
        return 0

    class Backend:
        def stop(self, name: str) -> None:
            said.append(f"stop {name}")

    monkeypatch.setattr(services, "_start", start)
    monkeypatch.setattr(services, "_backend", lambda *_: Backend())
    monkeypatch.setattr(services, "_engine", lambda _, what: said.append(f"{what} engine") or 0)
    return said


def test_all_are_stopped_in_the_opposite_order(tmp_path: Path, told: list[str]) -> None:
    assert cli.main(["services", "stop", "all", "--prefix", str(tmp_path)]) == 0
    assert told == ["stop engine", "stop dash", "stop store"]


def test_one_that_does_not_start_keeps_no_other_from_it(
    tmp_path: Path, told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["services", "start", "all", "--prefix", str(tmp_path)]) == 1
    assert told == ["start store", "start dash", "start engine"]
    assert capsys.readouterr().err == "error: no disk — find it\n"


def test_where_there_is_nothing_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["services", "start", "all", "--prefix", str(tmp_path)]) == 2
    assert "no services are installed" in capsys.readouterr().err
