"""Other users of the machine neither read, change nor block what is ours. Strangers are made by changing who we are."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import platformdirs
import pytest

from bootstrap import again
from bootstrap.cli import main
from bootstrap.layout import Layout
from bootstrap.services import records
from bootstrap.services.spec import ServiceSpec, TcpProbe, load
from bootstrap.setup.prefix import check_prefix, own_prefix
from core import locking, private
from core.errors import UserError
from core.journal.journal import Journal
from core.live import write_state
from core.processes import Identity
from core.settings.models import Journal as Bounds

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights of files are others there")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def _as_if_of_another_user(monkeypatch: pytest.MonkeyPatch, *foreign: Path) -> None:
    """These alone belong to somebody else; root is no stranger to anybody, so a number of no user is taken."""
    lstat = type(foreign[0]).lstat

    def told(path: Path) -> os.stat_result:
        found = lstat(path)
        return os.stat_result((*found[:4], 4_711, *found[5:10])) if path in foreign else found

    monkeypatch.setattr(type(foreign[0]), "lstat", told)


def test_a_folder_is_ours_alone_whoever_came_first(tmp_path: Path) -> None:
    wide = tmp_path / "state"
    wide.mkdir(0o755)
    wide.chmod(0o755)
    assert _mode(private.folder(wide)) == 0o700
    assert _mode(private.folder(tmp_path / "a" / "b")) == _mode(tmp_path / "a") == 0o700


def test_what_others_put_into_a_folder_that_was_open_is_neither_read_nor_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe in the place of a note would be waited for without end; a definition of a service would be obeyed."""
    state = tmp_path / "state"
    (state / "services").mkdir(parents=True)
    state.chmod(0o777)
    theirs = [state / "journal.sqlite.note", state / "services" / "evil.json", state / "logs", state / "link"]
    os.mkfifo(theirs[0])
    theirs[1].touch()
    theirs[2].mkdir()
    theirs[3].symlink_to("/etc/passwd")
    (state / "services" / "engine.json").touch()
    _as_if_of_another_user(monkeypatch, *theirs)
    private.narrow(state, private.FOLDER)
    assert not [path for path in theirs if path.exists() or path.is_symlink()]
    assert len(list(state.rglob("*.in-the-way-*"))) == 4
    assert (state / "services" / "engine.json").is_file()


def test_a_folder_of_somebody_else_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    _as_if_of_another_user(monkeypatch, theirs)
    with pytest.raises(UserError, match=r"theirs belongs to another user \(number 4711\)"):
        private.folder(theirs)
    with pytest.raises(UserError, match=r"by way of .*theirs"):
        check_prefix(theirs / "prefix")


def test_a_prefix_by_a_strangers_link_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    own_prefix(link)  # a link of ours is ours to use
    _as_if_of_another_user(monkeypatch, link)
    with pytest.raises(UserError, match="link belongs to another user"):
        check_prefix(link)


