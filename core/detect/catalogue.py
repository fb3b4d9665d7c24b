"""Models known by name: where they are fetched from and what they must hash to. One catalogue with what setup installs.

A model given as a path is the user's own choice and is not checked; one that we fetch is, each time it is used.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

CATALOGUE: Final = Path(__file__).parents[2] / "assets" / "catalogue.json"


class KnownModel(BaseModel):
    """One model of the catalogue: `urls` all give the same bytes, `about` says whose they are and on which terms."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = Field(pattern=r"^[A-Za-z0-9._-]+\.pt$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    urls: list[str]
    about: str


def known_models(catalogue: Path = CATALOGUE) -> dict[str, KnownModel]:
    """The catalogue's rows of weights, by name; several rows of a name are several addresses of one file."""
    found: dict[str, KnownModel] = {}
    for row in json.loads(catalogue.read_bytes())["artifacts"]:
        if row["kind"] == "weights":
            name, url = row["product"], row["url"]
            urls = [*found[name].urls, url] if name in found else [url]
            file = PurePosixPath(urlsplit(url).path).name
            found[name] = KnownModel(file=file, sha256=row["sha256"], urls=urls, about=row["note"])
    return found


def there(model: KnownModel, folder: Path) -> Path | None:
    """The model's file in `folder`, if it is there and what it should be."""
    path = folder / model.file
    return path if path.is_file() and sha256(path) == model.sha256 else None


def sha256(path: Path) -> str:
    """Hash of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
