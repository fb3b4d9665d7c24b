"""The setup page on a screen, with clicks and keys: from the first run to the addresses, and what can go wrong."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from drills import long_drill
from ports import free_ports
from setup_machine import BROKER, PORTS, pack

from bootstrap.engine_process import is_alive
from bootstrap.layout import Layout
from bootstrap.secrets import SecretStore
from bootstrap.services import control
from core.live import read_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Look

PLACE = 5  # of the page in the rail
SIZE = 96_000_000
HIDDEN = "•" * 12


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    return pack(tmp_path / "releases").parent


@pytest.fixture
def layout(state_dir: Path) -> Iterator[Layout]:
    """Where the page sets up; nothing of it runs afterwards."""
    yield Layout(state_dir)
    control.stop_all(Layout(state_dir))


@pytest.fixture
def slow_mirror(releases: Path) -> Iterator[str]:
    """Gives a quarter of a large file, and then nothing more."""
    over = threading.Event()

    class Http(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(SIZE))
            self.end_headers()
            with suppress(OSError):  # whoever only looks whether it is there
                self.wfile.write(bytes(SIZE // 4))
                self.wfile.flush()
                over.wait()

        def log_message(self, *_: object) -> None:
            pass

    catalogue = json.loads((releases / "catalogue.json").read_text())
    for row in catalogue["artifacts"]:
        row["size"] = SIZE
    (releases / "catalogue.json").write_text(json.dumps(catalogue))
    with ThreadingHTTPServer(("127.0.0.1", 0), Http) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        over.set()
        server.shutdown()


def typed(**ports: int) -> str:
    """What a user does to choose ports."""
    names = {"mosquitto": "Mosquitto", "influxdb": "InfluxDB", "grafana": "Grafana", "evidence": "Evidence server"}
    return ";".join(f"field {names[service]} port;type {port}" for service, port in ports.items())


def environment(releases: Path, mirror: str = "") -> dict[str, str]:
    catalogue = str(releases / "catalogue.json")
    return {
        "SMART_INTERSECTION_CATALOGUE": catalogue,
        "SMART_INTERSECTION_MIRROR": mirror or releases.as_uri(),
        "no_proxy": "127.0.0.1",
    }


@pytest.fixture
def both(screenshots: Path) -> Callable[[str], str]:
    """Steps that take a picture in either theme, and leave the dark one; of a sample where nobody wants pictures."""
    screenshots.mkdir(parents=True, exist_ok=True)

    def steps(name: str) -> str:
        if name not in {"plan", "failed"} and "SMART_INTERSECTION_SCREENSHOTS" not in os.environ:
            return ""
        place = screenshots / f"setup-{name}"
        return f"shot {place}-dark.png;click Light theme;shot {place}-light.png;click Dark theme"

    return steps


@long_drill  # test_walk_setup.py goes the same way
@pytest.mark.skipif(BROKER is None, reason="mosquitto is not installed (apt-get install mosquitto)")
def test_from_the_first_run_to_services_and_a_password(
    look: Look, layout: Layout, releases: Path, both: Callable[[str], str]
) -> None:
    ports = dict(zip(PORTS, free_ports(len(PORTS)), strict=True))
    steps = [
        *("see Simulated intersection", both("first"), "click Set up database and dashboards …"),
        *("see Continue", typed(**ports), both("profile"), "click Continue"),
        *("see Show plan", both("checks"), "click Show plan"),
        *("see Set up now", "see programs will be installed", both("plan"), "click Show all steps"),
        *("click Show changes", "see Hide changes", "click Set up now"),
        *("see Show password", both("result"), "see Done (before: Missing)", "click Show password"),
    ]
    home = str(layout.prefix.parent)  # as if at its usual place, where the simulated intersection can be tried
    env = {**environment(releases), "SMART_INTERSECTION_HOME": home}
    seen = look("setup-password", "Hide password", action=";".join(steps), **env)
    assert all(found.ok for found in control.status(layout))
    assert {f"http://127.0.0.1:{ports['grafana']}", f"mqtt://127.0.0.1:{ports['mosquitto']}"} <= set(seen.texts)
    assert SecretStore(layout.secrets).get("grafana-admin") in seen.texts  # the first card's
    assert seen.texts.count(HIDDEN) == 2


def test_a_port_that_is_taken_is_told_with_a_button_for_another(
    look: Look, layout: Layout, releases: Path, both: Callable[[str], str]
) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        taken = int(held.getsockname()[1])
        ports = typed(**dict(zip(PORTS, (taken, *free_ports(len(PORTS) - 1)), strict=True)))
        begin = f"press Ctrl+{PLACE};see Continue;{ports};click Continue"
        steps = f"{begin};see Continue anyway;{both('port-taken')};again click Use port {taken + 1}"
        seen = look("setup-port-free", "This computer is ready", action=steps, **environment(releases))
    assert f"Port {taken}" not in seen.texts
    assert not layout.lock.exists()  # setup has not begun


ENGINE = """
import socket, sys, time
from pathlib import Path
import psutil
from bootstrap.again import asked
from core.live import write_state
from core.processes import created
runtime, me = Path(sys.argv[1]), psutil.Process()
with socket.create_server(("127.0.0.1", int(sys.argv[2]))):
    write_state(runtime, {"pid": me.pid, "created": created(me), "stopped": False, "updated": time.time()})
    print("ready", flush=True)
    while not ((wish := asked(runtime)) and wish.end):
        time.sleep(0.02)
