"""Pictures become what QML draws, with the right colours and memory of their own."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlComponent, QQmlEngine

from qml_app import video
from qml_app.video import Pictures, Screen, drawable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QObject


def noise(width: int, height: int) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)


def pixels(image: QImage) -> np.ndarray:
    """(height, width, 3) BGR."""
    plain = image.convertToFormat(QImage.Format.Format_BGR888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).copy()


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (641, 479), (3, 2)])
def test_a_picture_has_its_pixels_and_keeps_them(width: int, height: int) -> None:
    picture = noise(width, height)
    expected = picture.copy()
    made = drawable(picture)
    picture[:] = 0  # it must not look at our memory any more
    assert made.format() == QImage.Format.Format_RGB32  # any other `Image` converts once more, on the window's thread
    assert (pixels(made) == expected).all()


def test_a_small_place_gets_every_second_pixel() -> None:
    picture = noise(1280, 720)
    made = drawable(picture, (560, 315))
    assert made.size() == QSize(640, 360)
    apart = [(pixels(made) == picture[down::2, right::2]).all() for down in (0, 1) for right in (0, 1)]
    assert apart.count(True) == 1
    assert drawable(picture, (641, 360)).size() == QSize(1280, 720)


@pytest.fixture
def engine(qapp: object) -> Iterator[QQmlEngine]:  # noqa: ARG001 -- QML needs it
    made = QQmlEngine()
    made.addImageProvider(video.HOST, Pictures())
    gc.collect()  # the engine's own now
    yield made
    made.deleteLater()


def image(engine: QQmlEngine, address: str) -> QObject:
    component = QQmlComponent(engine, engine)  # lives as long as what it makes
    component.setData(b"import QtQuick\nImage { cache: false; property bool ready: status === Image.Ready }", QUrl())
    made = component.create()
    assert made is not None
    made.setProperty("source", address)
    return made


def test_qml_shows_each_next_picture_of_a_screen(engine: QQmlEngine) -> None:
    screen = Screen()
    assert screen.address == ""
    addresses = set()
    shown = image(engine, "")
    for width in (64, 32, 48):
        screen.show(drawable(noise(width, 20)))
        shown.setProperty("source", screen.address)  # as a binding does
        assert shown.property("ready")  # without waiting
        assert (shown.property("implicitWidth"), shown.property("implicitHeight")) == (width, 20)
        addresses.add(screen.address)
    assert len(addresses) == 3


def test_screens_do_not_show_one_anothers_pictures_and_go_with_their_owner() -> None:
    ours, theirs, size = Screen(), Screen(), QSize()
    ours.show(drawable(noise(64, 20)))
    theirs.show(drawable(noise(32, 20)))
    provider = Pictures()
    names = [screen.address.removeprefix("image://cameras/") for screen in (ours, theirs)]
    assert [provider.requestImage(name, size, QSize()).width() for name in names] == [64, 32]
    del theirs
    gc.collect()
    assert provider.requestImage(names[1], size, QSize()).isNull()


@pytest.mark.parametrize("room", [(1, 1), (64, 20), (127, 41), (129, 40), (1920, 1080), (0, 0), (3840, 2160)])
@pytest.mark.parametrize(("width", "height"), [(128, 40), (40, 128), (1, 1), (7681, 3), (3, 4321), (641, 479)])
def test_a_picture_of_any_size_is_drawn_in_a_place_of_any_size(width: int, height: int, room: tuple[int, int]) -> None:
    made = drawable(noise(width, height), room)
    assert min(width, max(1, room[0])) <= made.width() <= width
    assert min(height, max(1, room[1])) <= made.height() <= height


def test_a_picture_in_a_place_larger_than_itself_keeps_all_its_pixels() -> None:
    picture = noise(640, 352)
    made = drawable(picture, (1920, 1056))
    assert (pixels(made) == picture).all()
