"""A broker, by MQTT."""

from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import Field, SecretStr

from core.settings.address import File
from core.settings.basics import Strict
from core.settings.sinks.kind import SinkKind
from core.topics import SITE_LEVEL
from core.words import Words

if TYPE_CHECKING:
    from core.settings.models import Telemetry

Prefix = Annotated[str, Field(max_length=1024, pattern=r"^[^$#+\x00-\x1f\x7f-\x9f][^#+\x00-\x1f\x7f-\x9f]*$")]


class TopicOptions(Strict):
    """How events are published on one topic. QoS 0 is not acknowledged: what is on its way can be lost."""

    qos: Literal[0, 1, 2] = 1
    retain: bool = False


class Topics(Strict):
    """The topics below the prefix."""

    detection: TopicOptions = TopicOptions()
    violations: TopicOptions = TopicOptions()
    performance: TopicOptions = TopicOptions()


class Mqtt(Strict):
    """The broker events are published to. Left out in the embedded profile, whose broker is built in."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 1883
    username: str | None = None
    password: SecretStr | None = None
    password_file: File | None = None
    prefix: Prefix = "traffic"
    topics: Topics = Topics()
    tls: bool = False
    ca_file: File | None = None
    cert_file: File | None = Field(None, description="Client certificate (PEM), if the broker requires one.")
    key_file: File | None = Field(None, description="The client certificate's key, if it is not in cert_file.")


def options(telemetry: "Telemetry") -> Mqtt | None:
    """How to publish, or None if nothing is to be published; the embedded profile always publishes."""
    return telemetry.mqtt or (Mqtt() if telemetry.profile == "embedded" else None)


def _cursor(telemetry: "Telemetry") -> str:
    """Another broker or prefix is another cursor. A level for the site is none."""
    found = options(telemetry)
    if found is None:
        return ""
    place = "embedded" if telemetry.profile == "embedded" else f"{found.host}:{found.port}"
    return f"mqtt {place}/{found.prefix.removesuffix(SITE_LEVEL)}"


KIND: Final = SinkKind(
    name="mqtt",
    settings=Mqtt,
    title=Words("MQTT", "MQTT"),
    label=Words("MQTT delivery", "MQTT-Zustellung"),
    cursor=_cursor,
    order=1,
)
