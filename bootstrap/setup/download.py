"""Bytes from somewhere, believed only when their SHA-256 is the expected one.

The cache names files by their hash, so presence is proof. A partial file has another name and is continued; only a
transfer that broke off leaves one. A wrong hash removes it and is final: no other address may cure it.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Protocol
from urllib.parse import urlsplit

from bootstrap.converge.resource import RefusedError
from bootstrap.files import sha256, sync_folder
from core.errors import UserError
from core.patience import patiently
from core.transfers import LARGEST, SPARE, NoRoomError, TooMuchError, TooSlowError, bounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx

_CHUNK: Final = 256 * 1024
_RETRY: Final = frozenset({408, 429, 500, 502, 503, 504})
_PAUSES: Final = (0.5, 1.0, 2.0, 4.0)  # between attempts at one address
_LONGEST_PAUSE: Final = 30.0
_ATTEMPTS: Final = 1000
_PARTIAL: Final = 206
_OK: Final = 200
_RANGE_WRONG: Final = 416
_CONNECT_SECONDS: Final = 10.0
_READ_SECONDS: Final = 30.0
_TAG: Final = ".etag"


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


class _UselessError(BrokenOffError):
    """What came earlier cannot be continued."""


class _TryNextError(Exception):
    """This address will not give the file."""


class UnavailableError(RefusedError):
    """No address gives the file; what a wrong one gave is another matter."""


def cached(wanted: Wanted, cache: Path) -> Path | None:
    """The file if the cache has it; its bytes are checked again, and removed if they are not the right ones.

    Raises:
        OSError: the cache cannot be read.
    """
    final = cache / wanted.sha256
    if not final.is_file():
        return None
    if sha256(final) == wanted.sha256:
        return final
    final.unlink()
    return None


def fetch(wanted: Wanted, cache: Path, moved: Moved, pause: Callable[[float], None] = time.sleep) -> Path:
    """The file in the cache, fetched if need be.

    Args:
        wanted: what.
        cache: folder; made.
        moved: hears of progress.
        pause: waits between attempts.

    Raises:
        UnavailableError: it cannot be had; the message names addresses and folder.
        UserError: it is not what it should be, or there is no room for it.
        OSError: it cannot be stored.
    """
    if found := cached(wanted, cache):
        return found
    cache.mkdir(parents=True, exist_ok=True)
    _check_room(wanted, cache)
    problems: list[str] = []
    for url in wanted.urls:
        try:
            return _from(url, wanted, cache, moved, pause)
        except (_TryNextError, BrokenOffError) as error:
            problems.append(f"{masked(url)}: {error}")
    reason = "; ".join(problems) or "it is not in the bundle"
    raise UnavailableError(
        f"cannot download {wanted.name}: {reason}",
        "check network and proxy settings and run this again; without network access use --mirror URL, "
        f"--offline BUNDLE (see: bundle create), or place the file at {cache / wanted.sha256}",
        ("--mirror", "--offline"),
    )


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


def masked(url: str) -> str:
    """`url` without user, password and query."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return f"{parts.scheme}://{host}{f':{parts.port}' if parts.port else ''}{parts.path}"


def _check_room(wanted: Wanted, cache: Path) -> None:
    free = shutil.disk_usage(cache).free
    if wanted.size and free < wanted.size + SPARE:
        raise UserError(
            f"not enough disk space for {wanted.name}: {wanted.size / 1e6:.0f} MB needed, "
            f"{free / 1e6:.0f} MB free in {cache}",
            "free some disk space, or choose another --prefix",
        )


