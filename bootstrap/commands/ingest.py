"""`ingest`: what many edge machines publish, into one database."""

from pathlib import Path
from typing import Annotated

import typer


def ingest(
    *,
    config: Annotated[Path, typer.Option(help="Configuration file (YAML) with a telemetry section.", metavar="FILE")],
    group: Annotated[
        str | None,
        typer.Option(
            help="Group name; processes with the same group share the load. Default: this process reads everything.",
            metavar="NAME",
        ),
    ] = None,
    prefix: Annotated[
        str | None,
        typer.Option(
            help="Topic prefix to read, for example traffic/+. Default: telemetry.mqtt.prefix and one level below it.",
            metavar="FILTER",
        ),
    ] = None,
    state: Annotated[Path | None, typer.Option(help="Folder for the journal.", metavar="FOLDER")] = None,
) -> int:
    """Read events from an MQTT broker and write them to InfluxDB. Several processes can share the load."""
    import signal  # noqa: PLC0415 - a verb pays only for what it uses
    import threading  # noqa: PLC0415 - as above

    from core import paths  # noqa: PLC0415 - as above
    from core.settings import WithoutCameras, load  # noqa: PLC0415 - as above
    from core.telemetry import ingest_state  # noqa: PLC0415 - as above
    from core.telemetry.ingest import Ingest  # noqa: PLC0415 - as above

    folder = state or paths.state_dir()
    running = Ingest(load(config, WithoutCameras).telemetry, folder, group, prefix)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    running.start()
    while not stop.wait(10.0):
        typer.echo(ingest_state.line(running.stats()))
        ingest_state.write(folder, running.stats())
    running.close()
    typer.echo(ingest_state.line(running.stats()))
    ingest_state.write(folder, running.stats(), ended=True)
    return 0
