"""Drawing on the camera in sight ends when another one takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Q_ARG, QMetaObject, QObject
from PySide6.QtQml import QQmlComponent, QQmlEngine

from qml_app.environment import QML
from qml_app.settings_page import Configuration

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("qapp")
def test_another_recording_is_not_waited_for_in_vain(runtime: Path, tmp_path: Path) -> None:
    config, engine = Configuration(runtime, tmp_path / "none.yaml"), QQmlEngine()
    engine.addImportPath(str(QML))
    component = QQmlComponent(engine, "SmartIntersection.Recording", "Drawing")
    drawing = component.createWithInitialProperties({"config": config, "subject": "first"})
    assert isinstance(drawing, QObject), component.errorString()

    def seen(camera: str) -> bool:
        drawing.setProperty("subject", camera)
        return bool(drawing.property("active"))

    QMetaObject.invokeMethod(drawing, "begin", Q_ARG(str, "first"), Q_ARG(str, "lines"))
    assert seen("")  # for a moment nobody knows
    assert seen("first")
    assert not seen("second")
    assert not seen("first")
    config.stop()
