"""What is worth telling somebody, for how long it is in sight, and what of it is kept to be read later."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

#: Bulletins in sight at a time; the window shows the newest few and tells how many more there are.
MOST: Final = 20
#: Bulletins in the list.
KEPT: Final = 200
#: What can be muted, and the topics that belong to it.
KINDS: Final = {
    "violations": {"violation"},
    "cameras": {"camera"},
    "services": {"service", "part"},
    "engine": {"engine"},
}
#: Seconds that one stays; what has failed stays until it is well again or somebody has put it away.
LASTING: Final = 10.0
#: Seconds without a picture after which that is worth telling.
PATIENCE: Final = 10


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One thing that happened, perhaps several times.

    Attributes:
        topic: violation, part, service, camera, engine, window, picture or browser.
        subject: the rule, the part, the service, the camera, or empty.
        place: the camera of a violation.
        level: ok, busy or failed.
        count: how often since it is in sight.
        detail: a reason or a file, as it is to be read.
        until: monotonic seconds at which it goes; None for not by itself.
        target: id of the newest violation.
        when: seconds since the epoch at which it last happened, or began.
        number: tells it apart from all others of this session.
        read: whether somebody has seen it in the list.
    """

    topic: str
    subject: str
    place: str = ""
    level: str = "failed"
    count: int = 1
    detail: str = ""
    until: float | None = None
    target: str = ""
    when: float = 0.0
    number: int = 0
    read: bool = False

    @property
    def key(self) -> str:
        """What it is about: of each there is one at most."""
        return f"{self.topic}/{self.subject}/{self.place}"


