"""The editor of what governs the selected stop line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import settings_signals as signals
from qml_app import settings_tree as tree
from qml_app.models import QVariantList

if TYPE_CHECKING:
    from collections.abc import Callable

    from qml_app.settings_draft import Draft
    from qml_app.settings_scene import SceneEditor

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Belongs to the configuration")
class SignalEditor(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """The signal that the selected line names, and the scene's other ones.

    Args:
        draft: what is being edited.
        scene: knows which line is selected.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    def __init__(self, draft: Draft, scene: SceneEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft, self._scene = draft, scene
        scene.changed.connect(self.changed)

    def _get_names(self) -> list[str]:
        return signals.names(tree.at(self._draft.value, self._draft.here("scene")))

    def _signal(self) -> int:
        """Place of the signal that governs the selected line; -1 for none."""
        line = self._scene.shape
        name = tree.at(self._draft.value, self._draft.here("scene", *line, "signal")) if line else None
        known = self._get_names()
        return known.index(name) if name in known else -1

    def _get_key(self) -> str:
        return f"cameras[{self._draft.camera}].scene.signals[{self._signal()}]" if self._signal() >= 0 else ""

    def _get_phases(self) -> list[str]:
        """States of the plan's phases, in their order."""
        path = self._draft.here("scene", "signals", self._signal(), "phases")
        found = tree.at(self._draft.value, path) if self._signal() >= 0 else None
        return [str(one.get("state")) for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def _change(self, change: Callable[[Any], Any]) -> None:
        """Change the scene as one step."""
        path = self._draft.here("scene")
        self._draft.put(path, change(tree.at(self._draft.value, path)))

    @Slot(str)
    def add(self, kind: str) -> None:
        """Have a new signal govern the selected line."""
        line = self._scene.shape
        if line:
            self._change(lambda scene: signals.added(scene, kind, line))

    @Slot(str)
    def rename(self, name: str) -> None:
        """Give the selected line's signal another name."""
        place = self._signal()
        if place >= 0:
            self._change(lambda scene: signals.renamed(scene, place, name.strip()))

    @Slot()
    def remove(self) -> None:
        """Take the selected line's signal away."""
        place = self._signal()
        if place >= 0:
            self._change(lambda scene: signals.removed(scene, place))

    @Slot()
    def greenNow(self) -> None:  # noqa: N802 -- QML's convention
        """Green has begun this moment."""
        place, now = self._signal(), time.time()
        if place >= 0:
            self._change(lambda scene: signals.green_from(scene, place, now))

    key = Property(str, _get_key, notify=changed)
    phases = Property(QVariantList, _get_phases, notify=changed)
    names = Property(QVariantList, _get_names, notify=changed)
