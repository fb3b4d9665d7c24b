"""Releases that are not what the catalogue says, or that it does not vouch for."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from installed import Installed, failed

if TYPE_CHECKING:
    from pathlib import Path


def test_a_tampered_archive_is_refused_and_nothing_of_it_is_kept(
    empty: Installed, releases: Path, tmp_path: Path
) -> None:
    evil = tmp_path / "evil"
    shutil.copytree(releases, evil)
    for path in evil.glob("*.tar.gz"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    empty.mirror = evil.as_uri()
    report = empty.setup()
    (result,) = [task for task in report.tasks if task.state == "failed"]
    assert result.name == "influxdb : release influxdb"
    assert "SHA-256" in result.reason
    assert not list(empty.prefix.rglob("influxd"))
    assert not [path for path in empty.layout.cache.iterdir() if len(path.name) == 64]
    assert [task.reason for task in report.tasks if task.state == "skipped"] == ["influxdb failed"]


def test_an_archive_nobody_has_a_hash_for_is_not_taken(empty: Installed) -> None:
    text = empty.catalogue.read_text()
    empty.catalogue = empty.prefix.parent / "catalogue.json"
    empty.catalogue.write_text(text.replace('"sha256": "', '"note": "'))
    assert failed(empty.setup("influxdb")).name == "influxdb : release influxdb"
    assert not list(empty.prefix.rglob("influxd"))
