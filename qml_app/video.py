"""From the engine's pictures to QML's `Image`."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final
from weakref import WeakValueDictionary

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

if TYPE_CHECKING:
    from core.types import Image

#: The provider's name in addresses: image://cameras/…
HOST: Final = "cameras"


def drawable(image: Image, room: tuple[int, int] | None = None) -> QImage:
    """A picture with its own copy of `image`, (height, width, 3) uint8 BGR, rows without gaps.

    In Qt's usual form: `Image` would convert any other once more, on the window's thread. Qt fills three bytes up to
    four as fast as the memory where it keeps their order or turns it around once; so they are called what they are not
    for as long as that takes.

    Args:
        image: the picture.
        room: width and height of the place it is shown at, in the screen's pixels. Where two or more of the picture's
            fall on one of these, only every second or third is taken, so that a wall of small pictures is not
            handed to the graphics at a size nobody sees. None keeps all, and so does a place larger than the picture,
            which the graphics fill.
    """
    height, width = image.shape[:2]
    step = max(1, min(width // max(1, room[0]), height // max(1, room[1]))) if room else 1
    rows = QImage(image.data, width, height // step, width * 3 * step, QImage.Format.Format_RGB888)
    whole = rows.convertToFormat(QImage.Format.Format_RGBX8888)
    whole.reinterpretAsFormat(QImage.Format.Format_RGB32)  # whose bytes are blue, green, red and one to spare
    return whole.scaled(width // step, height // step, Qt.AspectRatioMode.IgnoreAspectRatio) if step > 1 else whole


class Screen:
    """What one camera shows now, under an address that is another with each picture: only then does QML look again."""

    def __init__(self) -> None:
        self.image = QImage()
        self._number, self._turn = next(_NUMBERS), 0
        _SCREENS[self._number] = self

    def show(self, image: QImage) -> None:
        """Show this from now on."""
        self.image, self._turn = image, self._turn + 1

    @property
    def address(self) -> str:
        """For `Image.source`; empty before the first picture."""
        return f"image://{HOST}/{self._number}/{self._turn}" if self._turn else ""


_NUMBERS: Final = itertools.count(1)
_SCREENS: Final[WeakValueDictionary[int, Screen]] = WeakValueDictionary()


class Pictures(QQuickImageProvider):
    """Gives QML what the screens show; any engine whose QML shows cameras needs one.

    `Image` and not `VideoOutput`: with Mesa's llvmpipe it costs less than half, and Qt's software renderer draws it
    too.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, name: str, size: QSize, _: QSize) -> QImage:  # noqa: N802 -- Qt's name
        """What the screen of this number shows; called by the user interface's thread."""
        screen = _SCREENS.get(int(name.partition("/")[0]))
        image = screen.image if screen is not None else QImage()
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
