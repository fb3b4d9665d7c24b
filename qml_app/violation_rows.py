"""The journal's violations as rows of a list, and how right the rules were. Pure functions."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from core.evidence import CLIP, SNAPSHOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from core.evidence.misses import Miss
    from core.reports.tables import Table
    from qml_app.models import Row

    Record: TypeAlias = dict[str, Any]  # a row of the table by its columns

#: `began` and `reviewed` are milliseconds since the epoch, `seconds` how long it lasted; -1 where not known.
#: `picture` and `video` are names of files that are there; `missing` tells why there is none; `lacks` each one that is
#: not there and for which a reason is known: what it is, a code, the reason, and when in milliseconds.
ROLES: Final = (
    *("violation", "began", "seconds", "site", "camera", "rule", "kind", "track", "facts"),
    *("verdict", "note", "reviewer", "reviewed", "picture", "video", "missing", "lacks"),
)
#: `share` of the accepted among the reviewed, and what it may truly be (95 %); -1 while nothing is reviewed.
PRECISION_ROLES: Final = ("rule", "accepted", "reviewed", "total", "share", "least", "most")
VERDICTS: Final = ("open", "accepted", "dismissed")
#: A list longer than this is nobody's to read; the file that can be saved has all.
MOST: Final = 500

_Z: Final = 1.96  # of the normal distribution for 95 %
_WRITING: Final = 20.0  # seconds a clip may take to appear
_UNITS: Final = (
    ("_px_s", "px/s"),
    ("_px", "px"),
    ("_kmh", "km/h"),
    ("_degrees", "°"),
    ("seconds", "s"),
    ("grace", "s"),
    ("point", "px"),
    ("left_at", "px"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What of it to show; empty is all."""

    rule: str = ""
    camera: str = ""
    verdict: str = ""

    def of(self, found: list[Record]) -> list[Record]:
        """The records that are chosen."""
        for column, value in (("rule", self.rule), ("camera", self.camera), ("verdict", self.verdict)):
            found = [one for one in found if one[column] == value] if value else found
        return found


@dataclass(frozen=True, slots=True)
class Files:
    """What is in the evidence folder.

    Attributes:
        names: of its files.
        problem: why the engine cannot write there, if it cannot.
        misses: what became of files by violation and ending, as far as it was written down.
    """

    names: frozenset[str] = field(default_factory=frozenset)
    problem: str = ""
    misses: Mapping[tuple[str, str], Miss] = field(default_factory=dict)


def records(table: Table) -> list[Record]:
    """The table's rows by column, newest first."""
    named = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return sorted(named, key=lambda one: (one["started"], one["id"]), reverse=True)


def judged(found: Iterable[Record], said: Mapping[str, Record]) -> list[Record]:
    """Records with reviews, by violation, that the journal may not tell yet."""
    return [{**one, **said[one["id"]]} if one["id"] in said else one for one in found]


def rows(found: Iterable[Record], files: Files, now: float) -> list[Row]:
    """Records as rows; `now` in seconds since the epoch."""
    return [_row(one, files, now) for one in found]


def values(found: Iterable[Record], column: str) -> list[str]:
    """What there is to choose from."""
    return sorted({str(one[column]) for one in found})


def precision(found: Sequence[Record]) -> list[Row]:
    """How right each rule was, as far as anybody has looked; all rules together last, without a name."""
    counts = Counter((one["rule"], one["verdict"]) for one in found)
    rules: dict[str, Counter[str]] = {}
    for (rule, verdict), count in counts.items():
        for name in (rule, ""):
            rules.setdefault(name, Counter())[verdict] += count
    return [_precision(rule, rules[rule]) for rule in [*sorted(rules)[1:], *sorted(rules)[:1]]]


def _precision(rule: str, verdicts: Counter[str]) -> Row:
    accepted, reviewed = verdicts["accepted"], verdicts["accepted"] + verdicts["dismissed"]
    share = accepted / reviewed if reviewed else -1.0
    return (rule, accepted, reviewed, verdicts.total(), share, *wilson(accepted, reviewed))


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """95 % score interval of a share (Wilson 1927); -1 and -1 of nothing."""
    if not tries:
        return (-1.0, -1.0)
    share, weight = hits / tries, _Z * _Z / tries
    middle = (share + weight / 2) / (1 + weight)
    half = _Z * math.sqrt(share * (1 - share) / tries + weight / tries / 4) / (1 + weight)
    return (max(0.0, middle - half), min(1.0, middle + half))


def _row(one: Record, files: Files, now: float) -> Row:
    began: datetime = one["started"]
    ended: datetime | None = one["ended"]
    reviewed: datetime | None = one["reviewed"]
    return (
        one["id"],
        began.timestamp() * 1000,
        (ended - began).total_seconds() if ended is not None else -1.0,
        *(one[column] for column in ("site", "camera", "rule", "class", "track")),
        _facts(one["facts"]),
        *(one[column] for column in ("verdict", "note", "reviewer")),
        reviewed.timestamp() * 1000 if reviewed is not None else -1.0,
        *_evidence(one["evidence"].split(), files, now - (ended or began).timestamp()),
        _lacks(one["id"], one["evidence"].split(), files),
    )


def _lacks(violation: str, names: Sequence[str], files: Files) -> list[dict[str, Any]]:
    """Files there should be, with why they are not; one that is still being made is none of them."""
    return [
        {"what": what, "code": miss.code, "reason": miss.reason, "at": miss.time * 1000}
        for ending, what in ((SNAPSHOT, "picture"), (CLIP, "clip"))
        if (miss := files.misses.get((violation, ending)))
        and miss.code not in ("begun", "kept")
        and any(name.endswith(ending) and name not in files.names for name in names)
    ]


def _evidence(names: Sequence[str], files: Files, age: float) -> tuple[str, str, str]:
    """Picture and clip that are there; else why not: none, pending, failed or gone."""
    there = [name for name in names if name in files.names]
    picture = next((name for name in there if name.endswith(SNAPSHOT)), "")
    clip = next((name for name in there if name.endswith(CLIP)), "")
    if not names:
        return picture, clip, "none"
    if picture or clip:
        return picture, clip, ""
    return picture, clip, "failed" if files.problem else "pending" if abs(age) < _WRITING else "gone"


@lru_cache(maxsize=2 * MOST)
def _facts(text: str) -> list[dict[str, Any]]:
    """The same list for the same text: what is looked at again every two seconds did not change."""
    return facts(json.loads(text).items())


def facts(found: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    """What fired the rule: each fact's name, its value - a number, numbers or text - and its unit."""
    known = {name: value for name, value in found if value is not None}
    if "speed_kmh" in known:  # pixels tell nobody more
        known.pop("speed_px_s", None)
    return [{"name": name, "value": _plain(value), "unit": _unit(name)} for name, value in known.items()]


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any JSON
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _unit(name: str) -> str:
    return next((unit for ending, unit in _UNITS if name.endswith(ending) or name.startswith(ending)), "")
