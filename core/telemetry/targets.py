"""From the settings to the servers."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from paho.mqtt.enums import MQTTProtocolVersion

from core.errors import UserError
from core.settings.models import Mqtt
from core.sinks.connection import Target
from core.sinks.secrets import Watched, reveal
from core.topics import SITE_LEVEL

if TYPE_CHECKING:
    from core.settings.models import Influx, Settings


def mqtt_options(settings: Settings) -> Mqtt | None:
    """How to publish, or None if nothing is to be published; the embedded profile always publishes."""
    options = _mqtt(settings)
    return options and options.model_copy(update={"prefix": at_site(options.prefix, settings.site)})


def _mqtt(settings: Settings) -> Mqtt | None:
    return settings.telemetry.mqtt or (Mqtt() if settings.telemetry.profile == "embedded" else None)


def at_site(prefix: str, site: str) -> str:
    """A prefix that may have a level for the site, for this one."""
    return prefix.removesuffix(SITE_LEVEL) + f"/{site}" if prefix.endswith(SITE_LEVEL) else prefix


def mqtt_cursor(settings: Settings) -> str:
    """Another broker or prefix is another cursor: it has none of the history. A level for the site is none."""
    options = _mqtt(settings)
    if options is None:
        return ""
    embedded = settings.telemetry.profile == "embedded"
    place = "embedded" if embedded else f"{options.host}:{options.port}"
    return f"mqtt {place}/{options.prefix.removesuffix(SITE_LEVEL)}"


def influx_cursor(options: Influx | None) -> str:
    """Another server, organisation or bucket is another cursor."""
    return f"influx {options.url.masked} {options.org}/{options.bucket}" if options else ""


def mqtt_credentials(options: Mqtt) -> Watched:
    """The files that `mqtt_target` reads."""
    return Watched(options.password_file, options.ca_file, options.cert_file, options.key_file)


def influx_token(options: Influx) -> str | None:
    """The token to write with, as it is now.

    Raises:
        UserError: it cannot be read, or cannot be one.
    """
    return reveal(options.token, options.token_file, "InfluxDB token", ascii_only=True)


def mqtt_target(options: Mqtt, client_id: str, protocol: MQTTProtocolVersion = MQTTProtocolVersion.MQTTv5) -> Target:
    """The broker of the settings.

    Args:
        options: where it is, and as whom.
        client_id: how we are called there.
        protocol: 3.1.1 for a broker that is known to hang up at anything newer.

    Raises:
        UserError: a password, certificate or key cannot be read.
    """
    return Target(
        host=options.host,
        port=options.port,
        client_id=client_id,
        username=options.username,
        password=reveal(options.password, options.password_file, "MQTT password"),
        protocol=protocol,
        tls=_tls(options) if options.tls else None,
    )


def _tls(options: Mqtt) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=options.ca_file)
        if options.cert_file:
            context.load_cert_chain(options.cert_file, options.key_file)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise UserError(
            f"cannot set up TLS for the MQTT broker: {error}",
            "check telemetry.mqtt: ca_file, cert_file and key_file must be readable PEM files",
        ) from error
    return context
