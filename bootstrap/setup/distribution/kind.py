"""What fetching a program from a distribution takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

#: Line beginnings and words with which package managers tell why.
_CAUSES = ("E:", "No such command", "Err:", "Error", "error:", "dpkg: error", "fatal:", "No match", "Failed")
_LINES = 6


class Offer(NamedTuple):
    """What a distribution has: the version of the package, and all packages that are to be fetched for it."""

    version: str
    packages: tuple[str, ...]


class Distribution(Protocol):
    """One kind of distribution.

    `offer` and `fetch` reach the network and take minutes where that is slow; all raise UserError with the reason.
    """

    @property
    def name(self) -> str:
        """Of its package manager."""
        ...

    @property
    def tools(self) -> tuple[str, ...]:
        """Programs that must be there."""
        ...

    @property
    def suffix(self) -> str:
        """Of its packages' files: '.deb'."""
        ...

    def offer(self, package: str) -> Offer:
        """What there is of a package, as far as the machine knows."""
        ...

    def reach(self, package: str) -> None:
        """Whether it could be fetched now."""
        ...

    def refresh(self) -> None:
        """Learn what there is now, beside what the machine knows."""
        ...

    def fetch(self, offer: Offer, folder: Path) -> None:
        """Put an offer's files into an empty folder; only what bears the distribution's signature."""
        ...

    def unpack(self, file: Path, place: Path) -> None:
        """Unpack a file into a folder."""
        ...


def failed(what: str, text: str, remedy: str) -> UserError:
    """Why a tool failed: the lines that tell the cause, or its last ones."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for before, line in zip(["", *lines], lines, strict=False) if _tells(before, line)] or lines[-3:]
    return UserError(f"{what}: {' | '.join(dict.fromkeys(telling[:_LINES])) or 'no reason given'}", remedy)


def _tells(before: str, line: str) -> bool:
    """Dpkg gives the reason in the line after the one that names the package."""
    return line.startswith(_CAUSES) or (before.startswith("dpkg: error") and before.endswith(":"))