def test_a_prefix_below_a_folder_that_everybody_may_change_is_refused(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    with pytest.raises(UserError, match="writable by every user"):
        check_prefix(shared / "prefix")
    shared.chmod(0o1777)  # as /tmp
    check_prefix(shared / "prefix")


def test_a_prefix_with_other_things_in_it_is_never_narrowed(tmp_path: Path) -> None:
    mixed = tmp_path / "srv"
    mixed.mkdir()
    (mixed / "www").mkdir()
    mixed.chmod(0o755)
    own_prefix(mixed)
    assert _mode(mixed) == 0o755
    mixed.chmod(0o777)
    with pytest.raises(UserError, match="writable by other users"):
        own_prefix(mixed)
    empty = tmp_path / "empty"
    empty.mkdir()
    empty.chmod(0o777)
    own_prefix(empty)
    assert _mode(empty) == 0o700


def test_what_an_engine_writes_is_for_its_user_alone(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    state.chmod(0o755)
    for name in ("journal.sqlite.lock", "journal.sqlite"):  # as an earlier version left them
        (state / name).touch()
        (state / name).chmod(0o644)
    before = os.umask(0o022)
    try:
        journal = Journal(state / "journal.sqlite", Bounds(), [])
        journal.open()
        write_state(tmp_path / "run", {"site": "x"})
        modes = {path.name: _mode(path) for path in [*state.iterdir(), *(tmp_path / "run").iterdir()]}
        journal.close()
    finally:
        os.umask(before)
    assert _mode(state) == _mode(tmp_path / "run") == 0o700
    assert {"journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm", "engine.json"} <= set(modes)
    assert set(modes.values()) == {0o600}, modes


@pytest.mark.parametrize(
    "name", ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite.lock", "journal.sqlite.lock.pid"]
)
@pytest.mark.parametrize("what", ["pipe", "folder", "link"])
def test_nothing_in_its_place_stops_the_journal(tmp_path: Path, name: str, what: str) -> None:
    target = tmp_path / "elsewhere"
    target.mkdir()
    make = {"pipe": os.mkfifo, "folder": os.mkdir, "link": lambda path: path.symlink_to(target)}
    make[what](tmp_path / name)
    journal = Journal(tmp_path / "journal.sqlite", Bounds(), [])
    journal.open()
    journal.close()
    assert journal.problem is None
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as database:
        assert database.execute("SELECT value FROM meta WHERE key = 'instance'").fetchone()


def _opened_as_if_of_another_user(monkeypatch: pytest.MonkeyPatch) -> None:
    fstat = os.fstat

    def told(handle: int) -> os.stat_result:
        found = fstat(handle)
        return os.stat_result((*found[:4], 4_711, *found[5:10]))

    monkeypatch.setattr(os, "fstat", told)


def test_whoever_could_put_something_into_a_folder_above_is_not_obeyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a folder above ours is everybody's, another user may put a folder of his own in the place of ours."""
    layout = Layout(tmp_path)
    layout.services.mkdir()
    spec = ServiceSpec(name="thing", title="thing", command=["/bin/thing"], ready=TcpProbe(port=1))
    definition = records.definition_path(layout, "thing")
    definition.write_text(spec.text())
    records.write_want(layout, "thing", records.Want(up=True))
    me = Identity.own()
    wish = again.Asked(end=True)
    number = again.ask(tmp_path, {"pid": me.pid, "created": me.created}, wish)
    with monkeypatch.context() as patched:
        _opened_as_if_of_another_user(patched)
        with pytest.raises(UserError, match="not a file of this user"):
            load(definition)
        assert not records.read_want(layout, "thing").up
        assert again.asked(tmp_path) is None
    assert load(definition) == spec
    assert records.read_want(layout, "thing").up
    assert again.asked(tmp_path) == wish._replace(number=number)


def test_a_pipe_in_the_place_of_a_record_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "thing.json")
    with pytest.raises(PermissionError):
        private.read(tmp_path / "thing.json")
    assert records.read(tmp_path / "thing.json") == {}


def test_a_lock_that_a_stranger_holds_guards_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "journal.sqlite.lock"
    held = locking.own_lock(path, is_singleton=False)
    with held.acquire(timeout=0):
        assert not locking.held_by_strangers(path)
        monkeypatch.setattr(locking, "_one_of_us", lambda _: False)
        assert locking.held_by_strangers(path) == Path("/proc/locks").exists()
        if locking.held_by_strangers(path):
            with locking.own_lock(path).acquire(timeout=0):
                pass


def test_a_runtime_folder_that_somebody_took_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SMART_INTERSECTION_HOME", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "mine"))

    def taken(*_: object, **__: object) -> Path:
        raise PermissionError(13, "is owned by another user", "/tmp/runtime-1000")  # noqa: S108 -- as platformdirs tells it

    monkeypatch.setattr(platformdirs, "user_runtime_path", taken)
    assert main(["version"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("error: the runtime folder cannot be used")
    assert "/tmp/runtime-1000" in told  # noqa: S108 -- as above
    assert len(told.splitlines()) == 1


def test_a_state_folder_is_narrowed_by_any_verb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMART_INTERSECTION_HOME", str(tmp_path))
    for name in ("state", "run", "cache", "config"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o755)
    before = os.umask(0o022)
    try:
        assert main(["version"]) == 0
        assert os.umask(0o022) == 0o022  # whoever called us gets his own back
    finally:
        os.umask(before)
    assert {_mode(tmp_path / name) for name in ("state", "run", "cache", "config")} == {0o700}


def test_nothing_that_crashes_here_or_is_started_here_leaves_its_memory_on_the_disk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import resource  # noqa: PLC0415 -- not there on Windows

    monkeypatch.setattr(private, "_usual", [])
    before, mask = resource.getrlimit(resource.RLIMIT_CORE), os.umask(0)
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
        private.only_us()
        assert resource.getrlimit(resource.RLIMIT_CORE) == (0, before[1])  # which children inherit
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
        os.umask(mask)
