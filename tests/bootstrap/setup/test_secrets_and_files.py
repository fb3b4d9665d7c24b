"""Secrets that only the owner reads and no output shows; files that are whole or not there."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bootstrap.files import abandoned, remove_tree, sha256, write_atomic
from bootstrap.secrets import SecretStore
from core.errors import UserError
from core.patience import patiently
from core.scrub import register, scrub


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_made_secret_is_long_stored_privately_and_scrubbed(tmp_path: Path) -> None:
    store = SecretStore(tmp_path / "secrets")
    secret = store.make("mqtt-app")
    assert len(secret) >= 43
    assert store.get("mqtt-app") == secret
    assert mode(store.path("mqtt-app")) == 0o600
    assert mode(tmp_path / "secrets") == 0o700
    assert scrub(f"login app:{secret}!") == "login app:***!"


def test_two_secrets_are_never_the_same(tmp_path: Path) -> None:
    store = SecretStore(tmp_path)
    assert store.make("one") != store.make("two")
    assert store.names() == ["one", "two"]


@pytest.mark.parametrize("name", ["", "../x", "a/b", "A", ".hidden", "a" * 64])
def test_a_name_that_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError):
        SecretStore(tmp_path).get(name)


def test_an_empty_or_missing_secret_is_none(tmp_path: Path) -> None:
    store = SecretStore(tmp_path)
    assert store.get("x") is None
    (tmp_path / "x").write_text("\n")
    assert store.get("x") is None


def test_padding_written_otherwise_does_not_let_a_token_through() -> None:
    token = register("c2VjcmV0LXRva2VuLWZvci10ZXN0cw==")
    assert "c2VjcmV0" not in scrub(f"?token={token.replace('=', '%3D')}")


def test_a_secret_that_is_part_of_another_does_not_leave_the_rest_of_it() -> None:
    long = register("correct-horse-battery-staple")
    register(long[:13])
    register(long[8:])
    assert scrub(f"<{long}>") == "<***>"


@given(st.text(min_size=8).filter(lambda text: text.rstrip("=") == text), st.text(), st.text())
def test_a_registered_secret_never_comes_through(secret: str, before: str, after: str) -> None:
    with mock.patch("core.scrub._known", set()):  # else other tests' outputs would lose this text, too
        register(secret)
        assert secret not in scrub(before + secret + after)


def test_writing_replaces_as_a_whole_with_its_mode_and_leaves_no_parts(tmp_path: Path) -> None:
    path = tmp_path / "a.conf"
    write_atomic(path, "one", 0o600)
    write_atomic(path, "two", 0o640)
    assert path.read_text() == "two"
    assert mode(path) == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.conf"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.conf"
    write_atomic(path, "one")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomic(path, "two")
    assert path.read_text() == "one"
    assert len(list(tmp_path.iterdir())) == 1


def test_windows_is_given_time_elsewhere_an_error_is_an_error() -> None:
    calls: list[int] = []
    pauses: list[float] = []

    def busy() -> None:
        calls.append(1)
        if len(calls) < 4:
            raise PermissionError

    patiently(busy, pause=pauses.append, system="nt")
    assert pauses == [0.01, 0.02, 0.04]
    calls.clear()
    with pytest.raises(PermissionError):
        patiently(busy, pause=pauses.append, system="posix")


def test_patience_ends(tmp_path: Path) -> None:
    def busy() -> None:
        raise PermissionError

    pauses: list[float] = []
    with pytest.raises(PermissionError):
        patiently(busy, pause=pauses.append, system="nt")
    assert 5 < sum(pauses) < 15
    del tmp_path


def test_a_tree_that_forbids_it_is_removed_and_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("x")
    tree = tmp_path / "tree"
    (tree / "deep").mkdir(parents=True)
    (tree / "deep" / "file").write_text("x")
    (tree / "link").symlink_to(outside)
    (tree / "deep").chmod(0o500)
    remove_tree(tree)
    remove_tree(tree)
    assert not tree.exists()
    assert (outside / "kept").exists()


def test_sha256_is_the_standards(tmp_path: Path) -> None:
    path = tmp_path / "abc"
    path.write_bytes(b"abc")
    assert sha256(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


_KILLED = """
import os, sys
from pathlib import Path
from bootstrap import files
files.patiently = lambda _: os._exit(9)
files.write_atomic(Path(sys.argv[1]), "half")
"""


def test_a_half_written_file_is_known_by_its_dead_writer(tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(tmp_path / "file.yaml")], cwd=Path(__file__).parents[3]
    )
    assert writer.wait() == 9
    (part,) = tmp_path.iterdir()
    assert abandoned(part)
    ours = tmp_path / part.name.replace(f".{writer.pid}.", f".{os.getpid()}.")
    assert not any(abandoned(tmp_path / name) for name in (ours.name, ".other.part", "cache.part", ".x.12.part"))
