"""The editor of what governs the selected stop line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import settings_signals as signals
from qml_app import settings_tree as tree
from qml_app.models import QVariantList
from qml_app.settings_lamps import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.scene.lamps import Reading
    from qml_app.settings_draft import Draft
    from qml_app.settings_scene import SceneEditor
    from qml_app.settings_view import SceneView

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Belongs to the configuration")
class SignalEditor(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """The signal that the selected line names, and the scene's other ones.

    Args:
        draft: what is being edited.
        scene: knows which line is selected.
        view: the picture, and what the engine reads in it.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    looked = Signal()  # another picture, or another state

    def __init__(self, draft: Draft, scene: SceneEditor, view: SceneView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft, self._scene, self._view = draft, scene, view
        self._seen: Reading | None = None
        self._state = ""
        scene.changed.connect(self.changed)
        scene.changed.connect(self._look)
        view.seen.connect(self._look)

    def _look(self) -> None:
        """Read the signal's lamps in the newest picture; of one without lamps take what the engine tells."""
        place = self._signal()
        signal = tree.at(self._draft.value, self._draft.here("scene", "signals", place)) if place >= 0 else None
        told = self._view.signals.get(str(signal.get("id")), "") if isinstance(signal, dict) else ""
        seen = read(signal, self._view.scale, self._view.image)
        state = seen.state if seen is not None else told
        if (seen, state) != (self._seen, self._state):
            self._seen, self._state = seen, state
            self.looked.emit()

    def _get_names(self) -> list[str]:
        return signals.names(tree.at(self._draft.value, self._draft.here("scene")))

    def _signal(self) -> int:
        """Place of the signal that governs the selected line, or has the selected lamp; -1 for none."""
        line = self._scene.shape
        if line[:1] == ("signals",):
            return int(line[1])
        name = tree.at(self._draft.value, self._draft.here("scene", *line, "signal")) if line else None
        known = self._get_names()
        return known.index(name) if name in known else -1

    def _get_key(self) -> str:
        return f"cameras[{self._draft.camera}].scene.signals[{self._signal()}]" if self._signal() >= 0 else ""

    def _get_kinds(self) -> list[str]:
        """Kinds of signals that `add` knows."""
        return list(signals.begins())

    def _get_fields(self) -> list[str]:
        """Keys of the selected line's signal that are edited as texts."""
        path = self._draft.here("scene", "signals", self._signal(), "kind")
        return signals.fields(str(tree.at(self._draft.value, path))) if self._signal() >= 0 else []

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
            self._change(lambda scene: signals.added(scene, kind, line, self._scene.property("words")["lamps"]))

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

    def _get_state(self) -> str:
        """Red, amber, green or unknown; empty where nobody can tell."""
        return self._state

    def _get_sure(self) -> float:
        """How clearly the lamps show it, 0 to 1; -1 of a signal that is not seen."""
        return self._seen.sure if self._seen is not None else -1.0

    def _get_seen(self) -> bool:
        return self._seen is not None

    state = Property(str, _get_state, notify=looked)
    sure = Property(float, _get_sure, notify=looked)
    seen = Property(bool, _get_seen, notify=looked)
    key = Property(str, _get_key, notify=changed)
    phases = Property(QVariantList, _get_phases, notify=changed)
    names = Property(QVariantList, _get_names, notify=changed)
    kinds = Property(QVariantList, _get_kinds, constant=True)
    fields = Property(QVariantList, _get_fields, notify=changed)
