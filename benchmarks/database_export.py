"""Exports of a month from the database, beside a bare read of the same answers, on this machine, in one run.

    python -m benchmarks.database_export [--rounds 3]

A server in a process of its own hands over what InfluxDB would of a busy junction: 220,000 speeds, and two zones every
15 seconds for 30 days, made beforehand. `httpx` reads these bytes and drops them; ours makes a file of them. What the
genuine server takes to find them is not in here.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import resource
import statistics
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from core.reports import flux
from core.reports.distributions import AT_LINE, ZONE
from core.reports.export import save
from core.reports.span import Span
from core.settings.sinks.influx import Influx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DAYS, DAY = 30, 86_400
BEGIN = 1_777_852_800  # 2026-05-04T00:00:00Z
SPEEDS, LINES = 220_000, 8
INTERVAL, ZONES = 15, 2
_HEAD = """\
#datatype,string,long,string,dateTime:RFC3339,double{strings}\r
#group,false,false,true,false,false{trues}\r
#default,_result,,,,{blanks}\r
,result,table,_field,_time,_value,{names}\r
"""
_SCRIPTS: dict[str, Any] = {
    "spot_speeds": lambda start: flux.speeds("traffic", start, start + DAY, AT_LINE),
    "occupancy": lambda start: flux.fillings("traffic", start, start + DAY, ZONE),
}


def _table(names: tuple[str, ...], fields: tuple[str, ...], places: list[str], times: Callable[[], Any]) -> bytes:
    count = len(names)
    parts = [_HEAD.format(strings=",string" * count, trues=",true" * count, blanks="," * count, names=",".join(names))]
    for number, (place, field) in enumerate((place, field) for place in places for field in fields):
        parts += [f",,{number},{field},{moment},{value},{place}\r\n" for moment, value in times()]
    return "".join([*parts, "\r\n"]).encode()


def _times(day: int, count: int) -> Iterator[tuple[str, float]]:
    for index in range(count):
        at = datetime.fromtimestamp(BEGIN + day * DAY + index * DAY / count, UTC)
        digits = f"{at.microsecond // 1_000:03}{index * 7_919 % 1_000_000:06}"
        yield f"{at:%Y-%m-%dT%H:%M:%S}.{digits}Z", index % 900 / 10


def _day(day: int) -> dict[str, bytes]:
    lines = [f"junction,north,stop {one},forward,car" for one in range(LINES)]
    zones = [f"junction,north,zone {one},approach" for one in range(ZONES)]
    fields = ("error_kmh", "speed_kmh")
    return {
        "speeds": _table(AT_LINE, fields, lines, partial(_times, day, SPEEDS // LINES // DAYS)),
        "occupancy": _table(ZONE, flux.FILLED, zones, partial(_times, day, DAY // INTERVAL)),
    }


def _serve(told: Any) -> None:  # noqa: ANN401 - a pipe's end
    """Answer scripts about whole days; nothing else has anything in it."""
    days = [_day(day) for day in range(DAYS)]

    class Http(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = _asked(days, self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Http)
    told.send(server.server_address[1])
    server.serve_forever()


def _asked(days: list[dict[str, bytes]], script: str) -> bytes:
    ends = {"first()": BEGIN, "last()": BEGIN + DAYS * DAY - 1}
    for one in (at for which, at in ends.items() if which in script):
        moment = f"{datetime.fromtimestamp(one, UTC):%Y-%m-%dT%H:%M:%S}Z"
        return f"#datatype,string,long,dateTime:RFC3339\r\n,result,table,_time\r\n,,0,{moment}\r\n\r\n".encode()
    name = next((one for one in days[0] if re.search(rf'_measurement == \\?"{one}', script)), "")
    start = re.search(r"range\(start: ([0-9T:-]+)Z", script)
    if not name or not start or "_15m" in script:
        return b""
    return days[int(datetime.fromisoformat(f"{start[1]}+00:00").timestamp() - BEGIN) // DAY][name]


def _bare(url: str, what: str) -> int:
    """Bytes of all days."""
    total = 0
    with httpx.Client(trust_env=False) as client:
        for day in range(DAYS):
            script = _SCRIPTS[what](float(BEGIN + day * DAY))
            with client.stream("POST", f"{url}/api/v2/query", content=script) as answer:
                total += sum(len(chunk) for chunk in answer.iter_bytes())
    return total


def _timed(run: Callable[[], int]) -> tuple[float, float, int]:
    begun, used = time.perf_counter(), time.process_time()
    size = run()
    return time.perf_counter() - begun, time.process_time() - used, size


def _median(times: list[tuple[float, float, int]]) -> str:
    wall, used = (statistics.median(one[place] for one in times) for place in (0, 1))
    return f"{wall:6.2f} s  {used:6.2f} s of a processor  {times[0][2]:>12,}"


def _measure(url: str, folder: Path, rounds: int) -> None:
    where = Influx.model_validate({"url": url, "token": "t"})
    span = Span(folder, float(BEGIN), float(BEGIN + DAYS * DAY), 900, where)
    for what in _SCRIPTS:
        runs: dict[str, Callable[[], int]] = {
            "httpx, bytes": partial(_bare, url, what),
            "ours, rows": partial(save, what, span, "csv", folder / what),
        }
        for name, run in runs.items():
            print(f"{what:<12}{name:<14}{_median([_timed(run) for _ in range(rounds)])}", flush=True)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        _measure(f"http://127.0.0.1:{ours.recv()}", Path(folder), rounds)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")
    server.terminate()


if __name__ == "__main__":
    main()
