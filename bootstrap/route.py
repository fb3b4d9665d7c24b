"""Where data really go, beside where they would go to what is installed here: one comparison for all who tell it."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple
from urllib.parse import urlsplit

from bootstrap import effective, profile
from bootstrap.engine_process import is_alive
from bootstrap.usual import usual
from core.live import read_state
from core.settings import load, parse
from core.settings.models import Telemetry, WithoutCameras

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bootstrap.layout import Layout
    from core.settings.models import Settings
    from core.settings.sinks.influx import Influx
    from core.settings.sinks.mqtt import Mqtt

#: The broker inside the engine, which has another port each time its own is taken.
BUILT_IN: Final = "built-in broker"
_PORTS: Final = {"mqtt": 1883, "mqtts": 8883, "http": 80, "https": 443}
_WORDS: Final = {"events": "events", "series": "time series"}
_LOCAL: Final = {"localhost": "127.0.0.1", "::1": "127.0.0.1"}

Mend = Literal["", "restart", "use-installed"]


class Ends(NamedTuple):
    """The receivers of events: addresses without credentials; empty where there is none."""

    broker: str = ""
    database: str = ""


class Apart(NamedTuple):
    """A receiver that is set up here and not used: for "events" or time "series", what is used, what is set up."""

    what: str
    used: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Route:
    """Where data go.

    Attributes:
        used: by the engine that runs, else by the one that Start would start.
        running: whether an engine runs, so that `used` is what it does and not what it would do.
        installed: by setup; None where nothing is set up.
        chosen: whether the configuration itself says where events go.
        file: that configuration; None if it was never saved.
    """

    used: Ends
    running: bool
    installed: Ends | None
    chosen: bool
    file: Path | None = None

    @property
    def differences(self) -> list[Apart]:
        """How that differs from what is installed."""
        return differences(self.used, self.installed)

    @property
    def problem(self) -> str:
        """The same as a sentence; empty where nothing differs."""
        who = "the engine sends" if self.running else "the engine would send"
        told = [
            f"{who} {_WORDS[one.what]} to {one.used or 'nowhere'}, but the installed service is {one.wanted}"
            for one in self.differences
        ]
        return "; ".join(told)

    @property
    def mend(self) -> Mend:
        """What brings both together: another beginning of the engine, or a configuration that leaves it to setup."""
        if not self.differences:
            return ""
        return "use-installed" if self.chosen else "restart"

    @property
    def remedy(self) -> str:
        """The same as a sentence."""
        return {
            "": "",
            "restart": "restart the engine; it was started before the installation changed",
            "use-installed": "remove the destinations from its telemetry section: "
            f"smart-intersection config use-installed {quote(str(self.file)) if self.file else 'FILE'}",
        }[self.mend]


def find(layout: Layout, runtime: Path, config: Path | None = None) -> Route:
    """Where data go on this machine.

    Args:
        layout: the installation.
        runtime: where the engine publishes.
        config: a configuration that is looked at instead of what runs.

    Raises:
        UserError: the profile is damaged, or the configuration is wrong.
    """
    known = profile.read(layout.profile)
    state = read_state(runtime) or {}
    running = config is None and is_alive(state)
    own, file = _planned(runtime, config)
    used = told(state) if running else configured(merged(own, known))
    return Route(used, running, installed(known), profile.chosen(own), file)


def planned(runtime: Path, config: Path | None = None) -> Telemetry:
    """The telemetry section of the engine that runs, or of what Start would run; of `config` if that is named.

    Raises:
        UserError: that configuration is wrong.
    """
    return _planned(runtime, config)[0]


def site(runtime: Path, config: Path | None = None) -> str:
    """The site of the same engine.

    Raises:
        UserError: that configuration is wrong.
    """
    return _own(runtime, config)[0].site


def _planned(runtime: Path, config: Path | None) -> tuple[Telemetry, Path | None]:
    """Its telemetry section, and the file it is in."""
    settings, file = _own(runtime, config)
    return settings.telemetry, file


def _own(runtime: Path, config: Path | None) -> tuple[Settings, Path | None]:
    if config is not None:
        return load(config, WithoutCameras), config
    one = effective.read(runtime)
    if not is_alive(read_state(runtime)):
        one = effective.current(one) if one else _saved()
    return (_parsed(one), one.file) if one else (WithoutCameras(), None)


def _saved() -> effective.Effective | None:
    """What Start would run where no engine ever ran; None for the simulated intersection, which says nothing of it."""
    return effective.effective(None, None, None) if usual() else None


def _parsed(one: effective.Effective) -> Settings:
    return parse(one.text, str(one.file or "the configuration"), folder=one.folder)


def merged(own: Telemetry, known: profile.Profile | None) -> Telemetry:
    """A configuration's own section with what is installed, as the engine takes both together."""
    return own if known is None or profile.chosen(own) else profile.beside(own, known.telemetry)


def configured(telemetry: Telemetry) -> Ends:
    """Where a checked configuration sends events."""
    mqtt, influx = telemetry.mqtt, telemetry.influx
    broker = BUILT_IN if telemetry.profile == "embedded" else _broker(mqtt) if mqtt else ""
    return Ends(broker, _database(influx) if influx else "")


def told(state: Mapping[str, Any]) -> Ends:
    """Where a running engine says that it sends events."""
    broker, database = _dict(state, "broker"), _dict(state, "database")
    address = str(broker.get("address") or "")
    place = f"{database.get('address')} {database.get('org')}/{database.get('bucket')}"
    return Ends(BUILT_IN if broker.get("embedded") is True else address, place if database.get("address") else "")


def installed(known: profile.Profile | None) -> Ends | None:
    """Where an installation wants events; None where nothing is set up or that has no receiver of its own."""
    if known is None or known.telemetry.profile == "embedded":
        return None
    return configured(known.telemetry)


def differences(used: Ends, wanted: Ends | None) -> list[Apart]:
    """The receivers that are set up here and that the engine does not use."""
    if wanted is None:
        return []
    pairs = (("events", used.broker, wanted.broker), ("series", used.database, wanted.database))
    return [Apart(what, one, other) for what, one, other in pairs if other and not _same(one, other)]


def _broker(options: Mqtt) -> str:
    return f"{'mqtts' if options.tls else 'mqtt'}://{options.host}:{options.port}"


def _database(options: Influx) -> str:
    return f"{options.url.masked} {options.org}/{options.bucket}"


def _same(one: str, other: str) -> bool:
    """Whether two addresses are one, however this machine, a usual port or an ending slash is written."""
    return _plain(one) == _plain(other)


def _plain(place: str) -> tuple[str, str, int | None, str, str]:
    address, _, inside = place.partition(" ")
    try:
        url = urlsplit(address)
        host, port = url.hostname or "", url.port or _PORTS.get(url.scheme)
    except ValueError:  # masked or written in a way that is no address
        return "", address, None, "", inside
    return url.scheme, _LOCAL.get(host, host), port, url.path.rstrip("/"), inside


def _dict(values: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = values.get(key)
    return found if isinstance(found, dict) else {}
