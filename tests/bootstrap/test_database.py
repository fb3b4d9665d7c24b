"""Which database is read, and with which token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from bootstrap.database import find
from bootstrap.layout import Layout
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

HERE = {"url": "http://127.0.0.1:8086", "org": "o", "bucket": "b"}
LOCAL = {"profile": "local", "influx": {**HERE, "token_file": "/s/engine"}}


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "state")


def installed(layout: Layout, telemetry: dict[str, Any], app: dict[str, Any] | None = None) -> None:
    layout.profile.parent.mkdir(parents=True)
    layout.profile.write_text(yaml.safe_dump({"telemetry": telemetry, "app": app or {}}))


def config(folder: Path, telemetry: dict[str, Any] | None) -> Path:
    tree: dict[str, Any] = {"cameras": [{"id": "a", "source": "webcam:0"}]}
    path = folder / "c.yaml"
    path.write_text(yaml.safe_dump(tree | ({"telemetry": telemetry} if telemetry else {})))
    return path


def test_nothing_installed_and_the_embedded_profile_have_none(layout: Layout, tmp_path: Path) -> None:
    assert find(layout, None) is None
    installed(layout, LOCAL)
    assert find(layout, config(tmp_path, {"profile": "embedded", "influx": HERE})) is None


def test_an_installation_is_read_with_the_apps_own_token(layout: Layout, tmp_path: Path) -> None:
    installed(layout, LOCAL, {"influx": {**HERE, "downsampled": "b_15m", "token_file": "/s/app"}})
    for path in (None, config(tmp_path, None), config(tmp_path, LOCAL)):
        found = find(layout, path)
        assert found is not None
        assert (found.url.reveal(), found.token_file, found.token) == (HERE["url"], "/s/app", None)


def test_another_database_is_not_shown_the_apps_token(layout: Layout, tmp_path: Path) -> None:
    installed(layout, LOCAL, {"influx": {**HERE, "token_file": "/s/app"}})
    found = find(layout, config(tmp_path, {"profile": "remote", "influx": {**HERE, "bucket": "c", "token": "writer"}}))
    assert found is not None
    assert (found.bucket, found.token_file, found.token and found.token.get_secret_value()) == ("c", None, "writer")


def test_the_token_for_reading_goes_first(layout: Layout, tmp_path: Path) -> None:
    section = {"profile": "remote", "influx": {**HERE, "token": "writer", "read_token_file": "reader"}}
    found = find(layout, config(tmp_path, section))
    assert found is not None
    assert (found.token, found.token_file) == (None, str(tmp_path / "reader"))
    assert "writer" not in repr(found)


def test_what_is_damaged_is_told(layout: Layout, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="profile"):
        find(layout, config(tmp_path, {"profile": "elsewhere"}))
    installed(layout, {"profile": "elsewhere"})
    with pytest.raises(UserError, match="repair"):
        find(layout, None)
