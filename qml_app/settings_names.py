"""The editor of what a model's own class names mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import settings_tree as tree
from qml_app.models import QVariantList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qml_app.settings_draft import Draft

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_PLACE: Final = ("detector", "names")


@QmlElement
@QmlUncreatable("Belongs to the configuration")
class NameEditor(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Names that the configuration assigns to a class of road users, and those of the running model that it has to.

    Args:
        draft: what is being edited.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    def __init__(self, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._unassigned: Sequence[str] = ()
        self._rows: list[dict[str, str]] = []
        draft.changed.connect(self._show)

    def take(self, unassigned: Sequence[str]) -> None:
        """The engine's models know these classes, and nobody has said what they are."""
        self._unassigned = unassigned
        self._show()

    @Slot(str, str)
    def assign(self, name: str, meaning: str) -> None:
        """Have a model's class count as one of ours, or as "ignore"; as what its name says, if there is no meaning."""
        name = name.strip()
        if not name:
            return
        from core.settings.class_names import plain  # noqa: PLC0415 -- the first picture does not wait for it

        others = {one: said for one, said in self._assigned().items() if plain(one) != plain(name)}
        names = {**others, name: meaning} if meaning else others
        if names:
            self._draft.put(_PLACE, names)
        else:
            self._draft.drop(_PLACE)

    def _assigned(self) -> dict[str, Any]:
        found = tree.at(self._draft.value, _PLACE, {})
        return {str(name): meaning for name, meaning in found.items()} if isinstance(found, dict) else {}

    def _show(self) -> None:
        assigned = self._assigned()
        from core.settings.class_names import plain  # noqa: PLC0415 -- as above

        known = set(map(plain, assigned))
        meant = {**assigned, **{name: "" for name in self._unassigned if plain(name) not in known}}
        rows = [{"name": name, "meaning": str(meaning)} for name, meaning in meant.items()]
        if rows != self._rows:
            self._rows = rows
            self.changed.emit()

    def _get_rows(self) -> list[dict[str, str]]:
        """Name and meaning; the meaning of one that is not assigned is empty."""
        return self._rows

    rows = Property(QVariantList, _get_rows, notify=changed)
