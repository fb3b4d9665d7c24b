"""Which lines may be added up: those of one kind, as a vehicle crosses a stop line and an exit line. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Kinds whose lines are added, in the order they are offered; lines of kind `count` may stand anywhere.
ADDED: Final = ("stop", "approach", "exit", "screenline")
#: What is chosen if it is all lines of a kind begins with it.
OF_KIND: Final = "kind:"


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines there are, as `camera/line`, with their kinds, and those that counted somebody in the period."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    busy: frozenset[str] = frozenset()

    @property
    def groups(self) -> list[str]:
        """Kinds of which there are lines to add."""
        return [kind for kind in ADDED if kind in self.kinds.values()]

    @property
    def names(self) -> list[str]:
        """Lines of a kind together, in the order of kinds; then those that are added to nothing."""
        order = {kind: place for place, kind in enumerate(ADDED)}
        return sorted(self.kinds, key=lambda name: (order.get(self.kinds[name], len(ADDED)), name))

    def resolved(self, choice: str) -> str:
        """What is shown for a choice: itself if there is such a line or kind, else the first kind, else the first line.

        Those that counted nobody come last. Empty if there are no lines at all.
        """
        if choice in self.kinds or choice.removeprefix(OF_KIND) in self.groups:
            return choice
        busy = {self.kinds[name] for name in self.busy if name in self.kinds}
        kinds = sorted(self.groups, key=lambda kind: kind not in busy)
        alone = sorted(self.names, key=lambda name: name not in self.busy)
        first = [*(f"{OF_KIND}{kind}" for kind in kinds if kind in busy or not self.busy), *alone]
        return first[0] if first else ""

    def of(self, choice: str) -> frozenset[str]:
        """The lines of a choice."""
        shown = self.resolved(choice)
        kind = shown.removeprefix(OF_KIND)
        return frozenset(name for name, one in self.kinds.items() if name == shown or (shown != kind and one == kind))


def lines(reach: Iterable[dict[str, Any]], rows: Iterable[dict[str, Any]] = ()) -> Lines:
    """Of all that was recorded (`core.reports.reach`) and of rows that may be newer."""
    known = list(rows)
    found = {key(row): "" for row in known}
    found |= {key(row): row["line_kind"] for row in known if row.get("line_kind")}
    found |= {key(row): row["line_kind"] or found.get(key(row), "") for row in reach if row["line"]}
    return Lines(found, frozenset(key(row) for row in known if row.get("count")))


def key(row: dict[str, Any]) -> str:
    """A line's name among all cameras."""
    return f"{row['camera']}/{row['line']}"
