"""One transfer of a file from one address, continued where an earlier one broke off."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Protocol
from urllib.parse import urlsplit

from core.errors import UserError
from core.transfers import LARGEST, NoRoomError, TooMuchError, TooSlowError, bounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

#: Ending of the file beside a partial one that holds the server's name for its version.
TAG: Final = ".etag"
_CHUNK: Final = 256 * 1024
_RETRY: Final = frozenset({408, 429, 500, 502, 503, 504})
_PARTIAL: Final = 206
_OK: Final = 200
_RANGE_WRONG: Final = 416
_CONNECT_SECONDS: Final = 10.0
_READ_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file and what its bytes must be."""

    name: str
    urls: tuple[str, ...]
    sha256: str
    size: int | None = None


class Moved(Protocol):
    """Hears how far a transfer is."""

    def __call__(self, done: int, total: int | None) -> None:
        """`done` of `total` bytes are there."""


class BrokenOffError(Exception):
    """The transfer ended early; what came is kept. `after`: seconds the server wants us to wait."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class UselessError(BrokenOffError):
    """What came earlier cannot be continued."""


class TryNextError(Exception):
    """This address will not give the file."""


def transfer(url: str, part: Path, wanted: Wanted, moved: Moved) -> None:
    """Bring the bytes at `url` into `part`, after those that are there.

    Args:
        url: a web address or one of a file.
        part: the partial file.
        wanted: what is expected of it.
        moved: hears of progress.

    Raises:
        TryNextError: this address will not give the file.
        BrokenOffError: the transfer ended early; what came is kept.
        UserError: there is no room for it.
        OSError: it cannot be stored.
    """
    (_copy_file if urlsplit(url).scheme == "file" else _download)(url, part, wanted, moved)


def size(part: Path) -> int:
    """Bytes that are there already."""
    return part.stat().st_size if part.exists() else 0


def trouble(url: str) -> str:
    """Why a file cannot be had from there now, in words; empty if it can. Fetches no more than its first bytes."""
    import httpx  # noqa: PLC0415 - as below

    if urlsplit(url).scheme == "file":
        return "" if Path(_path(urlsplit(url).path)).is_file() else "file not found"
    try:
        with _client() as client, client.stream("GET", url, headers={"Range": "bytes=0-0"}) as answer:
            return "" if answer.is_success else f"HTTP {answer.status_code}"
    except httpx.HTTPError as error:
        return _unconnected(error)


def _copy_file(url: str, part: Path, wanted: Wanted, moved: Moved) -> None:
    parts = urlsplit(url)
    path = _path(f"//{parts.netloc}{parts.path}" if parts.netloc not in ("", "localhost") else parts.path)
    try:
        with Path(path).open("rb") as source, part.open("wb") as target:
            _store(iter(lambda: source.read(_CHUNK), b""), target, 0, wanted.size, moved)
    except FileNotFoundError:
        raise TryNextError("file not found") from None


def _download(url: str, part: Path, wanted: Wanted, moved: Moved) -> None:
    import httpx  # noqa: PLC0415 - a run that fetches nothing must not pay for it

    headers, have = _resume_headers(part)
    try:
        with _client() as client, client.stream("GET", url, headers=headers) as answer:
            start = _check_answer(answer, have)
            if not start:
                part.unlink(missing_ok=True)  # killed in between, the old bytes must not be found with the new name tag
            _remember(part, answer)
            total = _total(answer, start) or wanted.size
            _check_size(answer, start, wanted)
            with part.open("ab" if start else "wb") as target:
                _store(_within_bounds(answer, part, start, wanted), target, start, total, moved)
    except httpx.UnsupportedProtocol as error:
        raise TryNextError(str(error)) from None
    except httpx.ConnectError as error:
        raise TryNextError(_unconnected(error)) from None
    except httpx.ConnectTimeout:  # nor will it answer the next time: this is how a network without a way out looks
        raise TryNextError(f"timed out after {_CONNECT_SECONDS:.0f} s") from None
    except httpx.TooManyRedirects:
        raise TryNextError("too many redirects") from None
    except httpx.TransportError as error:
        raise BrokenOffError(f"connection lost after {size(part)} bytes ({type(error).__name__})") from None
    if total is not None and size(part) < total:
        raise BrokenOffError(f"connection lost after {size(part)} of {total} bytes")


def _unconnected(error: Exception) -> str:
    """In words; the operating system's number says nothing to people."""
    text = re.sub(r"^\[[^]]*\] ", "", str(error))
    return f"connection failed ({text or type(error).__name__})"


