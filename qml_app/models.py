"""List models that change only where their rows do, so that QML keeps its delegates."""

from __future__ import annotations

from itertools import compress, count, islice
from operator import ne
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

Row: TypeAlias = tuple[Any, ...]
#: The types of properties that are lists and maps; by these names, because the tool that describes types to the linter
#: reads names.
QVariantList: Final[Any] = "QVariantList"
QVariantMap: Final[Any] = "QVariantMap"
_NO_PARENT = QModelIndex()


class RowModel(QAbstractListModel):
    """Rows are tuples with one value for each role; the first is the row's key and unique.

    Args:
        roles: names of the roles, in the order of the values.
        parent: owner, as everywhere in Qt.
    """

    def __init__(self, roles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roles = {Qt.ItemDataRole.UserRole + i: name for i, name in enumerate(roles)}
        self._rows: list[Row] = []

    @property
    def rows(self) -> list[Row]:
        """What the model holds now."""
        return self._rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:  # noqa: N802 -- Qt's name
        """Rows of the list; a row has no children."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.UserRole) -> Any:  # noqa: ANN401 -- any role's value
        """The value of one role in one row."""
        return self._rows[index.row()][role - Qt.ItemDataRole.UserRole]

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 -- Qt's name
        """The roles by number."""
        return {role: QByteArray(name.encode()) for role, name in self._roles.items()}

    def update(self, rows: Sequence[Row]) -> None:
        """Become `rows`, telling the views the least: what goes, what comes or moves, what changed its values."""
        now, after = [row[0] for row in self._rows], [row[0] for row in rows]
        if now != after:
            self._arrange(rows, now, after)
        self._change(rows)

    def _arrange(self, rows: Sequence[Row], now: list[Any], after: list[Any]) -> None:
        """From the keys `now` to the keys `after`. Everything before `place` already is where it belongs."""
        staying, place = set(after), 0
        while now != after:
            place = _agreeing(now, after, place)
            if gone := _run(now, place, staying):
                self._remove(place, place + gone)
                del now[place : place + gone]
            elif new := _run(after, place, set(now[place:])):
                self._insert(place, rows[place : place + new])
                now[place:place] = after[place : place + new]
            else:
                found = now.index(after[place], place)
                self._move(found, place)
                now.insert(place, now.pop(found))

    def _remove(self, first: int, end: int) -> None:
        self.beginRemoveRows(_NO_PARENT, first, end - 1)
        del self._rows[first:end]
        self.endRemoveRows()

    def _insert(self, place: int, rows: Sequence[Row]) -> None:
        self.beginInsertRows(_NO_PARENT, place, place + len(rows) - 1)
        self._rows[place:place] = rows
        self.endInsertRows()

    def _move(self, found: int, place: int) -> None:
        self.beginMoveRows(_NO_PARENT, found, found, _NO_PARENT, place)
        self._rows.insert(place, self._rows.pop(found))
        self.endMoveRows()

    def _change(self, rows: Sequence[Row]) -> None:
        """One signal for the span of changed rows and only the roles that changed in any of them."""
        places: list[int] = []
        roles: set[int] = set()
        for place, (old, new) in enumerate(zip(self._rows, rows, strict=True)):
            if old is new or old == new:
                continue
            differing = [role for role, a, b in zip(self._roles, old, new, strict=True) if a != b]
            places.append(place)
            roles.update(differing)
        self._rows = list(rows)
        if places:
            self.dataChanged.emit(self.index(places[0]), self.index(places[-1]), sorted(roles))


def _agreeing(now: list[Any], after: list[Any], begin: int) -> int:
    """The first place from `begin` at which one list ends or differs from the other."""
    differing = map(ne, islice(now, begin, None), islice(after, begin, None))
    return next(compress(count(begin), differing), min(len(now), len(after)))


def _run(keys: list[Any], begin: int, known: set[Any]) -> int:
    """How many keys from `begin` on are not `known`."""
    return next((place for place in range(begin, len(keys)) if keys[place] in known), len(keys)) - begin
