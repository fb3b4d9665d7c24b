"""The violations page's view model: what the journal holds of them, filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import history, violation_rows
from qml_app.journal_page import JournalPage
from qml_app.models import QVariantList, RowModel

if TYPE_CHECKING:
    from pathlib import Path

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_SECONDS: Final = dict.fromkeys(history.PERIODS, 2.0)


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Violations(JournalPage):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Violations of a period, of a rule and a camera or all.

    Args:
        state_dir: where the engine keeps its journal.
        parent: owner, as everywhere in Qt.
    """

    shown = Signal()  # a property's signal has to be of the property's own class

    def __init__(self, state_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(state_dir, "violations", _SECONDS, "day", parent=parent)
        self.changed.connect(self.shown)
        self._rule, self._camera = "", ""
        self._total = 0
        self._rows = RowModel(violation_rows.ROLES, self)

    def show(self) -> None:
        """Rows of what is chosen."""
        rows = violation_rows.rows(self.table, self._rule, self._camera) if self.table else []
        self._total = len(rows)
        self._rows.update(rows[: violation_rows.MOST])
        super().show()

    def count(self) -> int:
        """Violations that are chosen, shown or not."""
        return self._total

    def _values(self, column: str, chosen: str) -> list[str]:
        """What there is to choose from; what is chosen stays there though nothing is left of it."""
        found = violation_rows.values(self.table, column) if self.table else []
        return found if chosen in ("", *found) else sorted([*found, chosen])

    def _get_rule(self) -> str:
        return self._rule

    def _set_rule(self, rule: str) -> None:
        self._rule = rule
        self.show()

    def _get_camera(self) -> str:
        return self._camera

    def _set_camera(self, camera: str) -> None:
        self._camera = camera
        self.show()

    def _get_rule_names(self) -> list[str]:
        return self._values("rule", self._rule)

    def _get_camera_names(self) -> list[str]:
        return self._values("camera", self._camera)

    def _get_total(self) -> int:
        return self._total

    def _get_rows(self) -> QObject:
        return self._rows

    rule = Property(str, _get_rule, _set_rule, notify=shown)
    camera = Property(str, _get_camera, _set_camera, notify=shown)
    ruleNames = Property(QVariantList, _get_rule_names, notify=shown)  # noqa: N815 -- QML's convention
    cameraNames = Property(QVariantList, _get_camera_names, notify=shown)  # noqa: N815 -- QML's convention
    total = Property(int, _get_total, notify=shown)
    rows = Property(QObject, _get_rows, constant=True)