"""


def test_our_own_engine_on_the_port_is_named_and_stopped_with_a_button(
    look: Look, layout: Layout, releases: Path, runtime: Path, both: Callable[[str], str]
) -> None:
    """The usual way from the simulated intersection to a setup: the engine's broker has the port."""
    ports = dict(zip(PORTS, free_ports(len(PORTS)), strict=True))
    command = [sys.executable, "-c", ENGINE, str(runtime), str(ports["mosquitto"])]
    env = {**environment(releases), "SMART_INTERSECTION_HOME": str(layout.prefix.parent)}
    with subprocess.Popen(command, stdout=subprocess.PIPE) as engine:
        assert engine.stdout
        assert engine.stdout.readline().strip() == b"ready"
        begin = f"press Ctrl+{PLACE};see Continue;{typed(**ports)};click Continue"
        steps = f"{begin};see the engine's built-in broker;{both('own-engine')};click Stop engine"
        seen = look("setup-engine-stopped", "This computer is ready", action=steps, **env)
        assert engine.wait(60) == 0
    assert "Stop engine" not in seen.texts


@long_drill
def test_a_setup_that_stands_still_shows_how_far_it_is_and_is_cancelled(
    look: Look, layout: Layout, releases: Path, slow_mirror: str, both: Callable[[str], str]
) -> None:
    ports = typed(**dict(zip(PORTS, free_ports(len(PORTS)), strict=True)))
    begin = f"press Ctrl+{PLACE};see Continue;{ports};click Continue;click Show plan"
    steps = f"{begin};click Set up now;see MB of 96 MB;{both('progress')};click Cancel;see Resume;{both('cancelled')}"
    seen = look("setup-cancelled", "Resume", action=steps, **environment(releases, slow_mirror))
    assert "Cancelled" in seen.texts
    assert 0 < next(layout.cache.glob("*.part")).stat().st_size <= SIZE // 4  # the next run goes on from there


@long_drill
def test_a_setup_that_fails_says_what_helps(
    look: Look, layout: Layout, releases: Path, tmp_path: Path, both: Callable[[str], str]
) -> None:
    ports = typed(**dict(zip(PORTS, free_ports(len(PORTS)), strict=True)))
    env = environment(releases)
    catalogue = tmp_path / "wrong.json"
    catalogue.write_text(re.sub(r'"sha256": "....', '"sha256": "0000', (releases / "catalogue.json").read_text()))
    begin = f"press Ctrl+{PLACE};see Continue;{ports};click Continue;click Show plan"
    steps = f"{begin};click Set up now;see failed;see Try again;{both('failed')}"
    env["SMART_INTERSECTION_CATALOGUE"] = str(catalogue)
    seen = look("setup-failed", "Try again", action=steps, **env)
    assert any("its SHA-256 is" in text for text in seen.texts)
    assert any("he file was deleted" in text for text in seen.texts)
    assert next(one for one in control.status(layout) if one.name == "mosquitto").ok  # the others went on


@long_drill
def test_services_elsewhere_that_do_not_answer_are_told(look: Look, layout: Layout, both: Callable[[str], str]) -> None:
    fields = "field Address;type mqtt://engine@127.0.0.1:1;field Password;type open sesame"
    begin = f"press Ctrl+{PLACE};see Continue;click Existing servers;{fields};{both('remote')}"
    steps = f"{begin};click Continue;see Try again;{both('remote-checks')}"
    seen = look("setup-elsewhere", "Try again", action=steps)
    assert "1 problem found" in seen.texts
    assert "open sesame" not in " ".join(seen.texts)
    assert not layout.lock.exists()  # setup has not begun


@long_drill
def test_embedded_is_set_up_with_keys_alone_and_a_second_run_repairs(look: Look, layout: Layout) -> None:
    keys = f"press Ctrl+{PLACE};see Continue;click Built-in;press Tab;press Return;see Show plan"
    steps = f"{keys};press Return;see Set up now;press Return"
    seen = look("setup-embedded", "Show services", action=steps)
    assert "Setup finished" in seen.texts
    assert "profile: embedded" in layout.profile.read_text()
    layout.profile.unlink()
    layout.profile.write_text("damaged")
    again = look("setup-repair", "1 change planned", action=f"{keys};press Return")
    assert {"Repair now", "File profile.yaml"} <= set(again.texts)


@long_drill  # as test_engine_buttons.py and test_walk_setup.py do
def test_the_simulated_intersection_is_tried_with_one_click_and_ends_with_the_window(
    look: Look, layout: Layout, runtime: Path
) -> None:
    env = {"SMART_INTERSECTION_HOME": str(layout.prefix.parent)}
    offer = "Simulated intersection"
    seen = look("demo", "Engine running", action=f"see {offer};click {offer}", **env)
    assert "Set up database and dashboards …" not in seen.texts
    state = read_state(runtime)
    assert state is not None
    assert state["site"] == "simulated-intersection"
    assert not is_alive(state)