@dataclass(slots=True)
class Board:
    """The bulletins in sight, newest first, and those that are kept, the same way.

    What there was when the window opened is no news: the first state is only remembered, but for a camera without
    pictures, which may have failed while the window opened. A part that is told of for the first time later is news.
    """

    bulletins: list[Bulletin] = field(default_factory=list)
    kept: list[Bulletin] = field(default_factory=list)
    muted: frozenset[str] = frozenset()
    wall: Callable[[], float] = time.time
    looked: bool = False  # all parts have been told of once
    _numbers: int = 0
    _seen: set[str] | None = None
    _levels: dict[str, str] = field(default_factory=dict)

    def tell_violations(self, found: Iterable[tuple[str, str, str]], now: float) -> None:
        """Take over the newest violations: id, rule and camera of each."""
        rows = list(found)
        fresh = [row for row in rows if self._seen is not None and row[0] not in self._seen]
        self._seen = {row[0] for row in rows}
        for name, rule, camera in reversed(fresh):
            self._add(Bulletin("violation", rule, camera, until=now + LASTING, target=name))

    def tell_level(  # noqa: PLR0913
        self, topic: str, subject: str, level: str, reason: str, now: float, *, lasting: int = 0
    ) -> None:
        """Take over how a part, a camera or the engine is; only what fails and what comes back is told.

        What is between the two, or not known for a while, changes nothing: one that tries again and again fails once.
        What fails has done so for `lasting` seconds, which may be longer than anybody has looked.
        """
        key = f"{topic}/{subject}"
        before = self._levels.get(key)
        if before is None or level in {"ok", "failed"}:
            self._levels[key] = level
        new = level == "failed" and (topic == "camera" or (topic == "part" and self.looked))
        news = level != before if before is not None else new
        if not news:
            self._explain(topic, subject, level, reason)
            return
        if level == "failed":
            self._put(Bulletin(topic, subject, detail=reason, when=self.wall() - lasting))
        elif level == "ok" and any(one.topic == topic and one.subject == subject for one in self.bulletins):
            self._put(Bulletin(topic, subject, level="ok", until=now + LASTING))

    def _explain(self, topic: str, subject: str, level: str, reason: str) -> None:
        """Why something failed may be known later than that it did."""

        def explained(one: Bulletin) -> Bulletin:
            bare = (one.topic, one.subject, one.level, one.detail) == (topic, subject, "failed", "")
            return replace(one, detail=reason) if bare else one

        if level == "failed" and reason:
            self.bulletins = [explained(one) for one in self.bulletins]
            self.kept = [explained(one) for one in self.kept]

    def forget(self, topic: str, there: Collection[str]) -> None:
        """What is there no more has no faults; in the list they stay."""
        gone = [key for key in self._levels if key.startswith(f"{topic}/") and key.partition("/")[2] not in there]
        for key in gone:
            del self._levels[key]
        self.bulletins = [one for one in self.bulletins if f"{one.topic}/{one.subject}" not in gone]

    def tell(self, topic: str, level: str, detail: str, now: float) -> None:
        """Tell of something that the user did."""
        self._put(Bulletin(topic, "", level=level, detail=detail, until=now + LASTING))

    def mute(self, kinds: Iterable[str]) -> None:
        """Keep these kinds out of sight from now on; in the list they are all the same."""
        self.muted = frozenset(kinds)
        self.bulletins = [one for one in self.bulletins if not self._is_muted(one)]

    def dismiss(self, key: str) -> None:
        """Put one away; an empty key puts all away."""
        self.bulletins = [one for one in self.bulletins if key not in ("", one.key)]

    def read(self) -> None:
        """All that is in the list has been seen."""
        self.kept = [replace(one, read=True) for one in self.kept]

    def clear(self) -> None:
        """Empty the list; what is in sight stays as long as it would."""
        self.kept = []

    def find(self, number: int) -> Bulletin | None:
        """One of those that are kept or in sight."""
        return next((one for one in (*self.kept, *self.bulletins) if one.number == number), None)

    def expire(self, now: float) -> None:
        """Take away what was in sight long enough."""
        self.bulletins = [one for one in self.bulletins if one.until is None or one.until > now]

    def _is_muted(self, one: Bulletin) -> bool:
        return any(one.topic in KINDS.get(kind, ()) for kind in self.muted)

    def _add(self, new: Bulletin) -> None:
        """Once more of the same, or the first of it."""
        old = next((one for one in self.bulletins if one.key == new.key), None)
        if old is None:
            self._put(new)
        else:
            self._put(replace(new, count=old.count + 1, number=old.number))

    def _put(self, new: Bulletin) -> None:
        """In the place of what it is about; too many push out those that would go first."""
        if not new.number:
            self._numbers += 1
            new = replace(new, number=self._numbers)
        muted = self._is_muted(new)
        new = replace(new, when=new.when or self.wall(), read=muted)
        self.kept = [new, *(one for one in self.kept if one.number != new.number)][:KEPT]
        if muted:
            return
        places = [place for place, one in enumerate(self.bulletins) if one.key == new.key]
        if places:
            self.bulletins[places[0]] = new
            return
        self.bulletins.insert(0, new)
        while len(self.bulletins) > MOST:
            self.bulletins.remove(min(reversed(self.bulletins), key=_going))


def _going(one: Bulletin) -> tuple[bool, float]:
    return one.until is None, one.until or 0.0


def about(service: str, level: str, condition: str, seconds: int) -> tuple[str, str, str]:
    """Topic, subject and level of a row of the health list that has been so for so long.

    A camera that tries to come back has failed; one whose pictures are late may be only that for a while. One that
    cannot do all that was asked of it works.
    """
    kind, _, name = service.partition("/")
    if name:
        lost = condition in {"reconnecting", "unchanged"} or (condition == "no-data" and seconds >= PATIENCE)
        return kind, name, "failed" if lost else "ok" if condition == "limited" else level
    return ("engine" if service == "engine" else "part"), service, level


def row(one: Bulletin) -> tuple[Any, ...]:
    """As a row of the list model, see ROLES."""
    return (one.key, one.number, one.topic, one.subject, one.place, one.level, one.count, one.detail)


ROLES: Final = ("key", "number", "topic", "subject", "place", "level", "count", "detail")


def kept_row(one: Bulletin) -> tuple[Any, ...]:
    """As a row of the list of all, see KEPT_ROLES."""
    return (one.number, one.topic, one.subject, one.place, one.level, one.count, one.detail, one.when * 1000, one.read)


KEPT_ROLES: Final = ("number", "topic", "subject", "place", "level", "count", "detail", "when", "read")
