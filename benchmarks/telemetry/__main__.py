"""What telemetry costs and how fast it is, beside the peers, on this machine, in one run.

`python -m benchmarks.telemetry [--quick]` prints the table that benchmarks/RESULTS.md has. Needs mosquitto
and victoria-metrics; every pair of ours and theirs talks to the same server with the same events, in turns.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import paho.mqtt.client as paho
from influxdb_client import InfluxDBClient, Point, WriteOptions
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), *(str(ROOT / "tests" / folder) for folder in (".", "core/telemetry"))]

import structlog  # noqa: E402 -- after the path is set
from samples import EPOCH, crossing, one_of_each, settings  # noqa: E402
from servers import Mosquitto, Victoria, free_port  # noqa: E402

from core.events import dump  # noqa: E402
from core.journal.journal import Journal  # noqa: E402
from core.journal.reader import Reader  # noqa: E402
from core.journal.rows import encode  # noqa: E402
from core.journal.store import Store  # noqa: E402
from core.journal.totals import Settled  # noqa: E402
from core.settings.models import Journal as Bounds  # noqa: E402
from core.telemetry import Telemetry  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.events import Crossing

GROUP = 5_000


def journal_rates(folder: Path, events: list[Crossing]) -> dict[str, float]:
    """Events a second: rows appended in groups, whole events through the writer's path, and drained by a sink."""
    rows = [encode(event) for event in events]
    store = Store(folder / "groups.sqlite", ["sink"])
    began = time.perf_counter()
    for start in range(0, len(rows), GROUP):
        store.commit(rows[start : start + GROUP], {}, 0, EPOCH)
    append = len(rows) / (time.perf_counter() - began)
    began = time.perf_counter()
    for start in range(0, len(rows), GROUP):
        store.commit(rows[start : start + GROUP], {}, 0, EPOCH)
    replay = len(rows) / (time.perf_counter() - began)
    if not store.totals.appended == store.totals.duplicates == len(rows):
        raise RuntimeError("the journal does not hold what it was given")
    store.close()
    store = Store(folder / "events.sqlite", ["sink"])
    began = time.perf_counter()
    for start in range(0, len(events), GROUP):
        store.commit([encode(event) for event in events[start : start + GROUP]], {}, 0, EPOCH)
    encoded = len(rows) / (time.perf_counter() - began)
    store.close()
    return {"append": append, "append encoded": encoded, "replay": replay, "drain": _drain(folder / "groups.sqlite")}


def _drain(path: Path) -> float:
    journal = Journal(path, Bounds(), ["sink"])
    journal.open()
    reader, position, total = Reader(journal), 0, journal.totals.last
    began = time.perf_counter()
    while position < total:
        batch = reader.after(position, GROUP, 10**9)
        position = batch[-1].seq
        journal.settle("sink", Settled(position, len(batch)))
    rate = total / (time.perf_counter() - began)
    reader.close()
    journal.close()
    return rate


def _until(done: Callable[[], bool]) -> None:
    while not done():
        time.sleep(0.002)


def _filled(folder: Path, events: list[Crossing], cursor_options: dict[str, Any]) -> Telemetry:
    """Telemetry whose journal holds `events` already, so that only delivery is timed."""
    telemetry = Telemetry(settings(**cursor_options), folder)
    journal = telemetry._journal  # noqa: SLF001 -- filled without its sinks
    journal.open()
    for start in range(0, len(events), 10_000):
        journal.append(events[start : start + 10_000])
        journal.flush(60)
    journal.close()
    return Telemetry(settings(**cursor_options), folder)


def mqtt_ours(folder: Path, port: int, events: list[Crossing]) -> float:
    """Events a second from the journal to the last PUBACK."""
    telemetry = _filled(folder, events, {"profile": "local", "mqtt": {"port": port}})
    telemetry.start()
    _until(lambda: telemetry.stats()["sinks"]["mqtt"]["state"] == "running")
    began, before = time.perf_counter(), telemetry.stats()["sinks"]["mqtt"]["acked"]
    journal = telemetry._journal  # noqa: SLF001 -- its position moves with each PUBACK, its counters with each commit
    cursor = telemetry._cursors["mqtt"]  # noqa: SLF001
    _until(lambda: journal.position(cursor) == len(events))
    rate = (len(events) - before) / (time.perf_counter() - began)
    telemetry.close(5)
    return rate


def mqtt_bare(port: int, events: list[Crossing]) -> float:
    """The same payloads handed to a bare paho client, which keeps them in memory, to the last PUBACK."""
    bodies = [dump(event) for event in events]
    acknowledged = [0]

    def on_publish(*_: object) -> None:
        acknowledged[0] += 1

    client = paho.Client(CallbackAPIVersion.VERSION2, client_id="bare", protocol=MQTTProtocolVersion.MQTTv5)
    client.on_publish = on_publish
    client.connect("127.0.0.1", port)
    client.loop_start()
    _until(client.is_connected)
    began = time.perf_counter()
    for body in bodies:
        client.publish("traffic/detection", body, 1)
    _until(lambda: acknowledged[0] == len(events))
    rate = len(events) / (time.perf_counter() - began)
    client.disconnect()
    client.loop_stop()
    return rate


def influx_ours(folder: Path, url: str, events: list[Crossing]) -> float:
    """Events a second from the journal to the last 204."""
    telemetry = _filled(folder, events, {"profile": "local", "influx": {"url": url, "flush_seconds": 0.05}})
    journal, cursor = telemetry._journal, telemetry._cursors["influx"]  # noqa: SLF001 -- see mqtt_ours
    began = time.perf_counter()
    telemetry.start()
    _until(lambda: journal.position(cursor) == len(events))
    rate = len(events) / (time.perf_counter() - began)
    telemetry.close(5)
    return rate


