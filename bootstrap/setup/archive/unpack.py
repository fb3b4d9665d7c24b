"""One way in for all formats, told apart by their first bytes, not by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.os_errors import tellable
from bootstrap.setup.archive import seven, tar, zip_
from bootstrap.setup.archive.names import HostileArchiveError, Ledger, Limits
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HEAD: Final = 512
_USTAR: Final = 257  # where a plain tar says what it is (POSIX.1-1988)


def unpack(archive: Path, target: Path, moved: Callable[[int], None], limits: Limits | None = None) -> None:
    """Unpack into `target`, which must not exist; half of it is left there on failure.

    Args:
        archive: zip, tar (plain, gz, xz), 7z, or an NSIS installer.
        target: folder to make.
        moved: hears how many bytes have come out.
        limits: how much may come out; None for the usual ones.

    Raises:
        HostileArchiveError: it must not be unpacked.
        UserError: it is damaged or of no kind we know.
        OSError: it could not be written.
    """
    ledger = Ledger(archive.stat().st_size, limits or Limits())
    target.mkdir(parents=True)
    try:
        _unpacker(archive)(archive, target, ledger, moved)
    except UserError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and tellable(error):  # the disk's, not the archive's
            raise
        # What unpacks meets garbage with whatever comes: struct.error, TypeError, MemoryError and their like.
        raise UserError(f"{archive.name} is damaged ({error or type(error).__name__})", "download it again") from None


def _unpacker(archive: Path) -> Callable[[Path, Path, Ledger, Callable[[int], None]], None]:
    with archive.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PK"):
        return zip_.unpack
    if head.startswith(b"7z\xbc\xaf\x27\x1c"):
        return seven.unpack_7z
    if head.startswith(b"MZ"):
        return seven.unpack_nsis
    if head.startswith((b"\x1f\x8b", b"\xfd7zXZ", b"BZh")) or head[_USTAR:].startswith(b"ustar"):
        return tar.unpack
    raise UserError(
        f"{archive.name} is not a supported archive", "supported: zip, tar.gz, tar.xz, 7z and NSIS installers"
    )


__all__ = ["HostileArchiveError", "unpack"]
