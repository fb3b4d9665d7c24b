"""The files Grafana takes its data source, dashboards and alert rules from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

from bootstrap.grafana.site import DATASOURCE

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "Smart Intersection"
SOURCE_NAME: Final = "Smart Intersection"  # Grafana knows data sources by name: not one that others choose, too
PROVIDER: Final = "smart-intersection"
_HEADER: Final = "# Written by setup; the next run writes it anew.\n"


def datasource(url: str, org: str, bucket: str, token: Path) -> str:
    """The data source: Flux, a fixed uid, the token from its file.

    Args:
        url: of InfluxDB.
        org: organization.
        bucket: the default one.
        token: file of a token that may read it.
    """
    source = {
        "name": SOURCE_NAME,
        "uid": DATASOURCE,
        "type": "influxdb",
        "access": "proxy",
        "orgId": 1,
        "url": url,
        "editable": False,
        "jsonData": settings(org, bucket),
        "secureJsonData": {"token": f"$__file{{{token.as_posix()}}}"},
    }
    return _yaml({"apiVersion": 1, "datasources": [source]})


def settings(org: str, bucket: str) -> dict[str, Any]:
    """The part of the data source that its API shows, too."""
    return {"version": "Flux", "organization": org, "defaultBucket": bucket, "timeInterval": "1s", "maxSeries": 1000}


def dashboards(folder: Path) -> str:
    """The provider: Grafana looks into the folder again and again, and its files are always right.

    A dollar is written twice, as Grafana puts environment variables in the place of names after one.
    """
    provider = {
        "name": PROVIDER,
        "orgId": 1,
        "folder": FOLDER,
        "folderUid": "smart-intersection",
        "type": "file",
        "disableDeletion": False,
        "updateIntervalSeconds": 10,
        "allowUiUpdates": False,
        "options": {"path": folder.as_posix().replace("$", "$$"), "foldersFromFilesStructure": False},
    }
    return _yaml({"apiVersion": 1, "providers": [provider]})


def _yaml(content: dict[str, Any]) -> str:
    return _HEADER + yaml.safe_dump(content, sort_keys=False)
