"""Where the chain leads on this machine: to what the engine really uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from paho.mqtt.enums import MQTTProtocolVersion

from bootstrap import profile, route
from bootstrap.database import readable
from bootstrap.influx.names import OPERATOR
from bootstrap.profile import App
from bootstrap.route import Ends
from bootstrap.secrets import SecretStore
from core import paths
from core.errors import UserError
from core.live import read_state
from core.scrub import register
from core.settings.sinks.mqtt import Mqtt
from core.sinks.secrets import reveal
from core.site_names import SELFTEST
from core.telemetry.targets import at_site

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.layout import Layout
    from bootstrap.route import Route
    from core.settings.models import Telemetry
    from core.settings.sinks.influx import Influx

_FLUSH_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Places:
    """The servers of the chain, and who we are there.

    Args:
        telemetry: as the engine's.
        app: as the app's; empty where others keep the services.
        secrets: of the installation.
        route: where data go, beside what is installed.
    """

    telemetry: Telemetry
    app: App
    secrets: SecretStore
    route: Route

    @property
    def profile(self) -> str:
        """Its name."""
        return self.telemetry.profile

    @property
    def protocol(self) -> MQTTProtocolVersion:
        """The broker inside an engine knows no MQTT 5, and hangs up."""
        own = self.route.running and self.route.used.broker == route.BUILT_IN
        return MQTTProtocolVersion.MQTTv311 if own else MQTTProtocolVersion.MQTTv5

    @property
    def shown(self) -> str:
        """The same for people: a broker inside the engine stays that, however it is reached."""
        return "embedded" if self.route.used.broker == route.BUILT_IN else self.profile

    @property
    def mqtt(self) -> Mqtt | None:
        """How the engine publishes, but on topics of our own: nobody who reads the engine's shall hear of this."""
        options = self.telemetry.mqtt
        if self.profile == "embedded":
            options = (options or Mqtt()).model_copy(update={"port": 0})  # its own broker, whatever runs on that port
        return options.model_copy(update={"prefix": f"{options.prefix}/{SELFTEST}"}) if options else None

    @property
    def influx(self) -> Influx | None:
        """How the engine writes, without waiting for more."""
        options = self.telemetry.influx
        return options.model_copy(update={"flush_seconds": _FLUSH_SECONDS}) if options else None

    @property
    def may_read(self) -> bool:
        """Whether there is a credential that is meant for reading the database."""
        return self.app.influx is not None or bool(self.telemetry.influx and self.telemetry.influx.read_token_file)

    def read_token(self) -> str:
        """For the database, as the app has it.

        Raises:
            UserError: its file cannot be read.
        """
        options = readable(self.telemetry.influx, self.app.influx)
        return _registered(reveal(options.token, options.token_file, "token for reading InfluxDB") if options else None)

    def delete_token(self) -> str:
        """For the database, with the right to delete.

        Raises:
            UserError: its file cannot be read.
        """
        return _registered(self.secrets.get(OPERATOR) or self._write_token())

    def _write_token(self) -> str | None:
        options = self.telemetry.influx
        return reveal(options.token, options.token_file, "InfluxDB token") if options else None


def find(layout: Layout, config: Path | None, runtime: Path | None = None) -> Places:
    """Where the chain leads: where the engine that runs sends events, else where the one that Start starts would.

    Args:
        layout: the installation.
        config: a configuration that is followed instead.
        runtime: where the engine publishes; None for the usual place.

    Raises:
        UserError: the profile is damaged, the configuration wrong, or an engine runs on what is configured no longer.
    """
    runtime = runtime or paths.runtime_dir()
    known = profile.read(layout.profile)
    own = route.planned(runtime, config)
    way = route.find(layout, runtime, config)
    telemetry = route.merged(own, known)
    if way.running and (known_now := route.configured(telemetry)) != way.used:
        telemetry = _as_it_was(telemetry, way, known_now)
    if way.running and way.used.broker == route.BUILT_IN:
        telemetry = _its_own_broker(telemetry, read_state(runtime) or {})
    if telemetry.mqtt is not None:
        prefix = at_site(telemetry.mqtt.prefix, route.site(runtime, config))
        telemetry = telemetry.model_copy(update={"mqtt": telemetry.mqtt.model_copy(update={"prefix": prefix})})
    app = known.app if known and way.used == way.installed else App()
    return Places(telemetry, app, SecretStore(layout.secrets), way)


def _as_it_was(telemetry: Telemetry, way: Route, now: Ends) -> Telemetry:
    """An engine that began before the last setup goes on with its own broker; other credentials are known no more."""
    if way.used == Ends(route.BUILT_IN):
        return telemetry.model_copy(update={"profile": "embedded", "mqtt": None, "influx": None})
    raise UserError(
        f"the engine uses another configuration: it sends events to {way.used.broker or 'nowhere'} and time series "
        f"to {way.used.database or 'nowhere'}, now {now.broker or 'nowhere'} and {now.database or 'nowhere'} are set",
        "restart the engine",
    )


def _its_own_broker(telemetry: Telemetry, state: dict[str, Any]) -> Telemetry:
    """The broker inside the running engine, as a program beside it reaches it."""
    broker = state["broker"]
    host, _, port = str(broker["address"]).rpartition("/")[2].partition(":")
    login = {"username": broker["username"], "password_file": str(broker["password_file"])}
    reached = Mqtt.model_validate({"host": host, "port": int(port), "prefix": broker["prefix"], **login})
    return telemetry.model_copy(update={"profile": "remote", "mqtt": reached})


def _registered(token: str | None) -> str:
    return register(token) if token else ""
