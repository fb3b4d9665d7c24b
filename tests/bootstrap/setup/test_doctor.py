"""Doctor tells what is wrong and how to mend it, and changes nothing."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from bootstrap.converge.progress import Note
from bootstrap.layout import Layout
from bootstrap.route import Ends, Route
from bootstrap.services import records
from bootstrap.services.spec import ServiceSpec, TcpProbe
from bootstrap.setup.checks import CHECKS
from bootstrap.setup.clock import clock_skew
from bootstrap.setup.context import Context
from bootstrap.setup.doctor import diagnose
from bootstrap.setup.facts import Facts
from bootstrap.setup.roles import profile
from bootstrap.setup.run import setup

if TYPE_CHECKING:
    from pathlib import Path


def test_on_a_fresh_machine_nothing_is_broken_and_nothing_is_made(tmp_path: Path) -> None:
    found = diagnose(Context(Layout(tmp_path / "p")))
    assert {check.name: check.state for check in found.checks if check.name != "rights"} == {
        "machine": "ok",
        "disk": "ok",
        "clock": "ok",
        **{check.name: "ok" for check in found.checks if check.name.endswith("proxy")},
    }
    assert found.exit_code == 0
    assert not (tmp_path / "p").exists()


def test_a_service_that_is_down_is_a_problem_with_its_last_words(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    for folder in (layout.services, layout.logs):
        folder.mkdir()
    spec = ServiceSpec(name="thing", title="thing", command=["/bin/thing"], ready=TcpProbe(port=1))
    records.definition_path(layout, "thing").write_text(spec.text())
    records.log_path(layout, "thing").write_text("no room for my database\n")
    found = diagnose(Context(layout))
    check = next(check for check in found.checks if check.name == "thing")
    assert check.state == "problem"
    assert "no room for my database" in check.what
    assert "repair" in check.remedy
    assert found.exit_code == 1


def test_an_engine_is_missed_only_if_somebody_has_started_it(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.services.mkdir()
    spec = ServiceSpec(name="engine", title="Engine", command=["/bin/thing"], ready=TcpProbe(port=1))
    records.definition_path(layout, "engine").write_text(spec.text())
    assert not any(check.name == "engine" for check in diagnose(Context(layout)).checks)
    records.write_want(layout, "engine", records.Want(up=True))
    check = next(check for check in diagnose(Context(layout)).checks if check.name == "engine")
    assert (check.state, check.remedy) == ("problem", "run: smart-intersection services restart engine")


@pytest.mark.parametrize(("ends", "told"), [(Ends(), []), (Ends(broker="127.0.0.1:1883"), ["127.0.0.1:1883"])])
def test_where_data_go_is_told_only_where_they_go_somewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: Ends, told: list[str]
) -> None:
    monkeypatch.setattr("bootstrap.route.find", lambda *_: Route(ends, running=False, installed=ends, chosen=False))
    assert [check.what for check in CHECKS["destination"].look(Context(Layout(tmp_path)))] == told


class _Full(Facts):
    def free_bytes(self, path: Path) -> int:
        del path
        return 10_000_000


class _Strange(Facts):
    arch = "riscv64"


def test_a_full_disk_and_a_machine_nobody_builds_for_are_problems(tmp_path: Path) -> None:
    assert (
        next(c for c in diagnose(Context(Layout(tmp_path), facts=_Full())).checks if c.name == "disk").state
        == "problem"
    )
    check = next(c for c in diagnose(Context(Layout(tmp_path), facts=_Strange())).checks if c.name == "machine")
    assert check.state == "problem"
    assert "riscv64" in check.what


def test_a_proxys_password_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://me:hidden-word@proxy.example:3128")
    found = diagnose(Context(Layout(tmp_path)))
    assert "http://proxy.example:3128" in str(found.to_json())
    assert "hidden-word" not in str(found.to_json())


def test_a_clock_behind_our_own_files_is_noticed(tmp_path: Path) -> None:
    context = Context(Layout(tmp_path))
    assert clock_skew(context) is None
    context.notes.put("ports", "x", 1)
    assert clock_skew(context) is None
    later = time.time() + 86_400
    os.utime(context.layout.notes, (later, later))
    assert "behind the last setup run" in str(clock_skew(context))
    assert next(c for c in diagnose(context).checks if c.name == "clock").state == "problem"


def test_setup_goes_on_with_a_skewed_clock_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bootstrap.setup.roles.select", lambda _: [profile.ROLE])
    told: list[str] = []
    context = Context(Layout(tmp_path), tell=lambda step: told.append(step.text) if isinstance(step, Note) else None)
    context.notes.put("ports", "x", 1)
    later = time.time() + 86_400
    os.utime(context.layout.notes, (later, later))
    assert setup(context).exit_code == 0
    assert any("set the clock" in text for text in told)
    assert clock_skew(context) is None  # the next run has nothing to say: this one has gone by the clock as it is
