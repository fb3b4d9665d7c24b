"""Releases that are not what the catalogue says, or that it does not vouch for."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from installed import Installed, changed, failed

from bootstrap.files import sha256

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("service", ["influxdb", "grafana"])
def test_a_tampered_archive_is_refused_nothing_of_it_is_kept_and_the_right_one_is_taken_later(
    empty: Installed, releases: Path, tmp_path: Path, service: str
) -> None:
    good, evil = empty.mirror, tmp_path / "evil"
    shutil.copytree(releases, evil)
    for path in evil.glob(f"{service}*.tar.gz"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    empty.mirror = evil.as_uri()
    report = empty.setup()
    result = failed(report)
    assert result.name == f"{service} : release {service}"
    assert "SHA-256" in result.reason
    assert not empty.layout.product(service).exists()
    assert not [path for path in empty.layout.cache.iterdir() if sha256(path) != path.name]
    skipped = [task.reason for task in report.tasks if task.state == "skipped"]
    assert skipped == (["influxdb failed"] if service == "influxdb" else [])
    empty.mirror = good
    assert f"{service} : release {service}" in changed(empty.setup())
    assert empty.datasource_health() == "datasource is working. 2 buckets found"


def test_an_archive_nobody_has_a_hash_for_is_not_taken(empty: Installed) -> None:
    text = empty.catalogue.read_text()
    empty.catalogue = empty.prefix.parent / "catalogue.json"
    empty.catalogue.write_text(text.replace('"sha256": "', '"note": "'))
    assert "no checksum known" in failed(empty.setup("influxdb")).reason
    assert not list(empty.prefix.rglob("influxd"))
