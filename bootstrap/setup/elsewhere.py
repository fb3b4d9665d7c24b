"""The profiles without services here: `remote`, whose services others keep, and `embedded`, which needs none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from bootstrap.converge.resource import Difference, InOrder, Role
from bootstrap.setup import handout
from bootstrap.setup.handout import MACHINE_USER, SITES
from bootstrap.setup.resources import Directory, TextFile, none_here
from core.errors import UserError
from core.plain_files import decoded
from core.scrub import register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from urllib.parse import SplitResult

    from bootstrap.converge.resource import Finding, Resource
    from bootstrap.setup.context import Context

MQTT_SECRET: Final = "remote-mqtt"  # noqa: S105 - its name
INFLUX_SECRET: Final = "remote-influx"  # noqa: S105 - its name
READ_SECRET: Final = "remote-influx-read"  # noqa: S105 - its name
_SECTION: Final = "remote"
JOIN: Final = "join"  # a file from the machine whose services are to be used
_CREDENTIALS: Final = {
    "mqtt-password-file": MQTT_SECRET,
    "influx-token-file": INFLUX_SECRET,
    "influx-read-token-file": READ_SECRET,
}
_AUTHORITIES: Final = ("mqtt-ca", "influx-ca")
_PORTS: Final = {"mqtt": 1883, "mqtts": 8883}


def roles(context: Context) -> list[Role]:
    """Ending and forgetting the services here; for the remote profile also keeping its credentials.

    Raises:
        UserError: an address is missing or is none.
    """
    if context.profile == "remote":
        telemetry(context)  # wrong addresses are told before anything is done
        return [Role("remote", _remote)]
    return [Role("embedded", none_here)]


def _remote(context: Context) -> Iterator[Resource]:
    yield from none_here(context)
    yield Directory(context.layout.secrets, 0o700)
    for key, secret in _CREDENTIALS.items():
        if given := context.choices.remote.get(key):
            yield _Copied(secret, given, partial(_read, given))
    if file := context.choices.remote.get(JOIN):
        yield _Copied(MQTT_SECRET, file, handout.read(Path(file)).password.get_secret_value)
    for key, value in _chosen(context).items():
        if not key.endswith("-file"):
            yield _Remembered(key, value)
    yield Directory(context.layout.config(_SECTION), 0o700)
    for key in _AUTHORITIES:
        if text := context.notes.get(_SECTION, key):
            yield TextFile(_authority(key, context), str(text), 0o600)


def _chosen(context: Context) -> dict[str, str]:
    """What was chosen now; with what a file from another machine says, and certificates as their texts."""
    found, noted = dict(context.choices.remote), context.notes.section(_SECTION)
    if file := found.pop(JOIN, None):
        given = handout.read(Path(file))
        found |= {"mqtt": given.address, "mqtt-ca": given.ca}
    for key in _AUTHORITIES:
        if path := found.get(f"{key}-file"):
            found[key] = handout.certificate(_read(path), path)
        elif found.get(service := key.partition("-")[0], noted.get(service)) != noted.get(service):
            found.setdefault(key, "")  # another address: what the one before needed is no longer true
    return found


def _read(path: str) -> str:
    try:
        return decoded(Path(path).expanduser().read_bytes())
    except UnicodeDecodeError:
        raise UserError(f"{path} is not UTF-8 text", "save the file as plain text") from None


def _authority(key: str, context: Context) -> Path:
    return context.layout.config(_SECTION) / f"{key}.crt"


@dataclass(frozen=True, slots=True)
class _Copied:
    """A credential that was given in a file is among our secrets."""

    secret: str
    source: str
    read: Callable[[], str]

    @property
    def name(self) -> str:
        return f"secret {self.secret}"

    def inspect(self, context: Context) -> Finding:
        same = context.secrets.get(self.secret) == self._given()
        return InOrder("there") if same else Difference(f"to be copied from {self.source}")

    def apply(self, context: Context) -> None:
        context.secrets.put(self.secret, self._given())

    def _given(self) -> str:
        text = register(self.read().strip())
        if not text:
            raise UserError(f"{self.source} is empty", "specify the file that contains the credential")
        return text


@dataclass(frozen=True, slots=True)
class _Remembered:
    """An address is known for the next run."""

    key: str
    value: str

    @property
    def name(self) -> str:
        return f"remote {self.key}"

    def inspect(self, context: Context) -> Finding:
        before = context.notes.get(_SECTION, self.key) or ""
        return InOrder("known") if before == self.value else Difference("new", before, self.value)

    def apply(self, context: Context) -> None:
        context.notes.put(_SECTION, self.key, self.value or None)


def telemetry(context: Context) -> dict[str, Any]:
    """The `telemetry:` section for services elsewhere.

    Raises:
        UserError: there is no address, or one that is none.
    """
    given = {**context.notes.section(_SECTION), **_chosen(context)}
    if not given.get("mqtt"):
        raise UserError(
            "the remote profile requires a broker",
            "add --join FILE, or --mqtt mqtts://USER@HOST and optionally --influx URL",
        )
    found: dict[str, Any] = {"profile": "remote", "mqtt": _mqtt(given["mqtt"], context)}
    if given.get("influx"):
        found["influx"] = _influx(given, context)
    for key in _AUTHORITIES:
        if given.get(key):
            found[key.partition("-")[0]]["ca_file"] = str(_authority(key, context))
    return found


def _mqtt(address: str, context: Context) -> dict[str, Any]:
    url = _split(address, tuple(_PORTS), "mqtts://USER@HOST:PORT")
    found: dict[str, Any] = {"host": url.hostname, "port": url.port or _PORTS[url.scheme], "tls": url.scheme == "mqtts"}
    if url.username:
        secret = _credential(MQTT_SECRET, "mqtt-password-file", context, JOIN)
        user = unquote(url.username)
        own = {"prefix": SITES} if user.startswith(MACHINE_USER) else {}  # it may speak for its own site alone
        return {**found, "username": user, "password_file": secret, **own}
    return found


def _influx(given: dict[str, str], context: Context) -> dict[str, Any]:
    _split(given["influx"], ("http", "https"), "https://HOST:PORT")
    named = {key: given[f"influx-{key}"] for key in ("org", "bucket") if given.get(f"influx-{key}")}
    found = {"url": given["influx"], **named, "token_file": _credential(INFLUX_SECRET, "influx-token-file", context)}
    if context.choices.remote.get("influx-read-token-file") or context.secrets.get(READ_SECRET):
        found["read_token_file"] = str(context.secrets.path(READ_SECRET))
    return found


def _credential(secret: str, option: str, context: Context, *others: str) -> str:
    """The file that holds it, or will."""
    given = any(context.choices.remote.get(name) for name in (option, *others))
    if not given and context.secrets.get(secret) is None:
        raise UserError("no credential for the remote service", f"add --{option} FILE")
    return str(context.secrets.path(secret))


def _split(address: str, schemes: tuple[str, ...], form: str) -> SplitResult:
    try:
        url = urlsplit(address)
        port_is_one = url.port is None or url.port > 0
    except ValueError:
        port_is_one = False
    if not port_is_one or url.scheme not in schemes or not url.hostname:
        raise UserError("not a valid service address", f"use the form {form}")
    if url.password is not None:
        raise UserError("a password in an address is visible to other users", "put it in a file: --…-file FILE")
    return url
