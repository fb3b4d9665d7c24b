"""The kinds of sources that there are, and the one place that decides what the text of a source means.

Each file in this folder with a `KIND` is one. How its pictures are got is in the file of the same name in
`core/sources/captures`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.addresses import is_url
from core.kinds.found import found
from core.kinds.sources.kind import Nature, Problem, SourceKind
from core.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FORMS", "LISTED", "SCHEMES", "SOURCES", "Nature", "Problem", "SourceKind", "is_live", "kind_of", "nature"]


def _known() -> dict[str, SourceKind]:
    """All kinds by name."""
    kinds: list[SourceKind] = found(__name__, __path__)
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: (kind.order, kind.name))}


def _listed() -> Words:
    """How all of them are written."""
    english, german = zip(*(kind.form for kind in SOURCES.values()), strict=True)
    return Words(f"{', '.join(english[:-1])} or {english[-1]}", f"{', '.join(german[:-1])} oder {german[-1]}")


#: By name, in the order in which people see them.
SOURCES: Final[Mapping[str, SourceKind]] = _known()
#: What an address with a host or a path may begin with.
SCHEMES: Final = tuple(begin for kind in SOURCES.values() for begin in kind.begins if begin.endswith("://"))
#: A list of how sources are written, and the advice to use one of them.
LISTED: Final = _listed()
FORMS: Final = Words(f"use {LISTED.en}", f"verwenden Sie {LISTED.de}")


def kind_of(text: str) -> SourceKind | None:
    """The kind of a source, by how it begins; None for an address of no kind that is known.

    Args:
        text: as it is written in the configuration; its credentials may be masked.
    """
    lower = text.lower()
    for kind in SOURCES.values():
        if text in kind.short or lower.startswith(kind.begins):
            return kind
    return None if is_url(text) else next(kind for kind in SOURCES.values() if kind.nature == "video")


def nature(text: str) -> Nature:
    """How a source is treated; an address of no known kind is a camera's that cannot be reached."""
    kind = kind_of(text)
    return kind.nature if kind else "camera"


def is_live(text: str) -> bool:
    """Whether it gives pictures of now: a camera, not a recording or the simulator."""
    return nature(text) == "camera"
