"""Setup's own secrets in the owner's keyring: moved there and back, gone with uninstall, nothing lost without it."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from bootstrap.converge.loop import converge
from bootstrap.converge.resource import Role
from bootstrap.layout import Layout
from bootstrap.secrets import SecretStore
from bootstrap.setup import wishes
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.resources import Secret, kept
from bootstrap.setup.run import setup
from bootstrap.setup.uninstall import uninstall
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.converge.report import Report


class KeyringError(Exception):
    """As keyring.errors.KeyringError."""


class Ring(ModuleType):
    """The library's three functions, with its errors; `locked` as after a reboot."""

    def __init__(self) -> None:
        super().__init__("keyring")
        self.errors = SimpleNamespace(KeyringError=KeyringError)
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False

    def _open(self) -> dict[tuple[str, str], str]:
        if self.locked:
            raise KeyringError("Failed to unlock the collection!")
        return self.entries

    def get_password(self, service: str, username: str) -> str | None:
        return self._open().get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self._open():
            raise KeyringError("No such password!")
        del self.entries[service, username]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    found = Ring()
    monkeypatch.setitem(sys.modules, "keyring", found)
    return found


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "prefix")


def run(layout: Layout, *, keyring: bool | None = None) -> Report:
    context = Context(layout, Choices(keyring=keyring))
    layout.prefix.mkdir(exist_ok=True)
    wishes.remember(context, [], every=False)

    role = Role("r", lambda ctx: [Secret("operator"), Secret("engine"), *kept(ctx, "operator")])
    return converge([role], context)


def changed(report: Report) -> list[str]:
    assert report.exit_code == 0, report.to_json()
    return [task.name.removeprefix("r : ") for task in report.tasks if task.state == "changed"]


def test_it_is_off_unless_chosen_and_then_remembered(layout: Layout, ring: Ring) -> None:
    run(layout)
    assert ring.entries == {}
    secret = SecretStore(layout.secrets).get("operator") or ""
    assert changed(run(layout, keyring=True)) == ["place of secret operator"]
    assert changed(run(layout)) == []
    assert list(ring.entries.values()) == [secret]
    assert secret not in (layout.secrets / "operator").read_text()
    assert SecretStore(layout.secrets).get("operator") == secret
    assert "engine" not in "".join(name for _, name in ring.entries)  # the engine needs its file


def test_a_new_secret_stays_where_the_old_one_was_kept(layout: Layout, ring: Ring) -> None:
    run(layout, keyring=True)
    SecretStore(layout.secrets).put("operator", "the-next-secret")
    assert list(ring.entries.values()) == ["the-next-secret"]
    assert "the-next-secret" not in (layout.secrets / "operator").read_text()


def test_it_comes_back_into_its_file(layout: Layout, ring: Ring) -> None:
    run(layout, keyring=True)
    (secret,) = ring.entries.values()
    assert changed(run(layout, keyring=False)) == ["place of secret operator"]
    assert (layout.secrets / "operator").read_text().strip() == secret
    assert (layout.secrets / "operator").stat().st_mode & 0o077 == 0
    assert ring.entries == {}


def test_a_locked_keyring_is_a_clear_failure_and_nothing_is_made_anew(layout: Layout, ring: Ring) -> None:
    run(layout, keyring=True)
    before = dict(ring.entries)
    ring.locked = True
    (failed,) = [task for task in run(layout).tasks if task.state == "failed"]
    assert "Failed to unlock" in failed.reason
    assert "--no-keyring" in failed.remedy
    ring.locked = False
    assert changed(run(layout)) == []
    assert ring.entries == before


def test_a_secret_lost_from_the_keyring_is_made_again_there(layout: Layout, ring: Ring) -> None:
    run(layout, keyring=True)
    ring.entries.clear()
    assert changed(run(layout)) == ["secret operator"]
    assert len(ring.entries) == 1


def test_without_the_library_the_files_stay_and_the_remedy_names_it(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    (failed,) = [task for task in run(layout, keyring=True).tasks if task.state == "failed"]
    assert "smart-intersection[keyring]" in failed.remedy
    assert len((layout.secrets / "operator").read_text()) > 20


def test_purging_leaves_nothing_in_the_keyring(layout: Layout, ring: Ring) -> None:
    setup(Context(layout, Choices(profile="embedded")))
    run(layout, keyring=True)
    uninstall(Context(layout))
    assert len(ring.entries) == 1  # opens the data, which stay
    uninstall(Context(layout), purge=True)
    assert ring.entries == {}
    assert not layout.prefix.exists()


def test_two_installations_do_not_share_an_entry(layout: Layout, tmp_path: Path, ring: Ring) -> None:
    run(layout, keyring=True)
    run(Layout(tmp_path / "other"), keyring=True)
    assert len(set(ring.entries.values())) == 2


def test_a_keyring_that_forgets_is_not_trusted(layout: Layout, ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ring, "set_password", lambda *_: None)
    assert run(layout, keyring=True).exit_code == 1
    secret = (layout.secrets / "operator").read_text()
    assert len(secret) > 20
    with pytest.raises(UserError, match="does not return"):
        SecretStore(layout.secrets).move("operator", keyring=True)
