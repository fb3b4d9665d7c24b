"""A window that cannot be shown is told in our words: no screen, a dead one, one that refuses, missing libraries."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fake_host import FakeHost

from bootstrap import other_packages, screen, system_packages
from bootstrap.host import Stop
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")


@pytest.fixture(autouse=True)
def _libraries_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "install_libraries", lambda: None)


@pytest.fixture
def locked_display(tmp_path: Path) -> Iterator[str]:
    """An X server that lets only those in who know its cookie."""
    if not shutil.which("Xvfb"):
        pytest.skip("no Xvfb")
    authority = tmp_path / "authority"
    # Any machine, any display; then the name and the cookie, each with its length.
    authority.write_bytes(b"\xff\xff\0\0\0\0\0\x12MIT-MAGIC-COOKIE-1\0\x10" + bytes(range(16)))
    read, write = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(write),
        "-auth",
        str(authority),
        "-nolisten",
        "tcp",
        "-screen",
        "0",
        "64x64x24",
    ]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            yield f":{os.read(read, 20).decode().strip()}"
        finally:
            os.close(read)
            server.terminate()


def test_without_a_screen() -> None:
    with pytest.raises(UserError, match="no display: neither DISPLAY nor WAYLAND_DISPLAY is set"):
        screen.prepare({})


@pytest.mark.parametrize("display", [":4711", "nowhere.invalid:0", "nonsense"])
def test_a_dead_display(display: str) -> None:
    with pytest.raises(UserError, match=f"the display {display} does not respond"):
        screen.prepare({"DISPLAY": display})


def test_a_display_of_somebody_else(locked_display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XAUTHORITY", str(tmp_path / "not mine"))
    with pytest.raises(UserError, match=f"access to display {locked_display} denied"):
        screen.prepare({"DISPLAY": locked_display})


def test_a_display_that_answers_is_named_to_qt(
    locked_display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XAUTHORITY", str(tmp_path / "authority"))
    environment = {"DISPLAY": locked_display, "WAYLAND_DISPLAY": "dead", "XDG_RUNTIME_DIR": "/nowhere"}
    screen.prepare(environment)
    assert environment["QT_QPA_PLATFORM"] == "xcb"


def test_wayland_alone(tmp_path: Path) -> None:
    environment = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}
    with pytest.raises(UserError, match="the Wayland display wayland-7 does not respond"):
        screen.prepare(environment)
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
        compositor.listen()
        screen.prepare(environment)


def test_who_chose_a_platform_without_a_screen_needs_none() -> None:
    screen.prepare({"QT_QPA_PLATFORM": "offscreen"})


def test_the_verb_says_it_before_anything_starts(tmp_path: Path) -> None:
    environment = {**os.environ, "DISPLAY": ":4711", "PYTHONPATH": str(ROOT), "SMART_INTERSECTION_HOME": str(tmp_path)}
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    for words in (["bootstrap.cli", "dashboard"], ["qml_app"]):
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", *words], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("error: the display :4711 does not respond — ")
        assert time.monotonic() - begun < 60


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("dnf", "sudo dnf install libglvnd-egl libxcb xcb-util-cursor"),
        ("pacman", "sudo pacman -S --needed libglvnd libxcb xcb-util-cursor"),
        ("zypper", "sudo zypper install Mesa-libEGL1 libxcb-cursor0 libxcb1"),
    ],
)
def test_other_distributions_are_told_their_own_names(tmp_path: Path, program: str, command: str) -> None:
    missing = {"libEGL.so.1", "libxcb-cursor.so.0", "libxcb.so.1"}
    host = FakeHost(
        tmp_path, programs={program}, libraries=(set(system_packages.APP) | set(system_packages.ENGINE)) - missing
    )
    with pytest.raises(Stop, match="3 system libraries are missing") as caught:
        system_packages.plan(host, app=True, test=False)  # type: ignore[arg-type] - as strict as the real one
    assert str(caught.value).endswith(command)


def test_every_library_has_a_name_on_fedora_and_arch() -> None:
    packages = set(system_packages.ENGINE.values()) | set(system_packages.APP.values())
    for program in ("dnf", "pacman"):
        assert packages <= set(other_packages.MANAGERS[program].names)
