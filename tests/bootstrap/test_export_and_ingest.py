"""The verbs `export` and `ingest` as a user meets them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest
from influxd_here import BUCKET, ORG, influxd

from bootstrap.cli import main
from core.events import Crossing, event_id, utc
from core.journal.journal import Journal
from core.settings.models import Journal as Bounds

if TYPE_CHECKING:
    from pathlib import Path

START = 1_777_878_000.0  # 2026-05-04 07:00 UTC


@pytest.fixture
def filled(home: Path) -> Path:
    """A journal with two crossings in the folder where the engine would have left it."""
    journal = Journal(home / "state" / "journal.sqlite", Bounds(), [])
    journal.open()
    for second in (10, 1_000):
        time = START + second
        place = {"site": "s", "camera": "cam", "line": "north", "direction": "forward", "track": 1, "class": "car"}
        name = event_id("s", "cam", "crossing", "1", time)
        journal.append([Crossing(id=name, time=utc(time), confidence=0.5, point=(1, 2), **place)])  # type: ignore[arg-type]
    journal.close()
    return journal.path


@pytest.mark.usefixtures("filled")
def test_counts_go_to_standard_output_or_a_file(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    assert main(["export", "counts", "--from", "2026-05-04T07:00Z", "--format", "json"]) == 0
    rows = json.loads(capsysbinary.readouterr().out)
    assert [(row["start"], row["count"], row["complete"]) for row in rows] == [
        ("2026-05-04T07:00:00+00:00", 1, False),
        ("2026-05-04T07:15:00+00:00", 1, False),
    ]
    target = tmp_path / "counts.xlsx"
    assert main(["export", "counts", "--bin", "1h", "--format", "xlsx", "-o", str(target)]) == 0
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--bin", "7m"], "not a valid bin length"),
        (["--from", "yesterday"], "--from: 'yesterday' is not a valid date"),
        (["--from", "2026-05-05", "--to", "2026-05-04"], "ends before it starts"),
        (["-o", "/nowhere/at/all.csv"], "cannot write"),
        (["--journal", "/nowhere.sqlite"], "no journal found"),
        (["--database"], "no database is configured"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(
    options: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "counts", *options]) == 2
    text = capsys.readouterr().err
    assert expected in text
    assert len(text.splitlines()) == 1


@pytest.mark.usefixtures("home")
def test_what_all_engines_counted_comes_from_the_database(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with influxd(tmp_path / "influxd") as place:
        labels = "site=s,camera=cam,line=north,direction=forward,class=car"
        head = {"Authorization": f"Token {place.writer.read_text()}"}
        lines = "\n".join(f"counts,{labels} count=1i {int(START) + second}000000000" for second in (10, 1_000))
        url = f"{place.url}/api/v2/write?org={ORG}&bucket={BUCKET}"
        assert httpx.post(url, content=lines, headers=head, trust_env=False).is_success
        section = {"profile": "remote", "influx": place.options(place.writer, read_token_file=str(place.reader))}
        (config := tmp_path / "c.yaml").write_text(json.dumps({"telemetry": section}))
        asked = ["--database", "--config", str(config), "--from", "2026-05-04T07:00Z", "--format", "json"]
        assert main(["export", "counts", *asked]) == 0
        rows = json.loads(capsysbinary.readouterr().out)
        assert main(["export", "violations", *asked]) == 2
    assert [(row["camera"], row["count"], row["complete"]) for row in rows] == [("cam", 1, False), ("cam", 1, False)]
    assert b"table 'violations' is not available from the database" in capsysbinary.readouterr().err


def test_a_file_that_is_no_journal_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.sqlite").write_bytes(b"hello " * 1_000)
    assert main(["export", "counts", "--journal", str(tmp_path / "x.sqlite")]) == 2
    assert "cannot read" in capsys.readouterr().err


def test_ingest_needs_no_cameras_but_a_broker_and_a_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "central.yaml"
    config.write_text("site: central\ntelemetry: {profile: remote, mqtt: {host: 127.0.0.1}}\n")
    assert main(["ingest", "--config", str(config)]) == 2
    assert "telemetry.mqtt and telemetry.influx" in capsys.readouterr().err
