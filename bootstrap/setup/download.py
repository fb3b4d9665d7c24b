"""Bytes from somewhere, believed only when their SHA-256 is the expected one.

The cache names files by their hash, so presence is proof. A partial file has another name and is continued; only a
transfer that broke off leaves one. A wrong hash removes it and is final: no other address may cure it.
"""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bootstrap.converge.resource import RefusedError
from bootstrap.files import sha256, sync_folder
from bootstrap.setup.transfer import TAG, BrokenOffError, TryNextError, UselessError, size, transfer
from core.errors import UserError
from core.patience import patiently
from core.transfers import SPARE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.setup.transfer import Moved, Wanted

_PAUSES: Final = (0.5, 1.0, 2.0, 4.0)  # between attempts at one address
_LONGEST_PAUSE: Final = 30.0
_ATTEMPTS: Final = 1000


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
        except (TryNextError, BrokenOffError) as error:
            problems.append(f"{masked(url)}: {error}")
    reason = "; ".join(problems) or "it is not in the bundle"
    raise UnavailableError(
        f"cannot download {wanted.name}: {reason}",
        "check network and proxy settings and run this again; without network access use --mirror URL, "
        f"--offline BUNDLE (see: bundle create), or place the file at {cache / wanted.sha256}",
        ("--mirror", "--offline"),
    )


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
    if part.exists() and sha256(part) == wanted.sha256:  # whole, but we were killed before it got its name
        return _publish(part, wanted, url)
    failures = 0
    for _ in range(_ATTEMPTS):
        have = size(part)
        try:
            transfer(url, part, wanted, moved)
            if have and sha256(part) != wanted.sha256:  # the fault may be in what lay here: once more, from the start
                raise UselessError("the downloaded parts do not match")
            return _publish(part, wanted, url)
        except BrokenOffError as error:
            if isinstance(error, UselessError):
                part.unlink(missing_ok=True)
            failures = 1 if size(part) > have else failures + 1  # a bad line that brings something is worth its time
            if failures > len(_PAUSES):
                raise
            pause(min(error.after or _PAUSES[failures - 1], _LONGEST_PAUSE))
    raise BrokenOffError(f"connection lost {_ATTEMPTS} times")


def _publish(part: Path, wanted: Wanted, url: str) -> Path:
    """Check the whole file as it lies on the disk, then give it its name."""
    found = sha256(part)
    if found != wanted.sha256:
        length = part.stat().st_size
        part.unlink()
        raise UserError(
            f"{masked(url)} is not {wanted.name}: its SHA-256 is {found} ({length} bytes), expected {wanted.sha256}",
            "the file was deleted. Try another mirror",
        )
    final = part.with_suffix("")
    patiently(lambda: part.replace(final))
    part.with_suffix(TAG).unlink(missing_ok=True)
    sync_folder(final.parent)
    return final