def _client() -> httpx.Client:
    import httpx  # noqa: PLC0415 - as above

    from core import web  # noqa: PLC0415 - as above

    return web.client(httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS))


def _resume_headers(part: Path) -> tuple[dict[str, str], int]:
    """Ask only for what is missing, and only if the file there is still the same one."""
    headers = {"Accept-Encoding": "identity", "User-Agent": "smart-intersection"}
    have = size(part)
    tag = part.with_suffix(TAG)
    if have:
        headers["Range"] = f"bytes={have}-"
        if tag.exists():
            headers["If-Range"] = tag.read_text("ascii")
    return headers, have


def _remember(part: Path, answer: httpx.Response) -> None:
    """A strong validator of what is being fetched, for If-Range (RFC 9110, section 13.1.5)."""
    value = answer.headers.get("etag", "")
    tag = part.with_suffix(TAG)
    if value and not value.startswith("W/") and value.isascii():
        tag.write_text(value, "ascii")
    else:
        tag.unlink(missing_ok=True)


def _check_answer(answer: httpx.Response, have: int) -> int:
    """Byte the answer's content begins at: a 200 to a range request is the whole file and must not be appended."""
    if answer.status_code == _PARTIAL and have:
        given = answer.headers.get("content-range", "")
        if given.startswith(f"bytes {have}-"):
            return have
        raise UselessError(f"unexpected range ({given})")
    if answer.status_code == _OK:
        return 0
    if answer.status_code == _RANGE_WRONG and have:
        raise UselessError("range not available")
    if answer.status_code in _RETRY:
        raise BrokenOffError(f"HTTP {answer.status_code}", _seconds(answer.headers.get("retry-after")))
    raise TryNextError(f"HTTP {answer.status_code}")


def _seconds(value: str | None) -> float | None:
    return float(value) if value and value.isdecimal() else None


def _total(answer: httpx.Response, start: int) -> int | None:
    length = answer.headers.get("content-length", "")
    return start + int(length) if length.isdecimal() else None


def _check_size(answer: httpx.Response, start: int, wanted: Wanted) -> None:
    total = _total(answer, start)
    if wanted.size is not None and total is not None and total != wanted.size:
        raise TryNextError(f"has {total} bytes, expected {wanted.size}")


def _within_bounds(answer: httpx.Response, part: Path, start: int, wanted: Wanted) -> Iterator[bytes]:
    """Raw bytes as they were counted, and not more of them than there should be, nor at any pace."""
    try:
        # As it comes: what is gathered first would be lost when it breaks off.
        yield from bounded(answer.iter_raw(), start, wanted.size, part.parent)
    except TooMuchError:
        part.unlink(missing_ok=True)
        raise TryNextError(f"has more than {wanted.size or LARGEST} bytes") from None
    except TooSlowError:
        raise TryNextError("too slow") from None
    except NoRoomError as error:
        if wanted.size is None:  # nobody knows how much more there would have been
            part.unlink(missing_ok=True)
        raise UserError(f"{wanted.name}: {error}", "free some disk space, or choose another --prefix") from None


def _store(chunks: Iterator[bytes], target: IO[bytes], start: int, total: int | None, moved: Moved) -> None:
    done = start
    moved(done, total)
    try:
        for chunk in chunks:
            target.write(chunk)
            done += len(chunk)
            moved(done, total)
        target.flush()
        os.fsync(target.fileno())
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise UserError(
            f"the disk is full after {done} bytes of {target.name}", "free some disk space; the download then continues"
        ) from None


def _path(address: str) -> str:
    from urllib.request import url2pathname  # noqa: PLC0415 - few sources are files, and this takes longer than a look

    return url2pathname(address)
