"""Asking a service whether it serves. Each probe ends within its timeout and returns None or what is wrong."""

from __future__ import annotations

import json
import re
import socket
import struct
import time
from typing import TYPE_CHECKING, Any, Final

from bootstrap.services import get
from bootstrap.services.spec import HttpProbe, MqttProbe, StateProbe, TcpProbe
from bootstrap.services.starving import starves
from core import sign_of_life
from core.processes import Identity, lives
from core.scrub import register

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.services.spec import Probe

_MOST: Final = 1 << 20
_STARVED: Final = 6.0  # times as long may be silent what gets no processor; what spins on a busy machine looks alike
# MQTT 3.1.1, section 3.2.2.3; the broker's own words are not in the packet.
_REFUSALS: Final = {
    1: "unacceptable protocol version",
    2: "client id rejected",
    3: "server unavailable",
    4: "wrong user name or password",
    5: "not authorised",
}
# Mosquitto 2: who connects, from where, under which name; later only the name or, before it is told, only the address.
_CAME: Final = re.compile(r"New client connected from (?P<address>\S+) as (?P<client>\S+) \(.*u'(?P<user>[^']*)'\)")
_ABOUT: Final = re.compile(r"New (?:client connected|connection) from (\S+) |Client (\S+)(?: \[\S+\])? disconnected\.$")


def check(probe: Probe, timeout: float) -> str | None:
    """None if healthy, else what is wrong, in words.

    Args:
        probe: whom to ask what.
        timeout: seconds for each step.
    """
    try:
        match probe:
            case TcpProbe():
                socket.create_connection((probe.host, probe.port), timeout).close()
                return None
            case HttpProbe():
                return _http(probe, timeout)
            case MqttProbe():
                return _mqtt(probe, timeout)
            case StateProbe():
                return _tells(probe)
    except (OSError, ValueError) as error:
        return _words(error)


def _words(error: OSError | ValueError) -> str:
    """What the system calls it, and of which file; never by a number or the name of a class."""
    if not isinstance(error, OSError) or error.strerror is None:
        return str(error) or "no response"
    return f"{error.strerror}: {error.filename}" if error.filename else error.strerror


def wait_healthy(
    ask: Callable[[], str | None],
    seconds: float,
    give_up: Callable[[], str | None],
    pause: Callable[[float], None] = time.sleep,
) -> str | None:
    """Ask until all is well; None, or what is not.

    Args:
        ask: None if healthy, else what is wrong.
        seconds: the one deadline for all of it.
        give_up: a reason not to wait any longer, such as that the process has ended; None to go on.
        pause: waits between two questions.
    """
    deadline = time.monotonic() + seconds
    while (wrong := ask()) is not None:
        if reason := give_up():
            return reason
        if time.monotonic() > deadline:
            return f"{wrong} (waited {seconds:.0f} s)"
        pause(0.05)
    return None


def _http(probe: HttpProbe, timeout: float) -> str | None:
    status, body = get.get(probe.url, timeout, _MOST)
    if status != probe.status:
        return f"{probe.url} returned HTTP {status}"
    if probe.key is None:
        return None
    found = json.loads(body)
    value = found.get(probe.key) if isinstance(found, dict) else None
    return (
        None
        if value == probe.value
        else f"unexpected response from {probe.url}: {probe.key} is {value!r}, expected {probe.value!r}"
    )


def _mqtt(probe: MqttProbe, timeout: float) -> str | None:
    password = register(probe.password_file.read_text("utf-8").strip())
    with socket.create_connection((probe.host, probe.port), timeout) as connection:
        connection.settimeout(timeout)
        connection.sendall(connect_packet(probe.username, password))
        answer = _exactly(connection, 4)
        connection.sendall(b"\xe0\x00")  # DISCONNECT
    if answer[0] != 0x20:  # noqa: PLR2004 - CONNACK
        return f"port {probe.port} responds, but is not an MQTT broker"
    code = answer[3]
    return None if code == 0 else f"the broker rejected {probe.username}: {_REFUSALS.get(code, code)}"


def connect_packet(username: str, password: str) -> bytes:
    """An MQTT 3.1.1 CONNECT with a clean session and no client id (MQTT 3.1.1, section 3.1)."""
    body = (
        _text("MQTT") + bytes([4, 0b1100_0010]) + struct.pack(">H", 10) + _text("") + _text(username) + _text(password)
    )
    if len(body) > 127:  # noqa: PLR2004 - one byte of length; a name and a password of ours never need two
        raise ValueError("user name and password are too long")
    return bytes([0x10, len(body)]) + body


def without_traces(probe: Probe, lines: list[str]) -> list[str]:
    """Lines of a service's log but for those that its probe leaves there: a broker writes three for each.

    Args:
        probe: of the service.
        lines: in their order.
    """
    if not isinstance(probe, MqttProbe):
        return lines
    came = [found for line in lines if (found := _CAME.search(line)) and found["user"] == probe.username]
    ours = {found[name] for found in came for name in ("address", "client")}

    def told(line: str) -> bool:
        about = _ABOUT.search(line)
        return about is not None and not ours.isdisjoint(about.groups())

    return [line for line in lines if not told(line)]


def at_work(probe: Probe) -> Identity | None:
    """The process that serves already, whoever started it; None where a probe cannot tell, or none does."""
    state = _state(probe) if isinstance(probe, StateProbe) else {}
    return Identity.read(state) if lives(state) and state.get("stopped") is not True else None


def ended_in_order(probe: Probe, one: Identity) -> bool:
    """Whether a process that is gone had said that it ended."""
    state = _state(probe) if isinstance(probe, StateProbe) else {}
    return state.get("stopped") is True and Identity.read(state) == one


def _tells(probe: StateProbe) -> str | None:
    state = _state(probe)
    if not lives(state):
        return "it has not told its state yet"
    silent = time.monotonic() - (sign_of_life.heard(probe.path) or float(state.get("beat") or 0.0))
    limit = probe.between if state.get("stopped") is True else probe.seconds
    if silent <= limit or (silent <= _STARVED * limit and starves(int(state["pid"]))):
        return None
    return f"no sign of life for {silent:.0f} s"


def _state(probe: StateProbe) -> dict[str, Any]:
    try:
        found = json.loads(probe.path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _text(value: str) -> bytes:
    data = value.encode()
    return struct.pack(">H", len(data)) + data


def _exactly(connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = connection.recv(count - len(data))
        if not more:
            raise ConnectionError("the connection was closed without a response")
        data += more
    return data
