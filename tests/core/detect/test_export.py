"""The export of a checkpoint: once, kept, shared, quiet."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from drills import LONG, long_drill

from core.detect import bounded, checkpoint, export, seal
from core.detect.export import exported
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[3]

#: Loads a model and looks at one grey picture, in a process whose sockets are watched, also in its children.
CHILD = """
import json, sys
import numpy as np
from pathlib import Path
from core.detect import load_model
from core.settings.models import Detector
from core.types import Frame
said = []
model = load_model(Detector(model=sys.argv[1], backend=sys.argv[3]), cache=Path(sys.argv[2]), progress=said.append)
session = model.session()
session.submit(Frame(np.full((96, 160, 3), 90, np.uint8), 0, 0.0, 0.0)).result()
print(json.dumps({"said": said, "modules": sorted(sys.modules), "input": session.info.input}))
"""

#: Becomes sitecustomize: writes down every attempt to reach the network and refuses it.
GUARD = """
import os, socket
def _refuse(kind, real):
    def guarded(*arguments, **options):
        with open(os.environ["NETWORK_LOG"], "a") as file:
            file.write(f"{kind} {arguments[-1] if kind != 'resolve' else arguments[0]}\\n")
        raise OSError("no network in this test")
    return guarded
socket.socket.connect = _refuse("connect", socket.socket.connect)
socket.socket.connect_ex = _refuse("connect", socket.socket.connect_ex)
socket.socket.sendto = _refuse("send", socket.socket.sendto)
socket.getaddrinfo = _refuse("resolve", socket.getaddrinfo)
socket.gethostbyname = _refuse("resolve", socket.gethostbyname)
"""


def watched(log: Path) -> list[str]:
    """A command to put before another to see what its native code connects to; empty where that cannot be done."""
    command = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect,sendto", "-o", str(log)]
    try:
        subprocess.run([*command, sys.executable, "-c", ""], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return command


def child(
    weights: Path, cache: Path, backend: str, under: Sequence[str] = (), **environment: str
) -> subprocess.Popen[str]:
    paths = os.pathsep.join(filter(None, (environment.pop("FIRST", ""), str(ROOT))))
    return subprocess.Popen(
        [*under, sys.executable, "-c", CHILD, str(weights), str(cache), backend],
        env={**os.environ, "PYTHONPATH": paths, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )


def answer(process: subprocess.Popen[str]) -> dict[str, list[str]]:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    said: dict[str, list[str]] = json.loads(out.splitlines()[-1])
    return said


@pytest.mark.parametrize("backend", ["openvino", pytest.param("onnx", marks=LONG)])
def test_neither_the_first_use_nor_later_ones_load_torch_or_touch_the_network(
    backend: str, weights: Path, tmp_path: Path
) -> None:
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD)
    log, home = tmp_path / "network.log", tmp_path / "nobody"
    home.mkdir()
    # CI switches the libraries' own reporting off, and so would a developer's earlier refusal: pretend neither.
    quiet = {"FIRST": str(tmp_path / "guard"), "NETWORK_LOG": str(log), "CI": "", "HOME": str(home)}
    calls = tmp_path / "system-calls.log"
    first = answer(child(weights, tmp_path / "cache", backend, watched(calls), **quiet))
    second = answer(child(weights, tmp_path / "cache", backend, **quiet))
    assert any("exporting" in line for line in first["said"])
    assert not any("exporting" in line for line in second["said"])
    for use in (first, second):
        assert not {"torch", "ultralytics"} & set(use["modules"])
        assert use["input"] == [384, 640]
    assert not log.exists(), log.read_text()
    assert not calls.exists() or "sa_family=AF_INET" not in calls.read_text()
    assert not list(home.rglob("*")), "something was written into the user's home"


def test_the_guard_sees_what_a_library_tries(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    code = "import urllib.request as u\ntry: u.urlopen('http://127.0.0.1:9/')\nexcept OSError: pass"
    environment = {"PYTHONPATH": str(tmp_path), "NETWORK_LOG": str(tmp_path / "log"), "PATH": ""}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert "resolve 127.0.0.1" in (tmp_path / "log").read_text()


def test_two_processes_that_want_the_same_export_make_it_once(weights: Path, tmp_path: Path) -> None:
    both = [child(weights, tmp_path, "onnx") for _ in range(2)]
    said = [answer(process)["said"] for process in both]
    made = list((tmp_path / "exports").glob("*/model.onnx"))
    assert len(made) == 1
    assert not list((tmp_path / "exports").glob("*.part"))
    # The one that came second may have waited without knowing; it must then have found the first one's result.
    assert sum("exporting" in line for lines in said for line in lines) == 1


def test_a_damaged_export_is_made_again_and_what_a_killed_one_left_behind_is_swept_away(
    weights: Path, model_cache: Path, tmp_path: Path
) -> None:
    done = exported(weights, "onnx", model_cache, print)
    kept, part = (tmp_path / "exports" / f"{done.parent.name}{ending}" for ending in ("", ".part"))
    shutil.copytree(done.parent, kept)
    said: list[str] = []
    assert exported(weights, "onnx", tmp_path, said.append) == kept / "model.onnx"
    assert not said
    with (kept / "model.onnx").open("r+b") as file:  # as after a loss of power: the length is right, the bytes are not
        file.seek(4_000_000)
        file.write(bytes(4096))
    part.mkdir()
    (part / "model.onnx").write_bytes(b"half a file")
    again = exported(weights, "onnx", tmp_path, said.append)
    assert any("exporting" in line for line in said)
    assert seal.whole(kept)
    assert again.stat().st_size == done.stat().st_size
    assert not part.exists()


def test_a_folder_is_whole_only_as_it_was_closed(tmp_path: Path) -> None:
    assert not seal.whole(tmp_path)
    (tmp_path / "network").write_bytes(b"weights")
    assert not seal.whole(tmp_path)
    seal.close(tmp_path)
    assert seal.whole(tmp_path)
    (tmp_path / "network").write_bytes(b"")
    assert not seal.whole(tmp_path)


def test_an_export_takes_no_more_time_and_memory_than_it_may(tmp_path: Path) -> None:
    def run(code: str, seconds: float, memory: int) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-c", code]
        return bounded.run(command, folder=tmp_path, environment=os.environ, seconds=seconds, memory=memory)

    assert run("print('done')", 60, 10**9).stdout == b"done\n"
    with pytest.raises(bounded.TooMuchError, match="took longer than"):
        run("import time; time.sleep(60)", 0.2, 10**9)
    with pytest.raises(bounded.TooMuchError, match=r"more than 0\.1 GB of memory"):
        run("import time; big = b'x' * 300_000_000; time.sleep(60)", 60, 100_000_000)


def test_what_an_export_took_too_much_of_is_told_with_the_users_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_LONGEST", 0.0)
    (tmp_path / "mine.pt").write_bytes(b"PK\x03\x04")
    with pytest.raises(UserError, match=r"exporting .*mine\.pt to onnx took longer than 0 minutes and was stopped"):
        exported(tmp_path / "mine.pt", "onnx", tmp_path / "cache", print)
    assert not list((tmp_path / "cache" / "exports").glob("*.part"))


def test_a_full_disk_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.pt").write_bytes(b"PK\x03\x04")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10_000))
    with pytest.raises(UserError, match=r"not enough disk space in .*cache"):
        exported(tmp_path / "mine.pt", "onnx", tmp_path / "cache", print)


def test_exactly_the_given_checkpoint_is_read_whatever_it_is_called(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **_: asked.append(given))
    folder = tmp_path / "O'Brien"
    folder.mkdir()
    shutil.copyfile(weights, folder / "yolov5n.pt")
    (folder / "yolov5nu.pt").write_bytes(b"another one")
    assert len(checkpoint.load(folder / "yolov5n.pt", folder / "cache").names) == 80
    assert not asked


def test_changed_weights_are_exported_anew(
    weights: Path, model_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(weights, "onnx", model_cache, print)
    monkeypatch.setattr(export, "_LONGEST", 0.0)  # that it begins says enough
    changed = tmp_path / weights.name
    changed.write_bytes(weights.read_bytes() + b"\0")
    said: list[str] = []
    with pytest.raises(UserError, match="took longer"):
        exported(changed, "onnx", model_cache, said.append)
    assert any("exporting" in line for line in said)


@long_drill
def test_a_name_full_of_odd_characters_is_no_problem(weights: Path, tmp_path: Path) -> None:
    odd = tmp_path / 'mein "Modell" (größer) #1.pt'
    odd.write_bytes(weights.read_bytes())
    assert exported(odd, "openvino", tmp_path / "O'Briens cäche", print).is_file()
