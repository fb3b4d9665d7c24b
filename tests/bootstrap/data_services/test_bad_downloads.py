"""Releases whose way here goes wrong: cut off, tampered with, or never whole."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from installed import Installed, changed, failed

if TYPE_CHECKING:
    from pathlib import Path

    from packing import Mirror


def test_a_download_that_breaks_off_goes_on_where_it_was(empty: Installed, mirror: Mirror) -> None:
    mirror.cuts, before = [1000], len(mirror.asked)
    changed(empty.setup("influxdb"))
    assert [wanted for path, wanted in mirror.asked[before:] if "influxdb2-2.9.1" in path] == ["", "bytes=1000-"]
    assert empty.bucket()


def test_a_tampered_archive_is_refused_and_a_good_one_taken_later(
    empty: Installed, releases: Path, tmp_path: Path
) -> None:
    evil = tmp_path / "evil"
    shutil.copytree(releases, evil)
    for path in evil.glob("*.tar.gz"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    good, empty.mirror = empty.mirror, evil.as_uri()
    report = empty.setup()
    (result,) = [task for task in report.tasks if task.state == "failed"]
    assert result.name == "influxdb : release influxdb"
    assert "SHA-256" in result.reason
    assert not list(empty.prefix.rglob("influxd"))
    assert [task.reason for task in report.tasks if task.state == "skipped"] == ["influxdb failed"]
    empty.mirror = good
    changed(empty.setup("influxdb"))


def test_an_archive_nobody_has_a_hash_for_is_not_taken(empty: Installed) -> None:
    text = empty.catalogue.read_text()
    empty.catalogue = empty.prefix.parent / "catalogue.json"
    empty.catalogue.write_text(text.replace('"sha256": "', '"note": "'))
    assert failed(empty.setup("influxdb")).name == "influxdb : release influxdb"
    assert not list(empty.prefix.rglob("influxd"))
