"""The panels that put violations and what people think of them together."""

from __future__ import annotations

from typing import Final

from bootstrap.grafana.dashboards.flux import CLASS, COLUMNS, NAMES, RAW, headed, named, select
from bootstrap.grafana.dashboards.panels import Json, numbers, opening, table
from bootstrap.grafana.wording import titled
from core.evidence.links import KINDS, address, pattern
from core.reports.flux import pipe
from core.settings.rules import RULES

# A review bears the machine's time, its violation a video's: so all that are kept are looked at. The newest counts.
_REVIEWED: Final = pipe(
    select(RAW, "reviews", "=~ /^(event|verdict|note|reviewer)$/", start="-${raw_days}d"),
    'pivot(rowKey: ["_time", "site", "camera", "rule"], columnKey: ["_field"], valueColumn: "_value")',
    'group(columns: ["event"])',
    'sort(columns: ["_time"])',
    'last(column: "verdict")',
    "group()",
)
_OF_EVENT: Final = ("site", "camera", "rule", "class", "started", "facts", "evidence", "clip")
_OF_REVIEW: Final = ("verdict", "note", "reviewer")


def _record(first: str, **fields: str) -> str:
    return ", ".join([first, *(f"{name}: {value}" for name, value in fields.items())])


# Both sides get the same columns and nothing is null: every age of Flux reads it alike, also without any review.
_FROM_EVENT: Final = _record(
    "time: r._time, event: r.event, track: r.track",
    **{name: f"r.{name}" for name in _OF_EVENT[:-2]},
    # Without links, as of violations that another machine saw, there is a name to look for in the app.
    evidence='if exists r.picture then r.picture else if exists r.evidence then r.evidence else "-"',
    clip='if exists r.clip then r.clip else "-"',
    **dict.fromkeys(_OF_REVIEW, '""'),
)
_FROM_REVIEW: Final = _record(
    "time: r._time, event: r.event, track: 0",
    **dict.fromkeys(_OF_EVENT, '""'),
    **{name: f"r.{name}" for name in _OF_REVIEW},
)
_IDENTITY: Final = _record("time: 1970-01-01T00:00:00Z, track: 0", **dict.fromkeys((*_OF_EVENT, *_OF_REVIEW), '""'))
_JOINED: Final = _record(
    'time: if r.rule != "" then r.time else accumulator.time',
    **{name: f'if r.rule != "" then r.{name} else accumulator.{name}' for name in ("track", *_OF_EVENT)},
    **{name: f'if r.verdict != "" then r.{name} else accumulator.{name}' for name in _OF_REVIEW},
)
_EVENTS: Final = pipe(
    select(RAW, "violations", "=~ /^(track|event|started|facts|evidence|picture|clip)$/", CLASS, 'r.phase == "new"'),
    'pivot(rowKey: ["_time", "site", "camera", "rule", "class"], columnKey: ["_field"], valueColumn: "_value")',
    "group()",
    'sort(columns: ["_time"], desc: true)',
    "limit(n: 500)",
    f"map(fn: (r) => ({{{_FROM_EVENT}}}))",
)
_VERDICTS: Final = pipe(_REVIEWED, f"map(fn: (r) => ({{{_FROM_REVIEW}}}))")
# Read by people, not by programs: names for people, and JSON without its signs.
_WORDS: Final = {name: titled(words) for rule in RULES.values() for name, words in rule.facts.items()}


def _plain(facts: str) -> str:
    for name, words in _WORDS.items():
        facts = _replaced(facts, f'\\"{name}\\":', f"{words}: ")
    return _replaced(_replaced(f'strings.trim(v: {facts}, cutset: "{{}}")', '\\"', ""), ",", ", ")


def _replaced(value: str, old: str, new: str) -> str:
    return f'strings.replaceAll(v: {value}, t: "{old}", u: "{new}")'


_PLAIN: Final = f"map(fn: (r) => ({{r with facts: {_plain('r.facts')}}}))"
_LIST: Final = f'import "strings"\n\nevents = {_EVENTS}\nverdicts = {_VERDICTS}\n' + pipe(
    "union(tables: [events, verdicts])",
    'group(columns: ["event"])',
    f"reduce(identity: {{{_IDENTITY}}}, fn: (r, accumulator) => ({{{_JOINED}}}))",
    'filter(fn: (r) => r.rule != "")',
    "group()",
    _PLAIN,
    'map(fn: (r) => ({r with verdict: if r.verdict == "" then "open" else r.verdict}))',
    named("rule", NAMES["rule"]),
    named("class", NAMES["class"]),
    named("verdict", NAMES["verdict"]),
    'sort(columns: ["time"], desc: true)',
    headed(),
)
_ORDER: Final = ("time", "site", "camera", "rule", "class", "verdict", "evidence", "clip", "facts", "track", "started")
_COLUMNS: Final = {"picture": "evidence", "clip": "clip"}  # what the links in them open


def verdicts() -> Json:
    """How many reviews came to which verdict."""
    return numbers(
        "Reviews by verdict",
        pipe(
            _REVIEWED,
            'group(columns: ["verdict"])',
            'count(column: "event")',
            "map(fn: (r) => ({_time: v.timeRangeStop, _value: r.event, verdict: r.verdict}))",
            named("verdict", NAMES["verdict"]),
            'group(columns: ["verdict"])',
        ),
        unit="short",
        series="${__field.labels.verdict}",
        note="The latest verdict on each reviewed violation, as long as single events are kept; "
        "independent of the selected time range. The share of accepted reviews shows how reliable the rules are.",
        nothing="none reviewed",
    )


def newest() -> Json:
    """Each violation with all that is known of it."""
    return table(
        "Latest violations",
        _LIST,
        units={COLUMNS["time"]: "dateTimeAsIso"},
        order=tuple(COLUMNS[name] for name in _ORDER),
        columns={
            COLUMNS[_COLUMNS[kind]]: opening(address(), f"Open the {kind}", pattern(ending), kind)
            for ending, kind in KINDS.items()
        },
        note="The latest 500. Picture and clip open in a browser on the machine that recorded them; where they show "
        "file "
        "names, use the app on that machine. The verdict is open until somebody has reviewed the violation. Available "
        "as long as single events are kept.",
    )
