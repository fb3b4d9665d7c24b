"""The supervisor runs all day: it is small, and does next to nothing while nothing happens."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock, Timeout

from bootstrap.files import write_atomic
from bootstrap.layout import Layout
from bootstrap.services import get, records, told
from bootstrap.services.spec import HttpProbe, MqttProbe, Policy, ServiceSpec, StateProbe, TcpProbe, load
from bootstrap.services.told import Told
from core.errors import UserError
from core.locking import hold

if TYPE_CHECKING:
    from bootstrap.services.records import Want

HEAVY = {"pydantic", "psutil", "http", "ssl", "filelock", "argparse", "tempfile", "shutil", "random", "platformdirs"}
PROBES = [
    TcpProbe(port=1),
    HttpProbe(url="http://127.0.0.1:3000/api/health", key="database", value="ok"),
    HttpProbe(url="http://127.0.0.1:3000/", value=True),
    MqttProbe(port=1883, username="probe", password_file=Path("/secrets/probe")),
    StateProbe(path=Path("/run/engine.json")),
]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere psutil tells of processes")
def test_the_supervisor_brings_no_large_library() -> None:
    program = "import sys, bootstrap.services.supervisor; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not HEAVY & set(found.stdout.split())


def layout(folder: Path) -> Layout:
    found = Layout(folder)
    found.services.mkdir()
    return found


def test_what_it_is_told_is_read_again_when_it_changes_and_not_in_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, reads = layout(tmp_path), []
    monkeypatch.setattr(told, "_YOUNG", -1.0)  # the folder's date is fine enough here: it is set by hand

    def read(where: Layout, name: str) -> Want:
        reads.append(name)
        return records.Want(json.loads(records.want_path(where, name).read_text())["up"])

    monkeypatch.setattr(records, "read_want", read)
    one = Told(where, lambda: 0.0)
    write_atomic(records.definition_path(where, "thing"), "{}")
    records.write_want(where, "thing", records.Want(up=True))
    assert one.look()
    assert one.names == ["thing"]
    for _ in range(100):
        assert not one.look()
        assert one.want("thing").up
    assert reads == ["thing"]
    before = where.services.stat().st_mtime_ns
    while where.services.stat().st_mtime_ns == before:  # as coarse as the file system has it
        records.write_want(where, "thing", records.Want(up=False))
    assert one.look()
    assert not one.want("thing").up


def test_a_change_in_the_moment_of_the_look_and_one_that_no_date_tells_are_seen(tmp_path: Path) -> None:
    now = [0.0]
    where = layout(tmp_path)
    one = Told(where, lambda: now[0])
    assert one.look()
    assert one.look()  # its date is young: something may have changed since without changing it
    one._date, one._young, one._again_at = where.services.stat().st_mtime_ns, False, 5.0
    assert not one.look()
    now[0] = 5.0
    assert one.look()


@pytest.mark.parametrize("ready", PROBES)
def test_a_definition_is_read_as_it_was_written(tmp_path: Path, ready: Any) -> None:
    spec = ServiceSpec(
        name="thing",
        title="Thing",
        command=["/bin/thing", "-x"],
        inputs=[Path("/etc/thing")],
        ready=ready,
        after=["other"],
        env={"GOGC": "50"},
        cwd=Path("/srv"),
        policy=Policy(start_seconds=240, ends=True),
    )
    path = tmp_path / "thing.json"
    path.write_text(spec.text())
    assert load(path) == spec
    assert load(path).fingerprint() == spec.fingerprint()
    assert json.loads(spec.text())["policy"]["start_seconds"] == 240.0
    assert '"start_seconds": 240.0' in spec.text()  # as it always was: another text would be another service


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"title": None}, "title: None"),
        ({"command": []}, "command is empty"),
        ({"command": "/bin/thing"}, "is no list"),
        ({"name": "../etc"}, "cannot be the name"),
        ({"surplus": 1}, "unknown 'surplus'"),
        ({"ready": {"kind": "tcp"}}, "port"),
        ({"ready": {"kind": "tcp", "port": True}}, "port: True is no int"),
        ({"ready": {"kind": "udp", "port": 1}}, "none of"),
        ({"env": {"A": 1}}, "env.A: 1 is no str"),
        ({"policy": {"window": "long"}}, "window: 'long' is no number"),
        ({"cwd": 3}, "none of"),
    ],
)
def test_a_definition_that_is_none_is_refused_with_the_place(tmp_path: Path, change: dict[str, Any], why: str) -> None:
    good = ServiceSpec(name="thing", title="Thing", command=["/bin/thing"], ready=TcpProbe(port=1))
    path = tmp_path / "thing.json"
    path.write_text(json.dumps({**json.loads(good.text()), **change}))
    with pytest.raises(UserError, match="is damaged") as refused:
        load(path)
    assert why in str(refused.value)


def test_one_lock_for_a_supervisor_of_this_version_and_of_an_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "supervisor.lock"
    held = hold(path)
    assert held
    assert hold(path) is None
    with pytest.raises(Timeout):
        FileLock(path).acquire(timeout=0)
    held.close()
    with FileLock(path).acquire(timeout=0):
        assert hold(path) is None


def test_only_addresses_of_http_are_asked() -> None:
    for url in ("https://127.0.0.1:1/", "ftp://127.0.0.1/", "127.0.0.1:80"):
        with pytest.raises(ValueError, match="not an HTTP address"):
            get.get(url, 1.0, 100)


def test_a_write_that_need_not_last_does_not_wait_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[int] = []
    monkeypatch.setattr("os.fsync", waited.append)
    write_atomic(tmp_path / "state", "first", lasting=False)
    assert (waited, (tmp_path / "state").read_text()) == ([], "first")
    write_atomic(tmp_path / "state", "second")
    assert len(waited) >= 1
    assert [one.name for one in tmp_path.iterdir()] == ["state"]
