"""Fetching models of the catalogue; only who has to pays for what it takes to ask the internet."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import httpx
from filelock import FileLock

from core import web
from core.detect.catalogue import sha256, there
from core.errors import UserError
from core.patience import patiently
from core.transfers import NoRoomError, TooMuchError, TooSlowError, bounded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.detect.catalogue import KnownModel

_TIMEOUT: Final = httpx.Timeout(30.0, connect=5.0)
_LARGEST: Final = 1_000_000_000  # bytes; nothing else says how many there should be


def fetch(model: KnownModel, folder: Path, progress: Callable[[str], None]) -> Path:
    """The model's file in `folder`, downloaded if it is not there or not what it should be.

    Raises:
        UserError: it cannot be had; says where to put it by hand.
    """
    path = folder / model.file
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / f"{model.file}.lock"):
        for left in folder.glob(f"{model.file}.*.part"):  # of one that was killed: nobody else is at it
            left.unlink(missing_ok=True)
        if there(model, folder):
            return path
        reason = "the catalogue lists no download address"
        for url in model.urls:
            try:
                progress(f"downloading {model.file} from {urlsplit(url).hostname}")
                return _download(url, model.sha256, path)
            except (httpx.HTTPError, OSError, ValueError) as error:
                reason = f"{urlsplit(url).hostname}: {error or type(error).__name__}"
    raise UserError(
        f"cannot download model {model.file} ({reason})",
        f"connect to the internet, or copy the file (SHA-256 {model.sha256}) to {path}",
    )


def _download(url: str, expected: str, path: Path) -> Path:
    """Fetch into a file beside `path` and move it there once its hash is right."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with web.client(_TIMEOUT) as client, client.stream("GET", url) as answer:
            answer.raise_for_status()
            _save(answer, part)
        if sha256(part) != expected:
            raise ValueError("checksum mismatch: the downloaded file is not the one in the catalogue")
        return patiently(lambda: part.replace(path))
    finally:
        part.unlink(missing_ok=True)


def _save(answer: httpx.Response, part: Path) -> None:
    try:
        with part.open("wb") as file:
            for piece in bounded(answer.iter_bytes(1 << 16), 0, _LARGEST, part.parent):
                file.write(piece)
    except NoRoomError as error:
        raise ValueError(str(error)) from None
    except TooMuchError:
        raise ValueError("the downloaded file is too large") from None
    except TooSlowError:
        raise ValueError("the download is too slow") from None
