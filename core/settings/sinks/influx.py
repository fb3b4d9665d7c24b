"""A database, by line protocol."""

from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field, SecretStr

from core.settings.address import Address, File
from core.settings.basics import Strict
from core.settings.sinks.kind import SinkKind
from core.words import Words

if TYPE_CHECKING:
    from core.settings.models import Telemetry


class Influx(Strict):
    """The InfluxDB 2 (or any line protocol receiver) that time series are written to."""

    url: Address
    org: str = "smart-intersection"
    bucket: str = "traffic"
    token: SecretStr | None = None
    token_file: File | None = None
    read_token_file: File | None = Field(
        None,
        description="A token with read access to the bucket, for the app. Default: the one made by setup, else token.",
    )
    downsampled: str | None = Field(
        None,
        description="Bucket of 15-minute values that the database makes of single events. Setup fills this in. If a "
        "recording is counted again, the values of the earlier count are deleted there, too.",
    )
    downsampled_days: Annotated[int, Field(ge=1)] = Field(
        29, description="How many days back the database makes 15-minute values again; older ones are kept."
    )
    ca_file: File | None = None
    batch_points: Annotated[int, Field(ge=1, le=100_000)] = 5_000
    flush_seconds: Annotated[float, Field(gt=0, le=60)] = Field(
        1.0, description="Maximum waiting time of an incomplete batch, in seconds."
    )


def cursor(options: Influx | None) -> str:
    """Another server, organisation or bucket is another cursor."""
    return f"influx {options.url.masked} {options.org}/{options.bucket}" if options else ""


def _cursor(telemetry: "Telemetry") -> str:
    return cursor(telemetry.influx)


KIND: Final = SinkKind(
    name="influx",
    settings=Influx,
    title=Words("InfluxDB", "InfluxDB"),
    label=Words("InfluxDB delivery", "InfluxDB-Zustellung"),
    cursor=_cursor,
    order=2,
)
