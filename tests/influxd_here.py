"""InfluxDB on this machine, its double or the genuine one, onboarded, with a token for each right a client may have."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import genuine
import httpx
from ports import free_port

from bootstrap.influx.client import Influx
from bootstrap.influx.models import Kind, Permission

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.telemetry import Telemetry

TESTS = Path(__file__).parent
OPERATOR = "t" * 86 + "=="
ORG, BUCKET, SUMS = "smart-intersection", "traffic", "traffic_15m"
_MAIN = """
import sys
sys.path[:0] = sys.argv.pop(1).split(";")
from influxd_double.cli import main
main("2.9.1")
"""


class Place(NamedTuple):
    """The server, and files with tokens."""

    url: str
    reader: Path
    writer: Path

    def options(self, token: Path, **more: Any) -> dict[str, Any]:
        """The section telemetry.influx."""
        found = {"url": self.url, "org": ORG, "bucket": BUCKET, "token_file": str(token), "flush_seconds": 0.05}
        return {**found, **more}


@contextmanager
def influxd(folder: Path) -> Iterator[Place]:
    """Run it with its data in `folder`."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    command = [*_program(), "--bolt-path", str(folder / "influxd.bolt"), "--engine-path", str(folder / "engine")]
    command += ["--sqlite-path", str(folder / "influxd.sqlite"), "--http-bind-address", f"127.0.0.1:{port}"]
    folder.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            while not _answers(url):
                assert process.poll() is None
                time.sleep(0.1)
            yield Place(url, *_tokens(url, folder))
        finally:  # or a test that fails would wait for its end
            process.terminate()


def _program() -> list[str]:
    if genuine.releases():
        return [str(genuine.program("influxdb", "influxd", "influxd.exe")), "--reporting-disabled=true"]
    found = ";".join((str(TESTS / "doubles"), str(TESTS / "core" / "telemetry")))
    return [sys.executable, "-c", _MAIN, found]


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/ready", trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def _tokens(url: str, folder: Path) -> list[Path]:
    """One that may only read both buckets, and one that may only write them."""
    anybody, operator = Influx(url), Influx(url, OPERATOR)
    anybody.onboard(user="admin", password=OPERATOR[:20], token=OPERATOR, org=ORG, bucket=BUCKET, retention=0)
    org = operator.organization(ORG)
    assert org
    operator.make_bucket(org.id, SUMS, "", 0)
    buckets = [one for name in (BUCKET, SUMS) if (one := operator.bucket(org.id, name))]
    kinds = [Kind.model_validate({"type": "buckets", "id": bucket.id, "orgID": org.id}) for bucket in buckets]
    files = []
    for action in ("read", "write"):
        rights = [Permission.model_validate({"action": action, "resource": kind}) for kind in kinds]
        files.append(folder / f"{action}.token")
        files[-1].write_text(operator.make_authorization(org.id, action, rights).token)
    return files


def settled(telemetry: Telemetry, events: int) -> None:
    """Wait until the sink has delivered so many events and refused none."""
    deadline = time.monotonic() + 60
    while telemetry.stats()["sinks"]["influx"]["acked"] < events:
        assert time.monotonic() < deadline, telemetry.stats()
        time.sleep(0.05)
    assert telemetry.stats()["sinks"]["influx"]["set_aside"] == 0
