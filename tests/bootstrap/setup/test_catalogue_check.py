"""The catalogue beside what the makers publish; the makers are a server of ours."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from command_line import call
from file_server import Habits, serving

from bootstrap.setup.catalogue import Artifact
from bootstrap.setup.catalogue_check import Compared, compare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATA = b"a release"
SUM = hashlib.sha256(DATA).hexdigest()
OTHER = hashlib.sha256(b"another").hexdigest()


class Makers:
    """They publish files and, in the way of each, checksums."""

    def __init__(self, base: str, habits: Habits) -> None:
        self.base, self.files = base, habits.files

    def row(self, product: str, name: str, **fields: Any) -> Artifact:
        usual = {"product": product, "version": "2.7.4", "os": "linux", "arch": "amd64", "kind": "archive"}
        found = {"sha256": SUM, "source": "somebody", "url": f"{self.base}/r/{name}"}
        return Artifact.model_validate({**usual, **found, **fields})

    def publish(self, name: str, data: bytes = DATA) -> None:
        self.files[f"/r/{name}"] = data


@pytest.fixture
def makers() -> Iterator[Makers]:
    habits = Habits()
    with serving(habits) as base:
        yield Makers(base, habits)


def compared(row: Artifact) -> Compared:
    (found,) = compare([row])
    return found


@pytest.mark.parametrize(
    ("product", "where", "text"),
    [
        ("grafana", "x.tar.gz.sha256", SUM),
        ("influxdb", "x.tar.gz.sha256", f"{SUM}  /somewhere/dist/x.tar.gz\n"),
        ("influxdb", "influxdb2.v2.7.4.digests", f"{OTHER}  /w/y.tar.gz\n{SUM}  /w/x.tar.gz\n"),
        ("influxdb", "influxdb.2.7.4.sha256", f"{OTHER} *y.tar.gz\n{SUM} *x.tar.gz\n"),
    ],
)
def test_a_makers_checksum_is_found_in_each_of_its_forms(makers: Makers, product: str, where: str, text: str) -> None:
    makers.publish("x.tar.gz")
    makers.publish(where, text.encode())
    found = compared(makers.row(product, "x.tar.gz"))
    assert (found.state, found.single, found.wrong) == ("confirmed", False, False)
    assert found.proposed
    assert found.proposed.size == len(DATA)
    assert found.proposed.corroboration == [f"maker's checksum: {makers.base}/r/{where}"]
    assert compared(found.proposed).proposed is None  # nothing new is left


def test_another_checksum_or_size_is_told_and_never_proposed(makers: Makers) -> None:
    makers.publish("x.tar.gz")
    makers.publish("x.tar.gz.sha256", OTHER.encode())
    found = compared(makers.row("grafana", "x.tar.gz"))
    assert (found.state, found.wrong, found.proposed) == ("differs", True, None)
    assert f"{OTHER} instead of {SUM}" in found.what
    assert compared(makers.row("grafana", "x.tar.gz", size=3)).what == f"{len(DATA)} bytes instead of 3"


def test_a_row_without_a_checksum_gets_the_makers(makers: Makers) -> None:
    makers.publish("x.tar.gz")
    makers.publish("x.tar.gz.sha256", SUM.encode())
    found = compared(makers.row("grafana", "x.tar.gz", sha256=None, source=""))
    assert found.state == "new"
    assert found.proposed
    assert found.proposed.sha256 == SUM


def test_what_is_gone_not_published_or_not_reachable_is_told_apart(makers: Makers) -> None:
    assert compared(makers.row("grafana", "gone.tar.gz")).state == "missing"
    makers.publish("m.exe")
    found = compared(makers.row("mosquitto", "m.exe", kind="nsis-exe"))
    assert (found.state, found.single) == ("unpublished", True)
    assert found.proposed
    assert found.proposed.size == len(DATA)
    assert compared(makers.row("grafana", "x", url="http://127.0.0.1:1/x")).state == "unreachable"


def test_the_command_tells_each_row_and_writes_what_is_new(makers: Makers, tmp_path: Path) -> None:
    makers.publish("x.tar.gz")
    makers.publish("x.tar.gz.sha256", SUM.encode())
    makers.publish("m.exe")
    rows = [makers.row("grafana", "x.tar.gz"), makers.row("mosquitto", "m.exe", kind="nsis-exe")]
    file, new = tmp_path / "catalogue.json", tmp_path / "new.json"
    file.write_text(json.dumps([row.model_dump(mode="json", exclude_none=True) for row in rows]))
    done = call("catalogue", "check", "--catalogue", str(file), "-o", str(new))
    assert done.returncode == 0, done.stderr
    assert "confirmed    grafana 2.7.4 linux amd64" in done.stdout
    assert "no second source for the checksum (1): mosquitto 2.7.4 linux amd64" in done.stdout
    assert [row["size"] for row in json.loads(new.read_text())] == [len(DATA), len(DATA)]
    makers.publish("x.tar.gz.sha256", OTHER.encode())
    assert call("catalogue", "check", "--catalogue", str(file)).returncode == 1
