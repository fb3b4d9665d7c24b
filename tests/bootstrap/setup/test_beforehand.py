"""What a run would stumble over is said before it begins."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from command_line import call

from bootstrap.layout import Layout
from bootstrap.setup.checks import CHECKS, Check
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.doctor import diagnose
from bootstrap.setup.facts import Facts
from bootstrap.setup.run import setup
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


def _one(name: str, context: Context) -> Check:
    (check,) = CHECKS[name].look(context)
    return check


@pytest.mark.parametrize("verb", ["repair", "upgrade"])
def test_a_folder_without_an_installation_is_not_repaired(tmp_path: Path, verb: str) -> None:
    typo = tmp_path / "typo"
    done = call(verb, "--yes", "--prefix", str(typo))
    assert (done.returncode, "no installation found in" in done.stderr) == (2, True), done.stderr
    assert f"setup --prefix {typo}" in done.stderr
    assert not typo.exists()


def _closed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Context:
    """An installation in a folder that this user may not write to; root may everywhere."""
    before = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != folder and before(path, mode))
    return Context(Layout(folder / "below" / "prefix"))


def test_a_place_nobody_may_write_to_is_told_by_preflight_check_and_doctor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = _closed(monkeypatch, tmp_path)
    assert (_one("disk", context).state, _one("disk", context).what) == ("problem", f"no write access to {tmp_path}")
    assert any(check.what == f"no write access to {tmp_path}" for check in diagnose(context).checks)
    context.check = True
    with pytest.raises(UserError, match="no write access to"):
        setup(context, ["mosquitto"])


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert _one("disk", Context(Layout(tmp_path / "file" / "prefix"))).what == f"{tmp_path / 'file'} is not a folder"


class _Linux(Facts):
    system = "linux"
    arch = "amd64"


def test_an_outdated_version_is_told_beforehand(tmp_path: Path) -> None:
    choices = Choices(versions={"influxdb": "2.7.4"})
    found = _one("machine", Context(Layout(tmp_path), choices, facts=_Linux()))
    assert (found.state, "influxdb 2.7.4: CVE-2024-30896" in found.what) == ("warning", True)
    assert _one("machine", Context(Layout(tmp_path), facts=_Linux())).state == "ok"
