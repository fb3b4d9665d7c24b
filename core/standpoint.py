"""Whether a camera still looks where it did: when somebody has turned it, lines and zones no longer fit.

What tells it is the edges of what stands still. They stay where they are by day and by night, brighter or darker;
whether an edge goes from dark to bright or the other way round does not matter, and what moves cancels out. A camera
that was moved shows the same edges elsewhere, or larger or smaller. Where nothing of them is left, another view stays
for long before that is believed: a bus may stand right in front of the camera.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from core.types import Image

    Edges = NDArray[np.complex64]
    Floats = NDArray[np.float32]

SIZE: Final = (160, 90)  # of the pictures that are compared; places and shifts count their pixels
_BLOCK: Final = 10  # pixels of a block, each way
_FAINT: Final = 8.0  # grey levels from one pixel to the next at which an edge counts half
_TEXTURED: Final = 0.04  # mean square of a block's edges from which on they tell something
_ALIKE: Final = 0.5  # likeness of two blocks from which on they show the same
_HERE: Final = 0.45  # share of the blocks that are alike where the camera stands as it did
_GONE: Final = 0.15  # share below which nothing is where it was
_CLEARER: Final = 0.2  # by how much more are alike where it has been turned to
_FEWEST: Final = 20  # blocks, of 144
_ENOUGH: Final = 0.4  # share of what has edges that must have some now
_KNOWN: Final = 4  # looks after which it is known how it looks there
_REMEMBERS: Final = 120.0  # looks over which that follows the light
_SHIFTED: Final = 2.0  # pixels
_STEADY: Final = 1.5  # pixels by which a shift may differ between two looks: a picture that rocks does more
_LOOKS: Final = 5  # in a row that must agree before it is told, or is told no more
_SEARCHES: Final = 12  # in a row at which other zooms are tried, which takes longest
_LONG: Final = 45  # as many without one like before where nothing tells where it has been turned to
_OTHER_LIGHT: Final = 60.0  # grey levels: so much brighter or darker, other edges are seen
_ZOOMS: Final = (1.0, *(1.1**k for k in range(-7, 8) if k))


class _View(NamedTuple):
    """Where the edges are found again: how much larger, and by how much they are shifted."""

    zoom: float
    across: float
    down: float

    def agrees(self, other: _View) -> bool:
        """Whether two looks found the same."""
        apart = max(abs(self.across - other.across), abs(self.down - other.down))
        return self.zoom == other.zoom and apart <= _STEADY

    @property
    def is_another(self) -> bool:
        """Whether it is not as it was."""
        return self.zoom != 1 or max(abs(self.across), abs(self.down)) >= _SHIFTED


class Standpoint:
    """Follows one camera's pictures, looked at about once a second.

    Attributes:
        moved: media time since when the camera looks elsewhere; None while it looks where it did.
    """

    def __init__(self) -> None:
        self.moved: float | None = None
        self.anew()

    def anew(self) -> None:
        """The scene is drawn on what is seen from now on."""
        self.moved = None
        self._known: Edges = np.zeros(SIZE[::-1], np.complex64)
        self._now: Edges = self._known.copy()
        self._bright, self._looks = 0.0, 0
        self._back = self._away = 0  # looks in a row at which it was found as it was, or not
        self._since: float | None = None  # when it was not found as it was, without a break
        self._others: deque[_View | None] = deque(maxlen=_LONG)  # what was found instead

    def see(self, grey: Image, time: float) -> None:
        """Look at an (h, w) picture of `SIZE`, taken at a media time in seconds."""
        edges, bright = _edges(grey), float(grey.mean())
        if self._looks < _KNOWN:
            self._learn(edges, bright)
            return
        likeness, told = _likeness(edges, self._known)
        if told.sum() < max(_FEWEST, _ENOUGH * _textured(self._known).sum()):
            return  # too dark, too foggy or too much in front to tell
        alike = float((likeness[told] >= _ALIKE).mean())
        searched = alike >= _HERE or self._away > _SEARCHES
        clear = alike > 1 - _CLEARER  # so that it cannot be found more clearly anywhere
        view = None if clear else _found(edges, self._known, alike, _ZOOMS[:1] if searched else _ZOOMS)
        if alike >= _HERE and (view is None or not view.is_another):
            self._here(edges, bright)
        else:
            self._elsewhere(edges, bright, view, time, gone=alike < _GONE)

    def _here(self, edges: Edges, bright: float) -> None:
        self._others.clear()
        self._since, self._away = None, 0
        self._back += 1
        if self.moved is None:
            self._learn(edges, bright)
        elif self._back >= _LOOKS:
            self.moved = None

    def _learn(self, edges: Edges, bright: float) -> None:
        self._looks += 1
        rate = max(1 / self._looks, 1 / _REMEMBERS)
        self._known += np.complex64(rate) * (edges - self._known)
        self._bright += rate * (bright - self._bright)

    def _elsewhere(self, edges: Edges, bright: float, view: _View | None, time: float, *, gone: bool) -> None:
        self._back, self._away = 0, self._away + 1
        if self._since is None:
            self._since, self._now = time, edges.copy()
        self._now += np.complex64(0.2) * (edges - self._now)
        if view is None and not (gone and self._is_view(edges, bright)):
            return
        if self._others and not _same(self._others[-1], view):
            self._others.clear()
        self._others.append(view)
        if self.moved is None and len(self._others) >= (_LONG if view is None else _LOOKS):
            self.moved = self._since

    def _is_view(self, edges: Edges, bright: float) -> bool:
        """Whether this is a place in the same light, and not only what happens to pass."""
        likeness, told = _likeness(edges, self._now)
        stays = told.sum() >= _FEWEST and float((likeness[told] >= _ALIKE).mean()) >= _HERE
        return stays and abs(bright - self._bright) <= _OTHER_LIGHT


def small(image: Image) -> Image:
    """The grey picture of `SIZE` of an (h, w, 3) one."""
    samples = cv2.resize(image, (2 * SIZE[0], 2 * SIZE[1]), interpolation=cv2.INTER_NEAREST)
    grey = cv2.cvtColor(samples, cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.resize(grey, SIZE, interpolation=cv2.INTER_AREA), np.uint8)


def _same(one: _View | None, other: _View | None) -> bool:
    return one is None and other is None if one is None or other is None else one.agrees(other)


def _edges(grey: Image) -> Edges:
    """How strong the edges are at each place, 0 to 1, and by twice the angle which way they run."""
    smooth = cv2.GaussianBlur(grey.astype(np.float32), (3, 3), 0)
    across, down = cv2.Sobel(smooth, cv2.CV_32F, 1, 0) / 4, cv2.Sobel(smooth, cv2.CV_32F, 0, 1) / 4
    steep = np.hypot(across, down)
    way = (across + 1j * down) / np.maximum(steep, 1e-6)
    return np.asarray(way * way * (steep / (steep + _FAINT)), np.complex64)


def _blocks(values: Floats) -> Floats:
    """Means of blocks, row by row."""
    height, width = values.shape
    parts = values.reshape(height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK)
    means: Floats = parts.mean(axis=(1, 3))
    return means


def _textured(edges: Edges) -> NDArray[np.bool_]:
    """Which blocks have edges that tell something."""
    has: NDArray[np.bool_] = _blocks(np.abs(edges) ** 2) >= _TEXTURED
    return has


def _likeness(edges: Edges, known: Edges) -> tuple[Floats, NDArray[np.bool_]]:
    """How much alike the blocks are, -1 to 1, and for which of them that tells something."""
    common = _blocks((edges * known.conj()).real)
    strong = _blocks(np.abs(edges) ** 2) * _blocks(np.abs(known) ** 2)
    return common / np.sqrt(np.maximum(strong, 1e-9)), _textured(edges) & _textured(known)


def _found(edges: Edges, known: Edges, alike: float, zooms: Sequence[float]) -> _View | None:
    """Where the edges are found more clearly than where they were; None if nowhere."""
    frequencies = np.fft.fft2(edges)
    for zoom in zooms:
        wanted = known if zoom == 1 else _zoomed(known, zoom)
        across, down = _shift(frequencies, wanted)
        likeness, told = _likeness(edges, _shifted(wanted, across, down))
        share = float((likeness[told] >= _ALIKE).mean()) if told.sum() >= _FEWEST else 0.0
        if share >= max(_HERE, alike + _CLEARER):
            return _View(zoom, across, down)
    return None


def _shift(frequencies: NDArray[np.complexfloating], known: Edges) -> tuple[int, int]:
    """By how many pixels edges of these frequencies fit known ones best, to the right and down."""
    both = frequencies * np.fft.fft2(known).conj()
    fits = np.fft.ifft2(both).real
    down, across = np.unravel_index(int(fits.argmax()), fits.shape)
    height, width = fits.shape
    return int(across - width * (across > width // 2)), int(down - height * (down > height // 2))


def _shifted(edges: Edges, across: int, down: int) -> Edges:
    return _warped(edges, 1.0, across, down)


def _zoomed(edges: Edges, zoom: float) -> Edges:
    """As it looks through a longer or shorter lens, around the middle."""
    width, height = SIZE
    return _warped(edges, zoom, (1 - zoom) * width / 2, (1 - zoom) * height / 2)


def _warped(edges: Edges, zoom: float, across: float, down: float) -> Edges:
    matrix = np.array([[zoom, 0, across], [0, zoom, down]], np.float32)
    real, imaginary = (cv2.warpAffine(part.copy(), matrix, SIZE) for part in (edges.real, edges.imag))
    return np.asarray(real + 1j * imaginary, np.complex64)
