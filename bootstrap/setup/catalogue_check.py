"""Comparing the catalogue with what the makers publish, on a connected machine: their checksums, and sizes of files.

Nobody's word is taken for a checksum that is known; a maker's is proposed where none is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import unquote

import httpx

from bootstrap.setup.download import masked
from core import web

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bootstrap.setup.catalogue import Artifact

_SECONDS: Final = 20.0
_LONGEST: Final = 1_000_000  # bytes of a list of checksums
_SUM: Final = re.compile(r"\b[0-9a-f]{64}\b")
#: By product, where its maker publishes checksums; the first that is there counts. {url}, {folder} and {version}.
_PLACES: Final = {
    "grafana": ("{url}.sha256",),
    "influxdb": ("{url}.sha256", "{folder}/influxdb2.v{version}.digests", "{folder}/influxdb.{version}.sha256"),
    "influx-cli": ("{url}.sha256",),
}

State = Literal["confirmed", "new", "differs", "missing", "unpublished", "unreachable"]


@dataclass(frozen=True, slots=True)
class Compared:
    """A row beside what its maker says.

    Attributes:
        row: of the catalogue.
        state: confirmed; new (we had no checksum); differs; missing (the file is gone); unpublished (its maker
            publishes no checksum that we know of); unreachable.
        what: why, in words.
        proposed: the row with what is new in it: checksum, size, who says so; None if nothing is.
    """

    row: Artifact
    state: State
    what: str
    proposed: Artifact | None = None

    @property
    def wrong(self) -> bool:
        """Whether somebody has to look."""
        return self.state in ("differs", "missing")

    @property
    def single(self) -> bool:
        """Whether its checksum still rests on one source."""
        return self.row.sha256 is not None and not (self.proposed or self.row).corroboration


def compare(rows: Sequence[Artifact]) -> Iterator[Compared]:
    """Ask for each row that has an address, one after another; takes a second or so for each."""
    with web.client(httpx.Timeout(_SECONDS)) as client:
        for row in rows:
            if row.url is not None:
                yield _compared(row, row.url, client)


def _compared(row: Artifact, url: str, client: httpx.Client) -> Compared:
    try:
        with client.stream("GET", url) as answer:  # only its head is read
            status, told = answer.status_code, answer.headers.get("Content-Length", "")
        if status != httpx.codes.OK:
            return Compared(row, "missing", f"{masked(url)}: HTTP {status}")
        size = int(told) if told.isdecimal() and int(told) else None
        if row.size and size and row.size != size:
            return Compared(row, "differs", f"{size} bytes instead of {row.size}")
        return _by_sum(row.model_copy(update={"size": row.size or size}), row, _published(row, url, client))
    except httpx.HTTPError as error:
        return Compared(row, "unreachable", f"{masked(url)}: {error}")


def _by_sum(sized: Artifact, row: Artifact, published: tuple[str, str]) -> Compared:
    """Args: the row with its size, the row as it is, and the maker's checksum with its address."""
    digest, place = published
    if not digest:
        return Compared(row, "unpublished", "its maker publishes no checksum", sized if sized != row else None)
    if row.sha256 not in (None, digest):
        return Compared(row, "differs", f"{digest} instead of {row.sha256}: {masked(place)}")
    witness = f"maker's checksum: {masked(place)}"
    known = row.sha256 is not None
    more = {"corroboration": [*row.corroboration, *([witness] if witness not in row.corroboration else [])]}
    proposed = sized.model_copy(update=more if known else {"sha256": digest, "source": witness})
    return Compared(row, "confirmed" if known else "new", masked(place), proposed if proposed != row else None)


def _published(row: Artifact, url: str, client: httpx.Client) -> tuple[str, str]:
    folder = url.rpartition("/")[0]
    for place in _PLACES.get(row.product, ()):
        address = place.format(url=url, folder=folder, version=row.version)
        with client.stream("GET", address) as answer:
            if answer.status_code == httpx.codes.OK and int(answer.headers.get("Content-Length", "0")) <= _LONGEST:
                answer.read()
                if digest := _digest(answer.text, row.file_name):
                    return digest, address
    return "", ""


def _digest(text: str, name: str) -> str:
    """That of a file: alone, or in a line with its name, which may have the folder of the maker's machine before it."""
    if _SUM.fullmatch(text.strip()):
        return text.strip()
    for line in text.splitlines():
        words = [unquote(word).lstrip("*").rpartition("/")[2] for word in line.split()]
        if name in words and (found := _SUM.search(line)):
            return found.group()
    return ""
