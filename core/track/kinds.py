"""Which classes may be the same thing seen twice.

Detectors waver between car, truck and bus, and between a cyclist and a person; never between a person and a bus.
What they take for a bicycle now and a motorcycle then is ridden either way: before a person, both votes count together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.types import CLASS_IDS, CLASSES

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WIDE: Final = ("car", "truck", "bus")
_NARROW: Final = ("motorcycle", "bicycle", "person")


def _alike() -> NDArray[np.bool_]:
    table = np.eye(len(CLASSES), dtype=bool)
    for family in (_WIDE, _NARROW):
        members = [CLASS_IDS[name] for name in family]
        table[np.ix_(members, members)] = True
    table[CLASS_IDS["object"], :] = table[:, CLASS_IDS["object"]] = True
    return table


#: (classes, classes) True where one road user may be detected as either.
ALIKE: Final = _alike()
#: (classes,) True for vehicles of which a part can look like a vehicle: a box truck's cab is a car to a detector.
HAS_PARTS: Final = np.array([name in (*_WIDE, "object") for name in CLASSES])
#: (classes,) True for what carries its rider in sight.
IS_RIDDEN: Final = np.array([name in ("bicycle", "motorcycle") for name in CLASSES])
RIDDEN: Final = frozenset(np.flatnonzero(IS_RIDDEN).tolist())
#: (classes,) True for what people sit in or stand on, out of sight from the waist down.
IS_WIDE: Final = np.array([name in _WIDE for name in CLASSES])
PERSON: Final = CLASS_IDS["person"]
_OWN: Final = 1e-6  # decides among classes whose votes count together


def majority(votes: NDArray[np.float64]) -> NDArray[np.intp]:
    """The class of most votes, (n,), of the votes for each class, (n, classes)."""
    return np.asarray((votes @ _TOGETHER).argmax(axis=-1), np.intp)


_TOGETHER: Final = np.eye(len(CLASSES)) * (1 + _OWN - IS_RIDDEN) + np.outer(IS_RIDDEN, IS_RIDDEN)
