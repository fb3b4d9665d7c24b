"""`ingest`: what many edge machines publish, into one database."""

from pathlib import Path
from typing import Annotated

import typer


def ingest(
    *,
    config: Annotated[Path, typer.Option(help="Configuration file (YAML) with a telemetry section.", metavar="FILE")],
    group: Annotated[
        str, typer.Option(help="Group name; processes with the same group share the load.", metavar="NAME")
    ] = "ingest",
    prefix: Annotated[
        str | None,
        typer.Option(
            help="Topic prefix to read, for example traffic/+. Default: telemetry.mqtt.prefix.", metavar="FILTER"
        ),
    ] = None,
    state: Annotated[Path | None, typer.Option(help="Folder for the journal.", metavar="FOLDER")] = None,
) -> int:
    """Read events from an MQTT broker and write them to InfluxDB. Several processes share the load."""
    import signal  # noqa: PLC0415 - a verb pays only for what it uses
    import threading  # noqa: PLC0415 - as above

    from core import paths  # noqa: PLC0415 - as above
    from core.settings import WithoutCameras, load  # noqa: PLC0415 - as above
    from core.telemetry.ingest import Ingest  # noqa: PLC0415 - as above

    running = Ingest(load(config, WithoutCameras).telemetry, state or paths.state_dir(), group, prefix)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    running.start()
    while not stop.wait(10.0):
        typer.echo(_line(running.stats()))
    running.close()
    typer.echo(_line(running.stats()))
    return 0


def _line(stats: dict[str, dict[str, object]]) -> str:
    intake, influx = stats["intake"], stats["sinks"]["influx"]
    assert isinstance(influx, dict)  # noqa: S101 - the shape of Ingest.stats()
    return (
        f"received {intake['received']} ({intake['state']}), written {influx['acked']} ({influx['state']}), "
        f"waiting {influx['backlog']}, set aside {influx['set_aside']}"
    )
