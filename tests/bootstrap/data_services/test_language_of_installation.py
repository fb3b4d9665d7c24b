"""An installation in German: what Grafana holds after setup, and after another language was chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from in_process import Here, installed

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _titles(here: Here) -> tuple[str, str]:
    """Of a dashboard and of an alert rule."""
    board = here.admin().get("/api/dashboards/uid/si-violations").data["dashboard"]["title"]
    return board, here.admin().get("/api/v1/provisioning/alert-rules/si-red-light").data["title"]


def test_dashboards_and_alerts_follow_the_language_and_a_second_run_changes_nothing(
    prefix: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = installed(prefix, monkeypatch, "grafana")
    assert _titles(here) == ("Violations", "Red light running")
    here.context.choices = replace(here.context.choices, language="de")
    changed = here.setup()
    assert [name for name in changed if name.startswith("file ")]
    assert _titles(here) == ("Verstöße", "Rotlichtverstoß")
    assert here.setup() == {}
