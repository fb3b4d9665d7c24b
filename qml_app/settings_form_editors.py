"""The editors of the settings page, each of a part of the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app.settings_aerial import AerialEditor
from qml_app.settings_calibration import CalibrationEditor
from qml_app.settings_cameras import CameraList
from qml_app.settings_form import Form
from qml_app.settings_governing import SignalEditor
from qml_app.settings_names import NameEditor
from qml_app.settings_scene import SceneEditor
from qml_app.settings_view import SceneView

if TYPE_CHECKING:
    from pathlib import Path

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("The configuration is one")
class Editors(Form):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """A form with editors of its own for what is more than a value.

    Args:
        runtime: where the engine publishes.
        parent: owner, as everywhere in Qt.
    """

    def __init__(self, runtime: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cameras = CameraList(self.draft, runtime, self)
        self._view = SceneView(runtime, self.draft, self)
        self._scene = SceneEditor(self.draft, self._view, self)
        self._signals = SignalEditor(self.draft, self._scene, self._view, self)
        self._calibration = CalibrationEditor(self.draft, self._view, self)
        self._aerial = AerialEditor(self.draft, self._calibration, self)
        self._names = NameEditor(self.draft, self)

    def stop(self) -> None:
        """Wait for what they are doing."""
        self._view.stop()
        self._cameras.stop()
        self._calibration.stop()
        self._aerial.stop()

    def _get_cameras(self) -> QObject:
        return self._cameras

    def _get_view(self) -> QObject:
        return self._view

    def _get_scene(self) -> QObject:
        return self._scene

    def _get_signals(self) -> QObject:
        return self._signals

    def _get_calibration(self) -> QObject:
        return self._calibration

    def _get_aerial(self) -> QObject:
        return self._aerial

    def _get_names(self) -> QObject:
        return self._names

    cameras = Property(CameraList, _get_cameras, constant=True)
    view = Property(SceneView, _get_view, constant=True)
    scene = Property(SceneEditor, _get_scene, constant=True)
    signals = Property(SignalEditor, _get_signals, constant=True)
    calibration = Property(CalibrationEditor, _get_calibration, constant=True)
    aerial = Property(AerialEditor, _get_aerial, constant=True)
    names = Property(NameEditor, _get_names, constant=True)
