"""A user that the system does not know and that has no home: what `docker run --user` makes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NoReturn

import pytest

from bootstrap.layout import Layout
from bootstrap.services.autostart.systemd import SystemdUnit
from core import paths
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="users without a name are POSIX's")


@pytest.fixture(autouse=True)
def nameless(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(uid: int) -> NoReturn:
        raise KeyError(uid)

    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "SMART_INTERSECTION_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)


def test_it_is_told_what_to_set() -> None:
    with pytest.raises(UserError, match="no home folder") as caught:
        paths.state_dir()
    assert "SMART_INTERSECTION_HOME" in caught.value.remedy


def test_nothing_of_it_is_started_by_the_system(tmp_path: Path) -> None:
    unit = SystemdUnit(Layout(tmp_path), lambda *_: (1, ""), system=False)
    assert not unit.path.exists()
    assert unit.path.is_absolute()
