"""From the settings to the servers."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from paho.mqtt.enums import MQTTProtocolVersion

from core.errors import UserError
from core.settings.sinks.mqtt import Mqtt, options
from core.sinks.connection import Target
from core.sinks.secrets import Watched, reveal
from core.topics import SITE_LEVEL

if TYPE_CHECKING:
    from core.settings.models import Settings


def mqtt_options(settings: Settings) -> Mqtt | None:
    """How to publish, or None if nothing is to be published; the embedded profile always publishes."""
    found = options(settings.telemetry)
    return found and found.model_copy(update={"prefix": at_site(found.prefix, settings.site)})


def at_site(prefix: str, site: str) -> str:
    """A prefix that may have a level for the site, for this one."""
    return prefix.removesuffix(SITE_LEVEL) + f"/{site}" if prefix.endswith(SITE_LEVEL) else prefix


def mqtt_credentials(options: Mqtt) -> Watched:
    """The files that `mqtt_target` reads."""
    return Watched(options.password_file, options.ca_file, options.cert_file, options.key_file)


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
