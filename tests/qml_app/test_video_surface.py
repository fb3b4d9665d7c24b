"""A camera's picture in a window: every pixel of it, its aspect, and a sharp copy of it with what lies over it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow

from qml_app import video
from qml_app.camera import Camera
from qml_app.environment import QML
from qml_app.overlay import Overlay
from qml_app.reader import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

WIDTH, HEIGHT = 320, 180
MARGIN = 30  # above and below the picture
SURFACE = f"""
    import QtQuick
    import SmartIntersection.Backend
    import SmartIntersection.Live
    Window {{
        id: root
        required property Camera camera
        property var grabbed: null
        property string ways
        width: {WIDTH}; height: {HEIGHT + 2 * MARGIN}; visible: true; color: "white"
        function grab(): void {{ surface.grab(image => root.grabbed = image); }}
        VideoSurface {{
            id: surface
            anchors.fill: parent
            camera: root.camera
            Text {{
                renderType: Text.NativeRendering
                onRenderTypeChanged: root.ways += renderType === Text.QtRendering ? "outlines" : " native"
            }}
        }}
    }}"""


def noise(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)


def pixels(image: QImage) -> np.ndarray:
    """(height, width, 3) BGR."""
    made = image.convertToFormat(image.Format.Format_RGB32)
    return np.frombuffer(made.constBits(), np.uint8).reshape(made.height(), made.width(), 4)[..., :3].copy()


@pytest.fixture
def camera(qapp: object) -> Camera:  # noqa: ARG001 -- signals need it
    return Camera("cam-1")


@pytest.fixture
def window(camera: Camera, qtbot: QtBot) -> Iterator[QQuickWindow]:
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    engine.addImageProvider(video.HOST, video.Pictures())
    gc.collect()  # the provider is the engine's now
    component = QQmlComponent(engine)
    component.setData(SURFACE.encode(), QUrl())
    made = component.createWithInitialProperties({"camera": camera})
    assert isinstance(made, QQuickWindow), component.errorString()
    qtbot.waitUntil(made.isExposed)
    yield made
    made.close()  # and no more: PySide crashes on a component whose window was deleted


def test_each_picture_is_shown_to_the_pixel_between_dark_margins(window: QQuickWindow, camera: Camera) -> None:
    for seed in (1, 2):
        camera.show(Picture("cam-1", video.drawable(noise(seed)), Overlay()), 0.0)
        seen = pixels(window.grabWindow())
        assert (seen[MARGIN:-MARGIN] == noise(seed)).all()
        for margin in (seen[:MARGIN], seen[-MARGIN:]):
            assert (margin == (11, 8, 6)).all()  # of the theme, and nothing of the window behind


def test_a_copy_has_all_pixels_and_its_text_is_enlarged_from_outlines(
    window: QQuickWindow, camera: Camera, qtbot: QtBot
) -> None:
    large = noise(3).repeat(2, axis=0).repeat(2, axis=1)
    camera.show(Picture("cam-1", video.drawable(large, (WIDTH, HEIGHT)), Overlay(), large), 0.0)
    camera.sharpen(True)  # noqa: FBT003 -- QML names no arguments
    window.grab()  # type: ignore[attr-defined]  # its own
    qtbot.waitUntil(lambda: window.property("grabbed") is not None, timeout=60_000)
    assert (pixels(window.property("grabbed")) == large).all()
    assert window.property("ways") == "outlines native"
