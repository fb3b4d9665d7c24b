"""The run report for people: a table on a terminal, lines elsewhere. Takes the report as it is, complete or not.

Names are whatever somebody called a camera or a line: what would steer the terminal is not printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from core.scrub import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_STYLES = {
    "running": "green",
    "ended": "green",
    "failed": "bold red",
    **dict.fromkeys(("starting", "reconnecting", "no_data", "frozen", "black"), "yellow"),
}


def report_table(report: dict[str, Any]) -> Group:
    """Cameras, counts of each line, and what became of the events."""
    cameras: dict[str, Any] = report.get("cameras", {})
    parts: list[Table | Text] = [_cameras(cameras)]
    if any(camera.get("lines") for camera in cameras.values()):
        parts.append(_counts(cameras))
    parts += _movements(cameras)
    parts.append(Text(plain(_events(report)), style="dim"))
    return Group(*parts)


def plain_lines(report: dict[str, Any]) -> Iterator[str]:
    """One line a camera, with what became of the events of all."""
    return (plain(f"{line}; {_events(report)}") for line in camera_lines(report))


def camera_lines(report: dict[str, Any]) -> Iterator[str]:
    """One line a camera."""
    for name, camera in report.get("cameras", {}).items():
        counts = ", ".join(
            f"{line} {_total(ways, 'forward')}/{_total(ways, 'backward')}" for line, ways in camera["lines"].items()
        )
        reason = f" ({camera['reason']})" if camera.get("reason") else ""
        yield plain(
            f"{name} {camera['state']}{reason}: {camera['fps']:.1f} fps, frames {camera['frames']}, "
            f"skipped {camera['skipped']}, crossings forward/backward: {counts or 'no lines'}, "
            f"violations {_violations(camera)}"
        )


def _cameras(cameras: dict[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("camera", "state"):
        table.add_column(title)
    for title in ("fps", "frames", "skipped", "end to end ms", "violations"):
        table.add_column(title, justify="right")
    for name, camera in cameras.items():
        state = Text(camera["state"], style=_STYLES.get(camera["state"], ""))
        if camera.get("reason"):
            state.append(f": {plain(camera['reason'])}")
        whole = camera.get("stages_ms", {}).get("end_to_end")  # none of a recording: nothing in it is late
        latency = f"{whole.get('p50', 0):.0f}" if whole else ""
        numbers = (f"{camera['fps']:.1f}", str(camera["frames"]), str(camera["skipped"]), latency)
        table.add_row(Text(plain(name)), state, *numbers, _violations(camera))
    return table


def _counts(cameras: dict[str, Any]) -> Table:
    table = _counted("line", "direction")
    for name, camera in cameras.items():
        for line, ways in camera.get("lines", {}).items():
            for way, counts in ways.items():
                table.add_row(Text(plain(f"{name} · {line}")), way, *_numbers(counts))
    return table


def _movements(cameras: dict[str, Any]) -> list[Table | Text]:
    """Turning movements that there were; nothing if there was none."""
    table = _counted("from", "to")
    for name, camera in cameras.items():
        for origin, ways in camera.get("movements", {}).items():
            for destination, counts in ways.items():
                if counts.get("total"):
                    table.add_row(Text(plain(f"{name} · {origin}")), Text(plain(destination)), *_numbers(counts))
    return [table] if table.row_count else []


def _counted(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
    for title in titles:
        table.add_column(title)
    table.add_column("total", justify="right")
    table.add_column("by class")
    return table


def _numbers(counts: dict[str, int]) -> tuple[str, str]:
    """The total, and what it is made of."""
    classes = ", ".join(f"{cls} {number}" for cls, number in counts.items() if cls != "total")
    return str(counts.get("total", 0)), plain(classes)


def _total(ways: dict[str, Any], way: str) -> int:
    return int(ways.get(way, {}).get("total", 0))


def _violations(camera: dict[str, Any]) -> str:
    found = [f"{rule} {number}" for rule, number in camera.get("violations", {}).items() if number]
    return ", ".join(found) or "none"


def _events(report: dict[str, Any]) -> str:
    """Detector, journal and sinks in a line."""
    journal = report.get("journal", {})
    sinks = [
        f"{name}: {sink.get('acked', 0) - sink.get('unheard', 0)} delivered, {sink.get('backlog', 0)} pending"
        + _undelivered(sink)
        for name, sink in report.get("sinks", {}).items()
    ]
    dropped = f", {journal['dropped']} dropped" if journal.get("dropped") else ""
    detectors = _detectors(report)
    return f"{detectors} · journal {journal.get('appended', 0)}{dropped} · {' · '.join(sinks) or 'no sinks'}"


def _undelivered(sink: dict[str, Any]) -> str:
    """How much nobody got, how much the receiver will not take, why it said so last, and what is being tried again."""
    unheard = f", {sink['unheard']} without subscribers" if sink.get("unheard") else ""
    unheard += f" ({sink['notice']})" if sink.get("notice") else ""
    if not sink.get("set_aside"):
        return unheard
    again = f", {sink['again']} of them to be sent again" if sink.get("again") else ""
    reason = f" ({sink['set_aside_reason']})" if sink.get("set_aside_reason") else ""
    return f"{unheard}, {sink['set_aside']} set aside{again}{reason}"


def _detectors(report: dict[str, Any]) -> str:
    """The detector of all cameras, or who has which."""
    cameras: dict[str, list[str]] = {}
    for name, camera in report.get("cameras", {}).items():
        if camera.get("detector"):
            cameras.setdefault(_detector(camera["detector"]), []).append(name)
    if len(cameras) > 1:
        return "detectors " + ", ".join(f"{words} ({', '.join(names)})" for words, names in cameras.items())
    return f"detector {next(iter(cameras), _detector(report.get('detector') or {})) or '-'}"


def _detector(facts: dict[str, Any]) -> str:
    return " ".join(dict.fromkeys(str(facts[key]) for key in ("name", "backend", "device") if facts.get(key)))