def influx_batching(url: str, events: list[Crossing]) -> float:
    """The same points through influxdb-client's batching WriteApi, which keeps them in memory, to the last 204."""
    written = [0]

    def on_success(_conf: object, data: bytes | str) -> None:
        written[0] += (data if isinstance(data, bytes) else data.encode()).count(b"\n") + 1

    began = time.perf_counter()
    with InfluxDBClient(url=url, token="none", org="o", enable_gzip=True) as client:  # noqa: S106 -- wants none
        options = WriteOptions(batch_size=GROUP, flush_interval=50)
        with client.write_api(write_options=options, success_callback=on_success) as api:
            for event in events:
                api.write("traffic", "o", _point(event))
            _until(lambda: written[0] >= len(events))
            return len(events) / (time.perf_counter() - began)


def _point(event: Crossing) -> Point:
    point = Point("counts").tag("site", event.site).tag("camera", event.camera).tag("line", event.line)
    point = point.tag("direction", event.direction).tag("class", event.cls).field("count", 1)
    point = point.field("confidence", event.confidence).field("track", event.track).field("event", event.id)
    return point.time(round(event.time.timestamp() * 1e9))


def frame_delay(folder: Path, seconds: float, *, cameras: int = 4, fps: int = 25) -> list[float]:
    """Milliseconds each emit() took: cameras at work, four events a frame, both sinks down, the writer writing."""
    options = {"mqtt": {"port": free_port()}, "influx": {"url": f"http://127.0.0.1:{free_port()}"}}
    telemetry = Telemetry(settings(profile="local", **options), folder)
    telemetry.start()
    delays: list[list[float]] = [[] for _ in range(cameras)]

    def camera(number: int) -> None:
        for frame in range(int(seconds * fps)):
            events = [crossing(frame * 4 + k, f"cam-{number}") for k in range(3)] + one_of_each()[:1]
            began = time.perf_counter()
            telemetry.emit(events)
            delays[number].append((time.perf_counter() - began) * 1_000)
            time.sleep(1 / fps)

    threads = [threading.Thread(target=camera, args=(number,)) for number in range(cameras)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    telemetry.close(0)
    return sorted(delay for each in delays for delay in each)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the events, one run of each")
    parser.add_argument("--output", type=Path, help="write the table there, too")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    scale, runs = (10, 1) if options.quick else (1, 3)
    folder = Path(tempfile.mkdtemp())
    try:
        text = _table(folder, runs, scale)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(text)
    if options.output:
        options.output.write_text(text, "utf-8")


def _fresh(folder: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=folder))


def _table(folder: Path, runs: int, scale: int) -> str:
    many = [crossing(number) for number in range(500_000 // scale)]
    some = many[: 30_000 // scale]
    rates = [journal_rates(_fresh(folder), many) for _ in range(runs)]
    journal = {key: statistics.median(rate[key] for rate in rates) for key in rates[0]}
    broker, database = Mosquitto(_fresh(folder)), Victoria(_fresh(folder))
    broker.start()
    database.start()
    try:
        mqtt = [(mqtt_ours(_fresh(folder), broker.port, some), mqtt_bare(broker.port, some)) for _ in range(runs)]
        points = many[: 100_000 // scale]
        influx = [
            (influx_ours(_fresh(folder), database.url, points), influx_batching(database.url, points))
            for _ in range(runs)
        ]
    finally:
        broker.stop()
        database.stop()
    delays = frame_delay(_fresh(folder), 60 / scale)
    p50, p99 = delays[len(delays) // 2], delays[int(len(delays) * 0.99)]
    appended = f"journal: rows appended in groups of {GROUP:,}, synchronous=FULL, unique key ({len(many):,})"
    published = f"MQTT 5, QoS 1, mosquitto, journal to last PUBACK ({len(some):,}); peer: bare paho from memory"
    written = f"line protocol, VictoriaMetrics, journal to last 204 ({len(points):,}); peer: influxdb-client batching"
    emitted = f"emit() of 4 events, both sinks down, 4 cameras at 25 fps ({len(delays):,} calls), p99"
    rows = [
        [appended, *_rate(journal["append"]), "at least 100,000/s"],
        ["the same from event objects, JSON included", *_rate(journal["append encoded"]), ""],
        ["the same events once more: all recognised as duplicates", *_rate(journal["replay"]), ""],
        ["journal: read and acknowledged by one sink", *_rate(journal["drain"]), "at least 100,000/s"],
        [published, *_pair(mqtt), "at least 0.9"],
        [written, *_pair(influx), "at least 1.0"],
        [emitted, f"{p99:.3f} ms", "", "", "at most 0.5 ms"],
        ["the same, median and worst", f"{p50:.3f}, {delays[-1]:.3f} ms", "", "", ""],
    ]
    return _text(rows, runs)


def _pair(pairs: list[tuple[float, float]]) -> list[str]:
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    return [f"{ours:,.0f}/s", f"{theirs:,.0f}/s", f"{ratio:.2f}"]


def _rate(value: float) -> list[str]:
    return [f"{value:,.0f}/s", "", ""]


def _text(rows: list[list[str]], runs: int) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("paho-mqtt", "influxdb-client", "pydantic"))
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    lines = [
        "## Telemetry",
        "",
        f"`python -m benchmarks.telemetry`: medians of {runs} runs, ours and theirs in turns against the same server.",
        f"{machine}; {packages}.",
        "",
        "| measured | ours | peer | ratio | goal |",
        "|---|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
