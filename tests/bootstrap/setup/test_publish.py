"""Releases on the disk: whole or not there, told from damaged ones, replaced with a way back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bootstrap.setup.publish import damage, executable, publish, read_current, write_current
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

DIGEST = "a" * 64


def fill(text: str = "program") -> Callable[[Path], None]:
    def make(place: Path) -> None:
        (place / "top" / "bin").mkdir(parents=True)
        (place / "top" / "bin" / "thing").write_text(text)
        (place / "top" / "readme").write_text("words")

    return make


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "thing" / "1.0"
    publish(path, fill(), DIGEST)
    return path


def test_a_published_release_is_undamaged_and_alone(folder: Path) -> None:
    assert damage(folder, DIGEST) is None
    assert [path.name for path in folder.parent.iterdir()] == ["1.0"]


def test_damage_is_named(folder: Path) -> None:
    thing = folder / "top/bin/thing"
    assert damage(folder, "b" * 64) == "unpacked from another archive"
    before = thing.stat()
    thing.write_text("virus!!")
    os.utime(thing, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert damage(folder, DIGEST) == "the content of top/bin/thing has changed"
    thing.write_text("prog")
    assert damage(folder, DIGEST) == "top/bin/thing is 4 bytes long instead of 7"
    thing.unlink()
    assert damage(folder, DIGEST) == "top/bin/thing is missing"
    (folder / ".manifest.json").write_text('{"version": 1')
    assert damage(folder, DIGEST) == "its manifest is missing or damaged"
    assert damage(folder.with_name("2.0"), DIGEST) == "not installed"


def test_a_touched_file_with_the_same_content_is_fine(folder: Path) -> None:
    os.utime(folder / "top/readme")
    assert damage(folder, DIGEST) is None


def test_mending_replaces_everything(folder: Path) -> None:
    (folder / "top/bin/thing").write_text("broken")
    publish(folder, fill("new"), DIGEST)
    assert (folder / "top/bin/thing").read_text() == "new"
    assert [path.name for path in folder.parent.iterdir()] == ["1.0"]


def test_a_failed_unpacking_leaves_what_was_there(folder: Path) -> None:
    def full(place: Path) -> None:
        place.mkdir()
        (place / "half").write_text("x")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        publish(folder, full, DIGEST)
    assert damage(folder, DIGEST) is None
    assert [path.name for path in folder.parent.iterdir()] == ["1.0"]


def test_a_failed_swap_brings_the_old_one_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.name.endswith(".incoming"):
            raise OSError("held by a virus scanner")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError, match="virus scanner"):
        publish(folder, fill("new"), DIGEST)
    monkeypatch.undo()
    assert (folder / "top/bin/thing").read_text() == "program"


def test_what_a_killed_run_left_is_cleared_away(folder: Path) -> None:
    """Killed between the two renames: the release lies aside, half a new one beside it."""
    folder.rename(folder.with_name("1.0.previous"))
    folder.with_name("1.0.incoming").mkdir()
    assert damage(folder, DIGEST) == "not installed"
    publish(folder, fill("new"), DIGEST)
    assert damage(folder, DIGEST) is None
    assert [path.name for path in folder.parent.iterdir()] == ["1.0"]


def test_the_program_is_found_wherever_the_release_keeps_it(folder: Path) -> None:
    assert executable(folder, ("thing", "thing.exe")) == folder / "top/bin/thing"
    (folder / "Thing.exe").write_text("x")
    assert executable(folder, ("thing", "thing.exe")) == folder / "Thing.exe"
    with pytest.raises(UserError, match="influxd not found"):
        executable(folder, ("influxd",))


def test_current_is_what_was_written_while_it_is_there(folder: Path) -> None:
    assert read_current(folder.parent) is None
    write_current(folder.parent, "1.0")
    assert read_current(folder.parent) == "1.0"
    write_current(folder.parent, "2.0")
    assert read_current(folder.parent) is None
