"""The pages of the window. Each file in this folder with a `KIND` is one; loading them loads no Qt.

What a page looks like is in a QML file, whose name the kind says; what it shows comes from its view model, which
`build` makes. Titles, the rail, keys, the command line and the end of the window follow from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.kinds.found import found
from qml_app.pages.kind import PageKind, Parts

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PAGES", "PageKind", "Parts"]


def _known() -> dict[str, PageKind]:
    kinds: list[PageKind] = found(__name__, __path__)
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: (kind.order, kind.name))}


#: By name, in the order of the rail.
PAGES: Final[Mapping[str, PageKind]] = _known()
