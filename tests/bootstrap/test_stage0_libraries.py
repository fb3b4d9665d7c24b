"""What the first stage asks of the system: libraries, programs for the tests, and the right to install them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from fake_host import FakeHost, prepare

from bootstrap import stage0, system_packages
from bootstrap.host import Stop

if TYPE_CHECKING:
    from pathlib import Path


def test_without_root_the_exact_command_is_named(clone: Path) -> None:
    host = FakeHost(clone, root=False, libraries=set(system_packages.ENGINE) - {"libGL.so.1"})
    with pytest.raises(Stop) as caught:
        prepare(host, "run", "--source", "simulator")
    assert str(caught.value).endswith("sudo apt-get install -y --no-install-recommends libgl1")
    assert host.ran == []  # told before minutes are spent


def test_without_root_and_with_everything_there_nothing_is_asked(clone: Path) -> None:
    host = FakeHost(clone, root=False, libraries=set(system_packages.ENGINE))
    prepare(host, "up")


def test_a_machine_without_a_screen_needs_no_window_libraries(clone: Path) -> None:
    host = FakeHost(clone)
    prepare(host, "up")
    assert "libegl1" not in host.ran[-1][-1]
    assert "libgl1" in host.ran[-1][-1]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' wheels bring what windows need")
def test_a_screen_asks_for_the_window_libraries_unless_headless(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    host = FakeHost(clone)
    prepare(host, "up", "--headless")
    assert "libxcb-cursor0" not in host.ran[-1][-1]
    prepare(host, "up")
    assert "libxcb-cursor0" in host.ran[-1][-1]


def test_verbs_that_run_nothing_need_no_libraries(clone: Path) -> None:
    host = FakeHost(clone)
    prepare(host, "config", "check")
    assert all("PACKAGES" not in command[-1] for command in host.ran)


def test_the_tests_get_their_servers_without_a_service_being_started(clone: Path) -> None:
    host = FakeHost(clone)
    prepare(host, "test")
    script = host.ran[-1][-1]
    for name in ("xvfb", "xdotool", "mosquitto", "victoria-metrics", "libgl1-mesa-dri"):
        assert name in script
    assert "policy-rc.d" in script
    assert "systemctl disable" in script


def test_a_distribution_without_a_test_server_is_not_a_reason_to_stop(clone: Path) -> None:
    host = FakeHost(clone, offered=("mosquitto",))
    prepare(host, "test")
    assert any("not available" in line and "victoria-metrics" in line for line in host.said)
    again = FakeHost(clone, libraries=host.libraries, programs=host.programs, offered=("mosquitto",), root=False)
    prepare(again, "test")
    assert again.ran == []


def test_a_library_that_stays_missing_stops(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    host = FakeHost(clone)
    monkeypatch.setattr(host, "_install", lambda _script: None)
    with pytest.raises(Stop, match="still missing"):
        prepare(host, "run", "--source", "simulator")


def test_other_systems_install_no_packages(clone: Path) -> None:
    host = FakeHost(clone, linux=False)
    prepare(host, "test")
    assert all("PACKAGES" not in command[-1] for command in host.ran)


def test_whoever_has_no_root_installs_all_that_is_missing_at_once(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage0.importlib.util, "find_spec", lambda _name: None)
    host = FakeHost(clone, root=False, libraries=set(system_packages.ENGINE) - {"libGL.so.1"})
    with pytest.raises(Stop, match=rf"recommends libgl1 python3\.{sys.version_info.minor}-venv$"):
        prepare(host, "run", "--source", "simulator")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Python always brings ensurepip")
def test_debians_missing_ensurepip_is_installed_or_named(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage0.importlib.util, "find_spec", lambda _name: None)
    package = f"python3.{sys.version_info.minor}-venv"
    host = FakeHost(clone, libraries=set(system_packages.ENGINE))
    prepare(host, "up")
    assert package in host.ran[0][-1]
    (clone / "second").mkdir()
    with pytest.raises(Stop, match=f"run: sudo apt-get install -y --no-install-recommends {package}"):
        stage0._make_venv(FakeHost(clone / "second", root=False))  # type: ignore[arg-type] - as above
