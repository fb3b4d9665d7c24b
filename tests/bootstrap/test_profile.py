"""A configuration that says nothing of telemetry uses what setup installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bootstrap.effective import effective, settings
from bootstrap.layout import Layout
from bootstrap.profile import services_beside
from bootstrap.services import records
from core.errors import UserError
from core.health import Beside, Health

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
telemetry:
  profile: local
  mqtt: {host: 127.0.0.1, port: 18830, username: engine, password_file: /somewhere/engine}
"""


@pytest.fixture
def profile(home: Path) -> Path:
    path = home / "state" / "profile.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(PROFILE)
    return path


def config(folder: Path, telemetry: str = "") -> Path:
    path = folder / "c.yaml"
    path.write_text(f"cameras: [{{id: a, source: webcam:0}}]\n{telemetry}")
    return path


@pytest.mark.usefixtures("profile")
def test_what_is_installed_is_used(tmp_path: Path) -> None:
    for one in (effective(config(tmp_path), None, None), effective(None, "webcam:0", None)):
        found = settings(one)
        assert found.telemetry.mqtt is not None
        assert (found.telemetry.profile, found.telemetry.mqtt.port) == ("local", 18830)


@pytest.mark.usefixtures("profile")
def test_a_section_of_its_own_wins(tmp_path: Path) -> None:
    assert settings(effective(config(tmp_path, "telemetry: {profile: embedded}"), None, None)).telemetry.mqtt is None


def test_nothing_installed_is_the_embedded_profile(tmp_path: Path) -> None:
    assert settings(effective(config(tmp_path), None, None)).telemetry.profile == "embedded"


@pytest.mark.parametrize("text", ["telemetry: {profile: elsewhere}", "nothing: 1", "[", ""])
def test_a_damaged_profile_says_how_to_mend_it(profile: Path, text: str, tmp_path: Path) -> None:
    profile.write_text(text)
    with pytest.raises(UserError, match="repair"):
        settings(effective(config(tmp_path), None, None))


def test_another_installation_can_be_named(profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = profile.rename(tmp_path / "other.yaml")
    monkeypatch.setenv("SMART_INTERSECTION_PROFILE", str(other))
    assert settings(effective(config(tmp_path), None, None)).telemetry.profile == "local"
    other.unlink()
    with pytest.raises(UserError, match="does not exist"):
        settings(effective(config(tmp_path), None, None))


def test_what_runs_beside_the_engine_is_told_with_its_state(profile: Path) -> None:
    assert services_beside() == {}
    definition = records.definition_path(Layout(profile.parent), "thing")
    definition.parent.mkdir(parents=True)
    definition.write_text("{}")
    assert services_beside() == {"thing": Beside(Health("stopped", "the supervisor is not running"), None, 0)}
