"""Which recordings a site has counted: a copy under another name is the same recording, and counts once."""

from __future__ import annotations

import contextlib
import json
import threading
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import structlog

from core import private
from core.sources.fingerprint import fingerprint
from core.sources.recorded_time import CHANGED, CONTAINER, COUNTED, NAME, SIDECAR, TYPED, Begin

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from core.sources.recordings import Recording

log = structlog.get_logger()

FILE: Final = "recordings.json"
_MOST: Final = 20_000  # counts that are remembered
_NEAR: Final = 2.0  # seconds by which the same time of a file may differ: lengths are rounded
_FILES: Final = 3_600.0  # the same where files move along with a typed time and tell only when they ended
#: What knows the time of a recording better comes later.
_RANKS: Final = (CHANGED, SIDECAR, CONTAINER, NAME, TYPED)


@dataclass(frozen=True, slots=True)
class Known:
    """One count of a recording: of which camera, under which name, from when to when, and how that was known."""

    camera: str
    file: str
    begin: float
    end: float
    known_from: str


class CountedBefore:
    """The recordings counted by one site; kept in a small file beside the journal that holds the counts.

    Args:
        path: the file.
        journal: names the journal; with another one nothing was counted yet.
    """

    def __init__(self, path: Path, journal: Callable[[], str]) -> None:
        self._path, self._journal = path, journal
        self._lock = threading.Lock()

    def of(self, print_: str) -> list[Known]:
        """The counts of a recording, oldest first."""
        with self._lock:
            return [Known(**one) for one in self._read().get(print_, [])]

    def add(self, counted: Sequence[tuple[str, Known]], moved: Collection[tuple[float, float]] = ()) -> None:
        """Remember counts; one of the same camera and beginning takes the place of the earlier.

        Args:
            counted: fingerprints and counts.
            moved: begin and end of earlier counts of these whose place they take.

        Raises:
            OSError: the file cannot be written.
        """
        with self._lock:
            known = self._read()
            for print_, new in counted:
                others = [one for one in known.pop(print_, []) if not _same(Known(**one), new, moved)]
                known[print_] = [*others, asdict(new)]
            kept = dict(list(known.items())[-_MOST:])
            private.write(self._path, json.dumps({"journal": self._journal(), "recordings": kept}))

    def _read(self) -> dict[str, list[dict[str, Any]]]:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            data = json.loads(self._path.read_text("utf-8"))
            if data["journal"] == self._journal():
                return dict(data["recordings"])
        return {}


class Recognised:
    """One camera's recordings among those that were counted.

    Args:
        before: what was counted.
        camera: which camera.

    Attributes:
        told: what its user has to know, in words.
        moved: spans of counts that the next one takes the place of, because it knows the time better.
    """

    def __init__(self, before: CountedBefore, camera: str) -> None:
        self._before, self._camera = before, camera
        self._prints: dict[Path, str] = {}
        self._kept: dict[Path, str] = {}  # how the time that is kept was known
        self.told: list[str] = []
        self.moved: list[tuple[float, float]] = []

    def once(self, recordings: Sequence[Recording], typed: Begin | None = None) -> list[Recording]:
        """Each recording once, at the time it was counted at unless its file knows better.

        Args:
            recordings: the files in order.
            typed: when the first one began, if the user has said so; the others move along. It corrects what files
                told; two times that were typed are two counts.
        """
        first: dict[str, Recording] = {}
        for one in recordings:
            print_ = fingerprint(one.path) or str(one.path)
            self._prints[one.path] = print_
            same = first.setdefault(print_, one)
            if same is not one:
                self._tell(f"'{one.path.name}' is the same recording as '{same.path.name}' and is not counted")
        shift = typed.time - recordings[0].begin.time if typed and recordings else 0.0
        return sorted((self._placed(one, typed, shift) for one in first.values()), key=lambda one: one.begin.time)

    def keep(self, counted: Sequence[tuple[Path, float, float, str]]) -> None:
        """Remember what was counted: file, begin, end, and how its time is known."""
        known = [
            (self._prints[path], Known(self._camera, path.name, begin, end, self._kept.get(path, known_from)))
            for path, begin, end, known_from in counted
            if path in self._prints
        ]
        try:
            self._before.add(known, self.moved)
        except OSError as error:
            log.warning("cannot remember which recordings were counted", camera=self._camera, error=str(error))
        self.moved = []

    def _placed(self, one: Recording, typed: Begin | None, shift: float) -> Recording:
        known = self._before.of(self._prints[one.path])
        mine = [count for count in known if count.camera == self._camera]
        begin = Begin(one.begin.time + shift, TYPED) if typed else one.begin
        near = _FILES if typed and one.begin.known_from == CHANGED else _NEAR
        if not mine or any(_agrees(begin, count, near) for count in mine):
            self._tell_others(one, known)
            return one
        last = mine[-1]
        if typed and last.known_from == TYPED:
            self._tell(f"{_same_as(one, last)}; both counts are kept, as both times were entered")
            return one
        self._tell(f"{_same_as(one, last)}; that count is replaced — to keep both, set recorded_at for each")
        if _RANKS.index(begin.known_from) > _rank(last):
            self.moved.append((last.begin, last.end))
            return one
        self._kept[one.path] = last.known_from
        return replace(one, begin=Begin(last.begin, COUNTED))

    def _tell_others(self, one: Recording, known: Sequence[Known]) -> None:
        others = {count.camera for count in known} - {self._camera}
        if others and len(known) > 0 and not any(count.camera == self._camera for count in known):
            self._tell(f"'{one.path.name}' was counted for camera '{min(others)}' as well")

    def _tell(self, text: str) -> None:
        if text not in self.told:
            self.told.append(text)
            log.warning(text, camera=self._camera)


def _rank(count: Known) -> int:
    return _RANKS.index(count.known_from) if count.known_from in _RANKS else len(_RANKS)


def _agrees(begin: Begin, count: Known, near: float) -> bool:
    """Whether a file tells the time of a count; its change is when it ended."""
    return abs(begin.time - (count.end if begin.known_from == CHANGED else count.begin)) <= near


def _same(one: Known, other: Known, moved: Collection[tuple[float, float]]) -> bool:
    gone = abs(one.begin - other.begin) <= _NEAR or (one.begin, one.end) in moved
    return one.camera == other.camera and gone


def _same_as(one: Recording, count: Known) -> str:
    if one.path.name == count.file:
        return f"'{one.path.name}' was counted before, at another time"
    return f"'{one.path.name}' is the same recording as '{count.file}', which was counted before"
