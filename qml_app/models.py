"""List models that change only where their rows do, so that QML keeps its delegates."""

from __future__ import annotations

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
        order = [row[0] for row in rows]
        if order != [row[0] for row in self._rows]:
            keys = set(order)
            for place in reversed(range(len(self._rows))):
                if self._rows[place][0] not in keys:
                    self._remove(place)
            for place, row in enumerate(rows):
                self._bring(row, place)
        self._change(rows)

    def _remove(self, place: int) -> None:
        self.beginRemoveRows(_NO_PARENT, place, place)
        del self._rows[place]
        self.endRemoveRows()

    def _bring(self, row: Row, place: int) -> None:
        """Have a row with this key at `place`; everything before it already is where it belongs."""
        if place < len(self._rows) and self._rows[place][0] == row[0]:
            return
        found = next((i for i in range(place, len(self._rows)) if self._rows[i][0] == row[0]), None)
        if found is None:
            self.beginInsertRows(_NO_PARENT, place, place)
            self._rows.insert(place, row)
            self.endInsertRows()
        else:
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
