"""Where the chain leads on this machine: from the profile that setup wrote, or a configuration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap import profile
from bootstrap.database import readable
from bootstrap.influx.site import OPERATOR
from bootstrap.profile import App
from bootstrap.secrets import SecretStore, register
from core.events import SELFTEST
from core.settings import load
from core.settings.models import Mqtt, Telemetry, WithoutCameras
from core.telemetry.secrets import reveal

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.layout import Layout
    from core.settings.models import Influx

_FLUSH_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Places:
    """The servers of the chain, and who we are there.

    Args:
        telemetry: as the engine's.
        app: as the app's; empty where others keep the services.
        secrets: of the installation.
    """

    telemetry: Telemetry
    app: App
    secrets: SecretStore

    @property
    def profile(self) -> str:
        """Its name."""
        return self.telemetry.profile

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


def find(layout: Layout, config: Path | None) -> Places:
    """Where the chain leads.

    Args:
        layout: the installation.
        config: a configuration whose telemetry section counts instead of the installation's.

    Raises:
        UserError: the profile is damaged, or the configuration wrong.
    """
    known = profile.read(layout.profile) or profile.Profile(Telemetry(), App())
    secrets = SecretStore(layout.secrets)
    if config is not None:
        settings = load(config, WithoutCameras)
        if "telemetry" in settings.model_fields_set:
            return Places(settings.telemetry, App(), secrets)
    return Places(known.telemetry, known.app, secrets)


def _registered(token: str | None) -> str:
    return register(token) if token else ""
