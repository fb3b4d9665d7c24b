"""When the pictures of a live stream were taken and when they are due, from their presentation times and arrivals.

A picture arrives later than it was taken by what its way takes: by little from a camera at hand, by seconds and in
bursts where segments of a recording are sent (HLS). The least delay seen tells when pictures were taken; the greatest
one, how long to hold them back so that each can be given in its turn.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import Final

#: Seconds of arrivals that are looked back at: some bursts, and what drifts is followed.
_WINDOW: Final = 30
#: And for what comes latest; no stream is held back for longer.
_RECENT: Final = 13
#: A stream is held back by so much more at first, seconds: what it still has in store is not known yet.
_FIRST: Final = 0.5
#: The most a picture is held back, seconds.
MOST: Final = 12.0
#: Held back longer than needed, a stream is given so much faster than it runs.
_FASTER: Final = 0.1
#: Two clocks are brought together over so many seconds, and never by more than this share.
_SLOWLY: Final = 60.0
_MOST_SLEW: Final = 0.1
#: By this share of what arrivals vary, the least delay may be off without being followed.
_LOOSE: Final = 0.25
#: Presentation times that leave arrivals by more than this, seconds, are those of a clock that was set anew.
_SET_ANEW: Final = 25.0
#: The same, earlier than any before, of a picture after a gap: none comes before it was taken.
_TOO_EARLY: Final = 1.0
#: Over so many seconds in which pictures came, the stream's clock may go wrong by this share before it is not believed.
_HALF: Final = 12
_WRONG: Final = 0.1
_FILLED: Final = 8
_AFTER: Final = 1.0  # seconds for which a picture may seem to be taken after it came


class Pace:
    """Follows one stream for as long as its clock runs on; told by one thread, asked by another.

    All times are seconds; `media` ones are of the stream's own clock, others monotonic.

    Args:
        believed: presentation times go as arrivals do; else pictures were taken, and are due, when they come.
    """

    def __init__(self, *, believed: bool = True) -> None:
        self.believed = believed
        self._lock = threading.Lock()
        self._late: deque[tuple[int, float, float]] = deque()  # second of arrival, least and greatest delay in it
        self._hold: float | None = None
        self._asked = 0.0
        self._way: float | None = None
        self._media = 0.0

    def follows(self, media: float, now: float, *, apart: bool = False) -> bool:
        """Whether a picture that comes now can be of the same clock; `apart`: there is a gap to the one before."""
        early = _TOO_EARLY if apart else _SET_ANEW
        return not self._late or self._least() - early < now - media < self._greatest() + _SET_ANEW

    def arrived(self, media: float, now: float) -> None:
        """A picture came."""
        late, second = now - media, int(now)
        with self._lock:
            if self._late and self._late[-1][0] == second:
                _, least, greatest = self._late.pop()
                self._late.append((second, min(least, late), max(greatest, late)))
            else:
                self._late.append((second, late, late))
                self._look_back(second)

    def due(self, media: float, now: float) -> float:
        """When to give the picture; `arrived` was told of it."""
        if not self.believed:
            return now
        with self._lock:
            least, greatest = self._least(), self._greatest()
        if self._hold is None:
            self._hold = greatest + _FIRST
        else:
            self._hold = max(greatest, self._hold - _FASTER * max(0.0, now - self._asked))
        self._hold, self._asked = min(self._hold, least + MOST), now
        due = media + self._hold
        return due if due <= now + MOST else now

    def taken(self, media: float, came: float) -> float:
        """When the picture was taken that came at `came`."""
        if not self.believed:
            return came
        with self._lock:
            least, greatest = self._least(), self._greatest()
        if self._way is None:
            self._way = least
        off, loose = least - self._way, (greatest - least) * _LOOSE
        share = (off - max(-loose, min(loose, off))) / _SLOWLY
        self._way += max(-_MOST_SLEW, min(_MOST_SLEW, share)) * max(0.0, media - self._media)
        self._media = media
        return max(came - 2 * MOST, min(came + _AFTER, media + self._way))

    def _least(self) -> float:
        return min(least for _, least, _ in self._late)

    def _greatest(self) -> float:
        newest = self._late[-1][0]
        return max(greatest for second, _, greatest in self._late if second >= newest - _RECENT)

    def _look_back(self, second: int) -> None:
        """Forget what is long ago, after a look whether the stream's clock has kept up with ours."""
        old = [one for one in self._late if second - 2 * _HALF <= one[0] < second - _HALF]
        new = [one for one in self._late if second - _HALF <= one[0] < second]
        if min(len(old), len(new)) >= _FILLED:
            drift = min(one[1] for one in new) - min(one[1] for one in old)
            swing = max(one[2] for one in new) - max(one[2] for one in old)
            self.believed &= min(abs(drift), abs(swing)) < _WRONG * _HALF or drift * swing < 0
        while self._late[0][0] < second - _WINDOW:
            self._late.popleft()