def _from(url: str, wanted: Wanted, cache: Path, moved: Moved, pause: Callable[[float], None]) -> Path:
    part = cache / f"{wanted.sha256}.part"
    transfer = _copy_file if urlsplit(url).scheme == "file" else _download
    if part.exists() and sha256(part) == wanted.sha256:  # whole, but we were killed before it got its name
        return _publish(part, wanted, url)
    failures = 0
    for _ in range(_ATTEMPTS):
        have = _size(part)
        try:
            transfer(url, part, wanted, moved)
            if have and sha256(part) != wanted.sha256:  # the fault may be in what lay here: once more, from the start
                raise _UselessError("the downloaded parts do not match")
            return _publish(part, wanted, url)
        except BrokenOffError as error:
            if isinstance(error, _UselessError):
                part.unlink(missing_ok=True)
            failures = 1 if _size(part) > have else failures + 1  # a bad line that brings something is worth its time
            if failures > len(_PAUSES):
                raise
            pause(min(error.after or _PAUSES[failures - 1], _LONGEST_PAUSE))
    raise BrokenOffError(f"connection lost {_ATTEMPTS} times")


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _publish(part: Path, wanted: Wanted, url: str) -> Path:
    """Check the whole file as it lies on the disk, then give it its name."""
    found = sha256(part)
    if found != wanted.sha256:
        size = part.stat().st_size
        part.unlink()
        raise UserError(
            f"{masked(url)} is not {wanted.name}: its SHA-256 is {found} ({size} bytes), expected {wanted.sha256}",
            "the file was deleted. Try another mirror",
        )
    final = part.with_suffix("")
    patiently(lambda: part.replace(final))
    part.with_suffix(_TAG).unlink(missing_ok=True)
    sync_folder(final.parent)
    return final


def _path(address: str) -> str:
    from urllib.request import url2pathname  # noqa: PLC0415 - few sources are files, and this takes longer than a look

    return url2pathname(address)


def _copy_file(url: str, part: Path, wanted: Wanted, moved: Moved) -> None:
    parts = urlsplit(url)
    path = _path(f"//{parts.netloc}{parts.path}" if parts.netloc not in ("", "localhost") else parts.path)
    try:
        with Path(path).open("rb") as source, part.open("wb") as target:
            _store(iter(lambda: source.read(_CHUNK), b""), target, 0, wanted.size, moved)
    except FileNotFoundError:
        raise _TryNextError("file not found") from None


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
        raise _TryNextError(str(error)) from None
    except httpx.ConnectError as error:
        raise _TryNextError(_unconnected(error)) from None
    except httpx.ConnectTimeout:  # nor will it answer the next time: this is how a network without a way out looks
        raise _TryNextError(f"timed out after {_CONNECT_SECONDS:.0f} s") from None
    except httpx.TooManyRedirects:
        raise _TryNextError("too many redirects") from None
    except httpx.TransportError as error:
        raise BrokenOffError(f"connection lost after {_size(part)} bytes ({type(error).__name__})") from None
    if total is not None and _size(part) < total:
        raise BrokenOffError(f"connection lost after {_size(part)} of {total} bytes")


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
    have = _size(part)
    tag = part.with_suffix(_TAG)
    if have:
        headers["Range"] = f"bytes={have}-"
        if tag.exists():
            headers["If-Range"] = tag.read_text("ascii")
    return headers, have


def _remember(part: Path, answer: httpx.Response) -> None:
    """A strong validator of what is being fetched, for If-Range (RFC 9110, section 13.1.5)."""
    value = answer.headers.get("etag", "")
    tag = part.with_suffix(_TAG)
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
        raise _UselessError(f"unexpected range ({given})")
    if answer.status_code == _OK:
        return 0
    if answer.status_code == _RANGE_WRONG and have:
        raise _UselessError("range not available")
    if answer.status_code in _RETRY:
        raise BrokenOffError(f"HTTP {answer.status_code}", _seconds(answer.headers.get("retry-after")))
    raise _TryNextError(f"HTTP {answer.status_code}")


def _seconds(value: str | None) -> float | None:
    return float(value) if value and value.isdecimal() else None


def _total(answer: httpx.Response, start: int) -> int | None:
    length = answer.headers.get("content-length", "")
    return start + int(length) if length.isdecimal() else None


def _check_size(answer: httpx.Response, start: int, wanted: Wanted) -> None:
    total = _total(answer, start)
    if wanted.size is not None and total is not None and total != wanted.size:
        raise _TryNextError(f"has {total} bytes, expected {wanted.size}")


def _within_bounds(answer: httpx.Response, part: Path, start: int, wanted: Wanted) -> Iterator[bytes]:
    """Raw bytes as they were counted, and not more of them than there should be, nor at any pace."""
    try:
        # As it comes: what is gathered first would be lost when it breaks off.
        yield from bounded(answer.iter_raw(), start, wanted.size, part.parent)
    except TooMuchError:
        part.unlink(missing_ok=True)
        raise _TryNextError(f"has more than {wanted.size or LARGEST} bytes") from None
    except TooSlowError:
        raise _TryNextError("too slow") from None
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
