"""Deals blows to a real engine, its decoder and the window's threads while a page is open, and tells what is said then.

`python tests/qml_app/blows.py TABLE.md [PAGE …]` goes through all blows on all pages, or on some, and writes what the
header, the list of health and the page said, and after how many seconds.
"""

from __future__ import annotations

import re
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import psutil
import pytest
import walk

sys.path.append(str(Path(__file__).parents[1] / "core" / "sources"))
from rtsp_camera import RtspCamera

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from walk import Walker

    from core.types import Image

CONFIG: Final = """\
cameras:
  - {{id: street, source: "{source}", scene: {{lines: [{{id: across, points: [[10, 120], [310, 120]]}}]}}}}
"""
#: Seconds until it has to be said; what is wanted is two to three, and machines that are busy are slow.
SOON: Final = 30.0
_SETTLED: Final = 1.5  # seconds after which nothing else may be said
_SLOWLY: Final = 12.0  # seconds for which one that is slow is watched
_WELL: Final = {"live", "limited"}  # a camera that was slow may have missed somebody, which is said for minutes
_RAIL: Final = 2  # the button of the Live page, and the word on it
_STALE: Final = 5.0  # seconds after which what the engine said last is no news, with slack

#: The pages: the key that opens each, a tab on it, and the thread that looks for it.
PAGES: Final = {
    "Live": ("ctrl+1", "", "pictures"),
    "Traffic": ("ctrl+2", "Counts", "counts"),
    "Traffic, movements": ("ctrl+2", "Turning movements", "movements"),
    "Traffic, speeds": ("ctrl+2", "Speeds", "spot_speeds"),
    "Traffic, zones": ("ctrl+2", "Zones", "occupancy"),
    "Violations": ("ctrl+3", "", "violations"),
    "Services": ("ctrl+4", "", "services"),
    "Setup": ("ctrl+5", "", "setup"),
    "Settings, cameras": ("ctrl+6", "Cameras", "cameras"),
    "Settings, lines": ("ctrl+6", "Lines and zones", "scene"),
    "Settings, calibration": ("ctrl+6", "Calibration", "scene"),
    "Settings, detection": ("ctrl+6", "Detection and rules", "settings"),
    "Settings, general": ("ctrl+6", "General", "settings"),
}


def street(number: int) -> Image:
    """A box that goes up and down, under a sensor's noise; 25 a second."""
    time.sleep(0.02)
    image = np.random.default_rng(number).integers(70, 110, (240, 320, 3), np.uint8)
    top = abs((number * 8) % 400 - 200)
    image[top : top + 40, 140:190] = 240
    return image


@dataclass
class Said:
    """What was said after a blow: after how many seconds, in the header, by health, and else on the page."""

    seconds: float
    header: str
    health: str
    page: list[str] = field(default_factory=list)


def engine(walker: Walker) -> psutil.Process:
    return psutil.Process(walker.state()["pid"])


def decoders(walker: Walker) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return [one for one in engine(walker).children() if "core.sources.decoder" in one.cmdline()]
    return []


@contextmanager
def again_and_again(act: Callable[[], object], pause: float) -> Iterator[None]:
    """Done on a thread of its own until the block ends."""
    over = threading.Event()

    def run() -> None:
        while not over.is_set():
            with suppress(psutil.Error):
                act()
            over.wait(pause)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def frozen(*processes: psutil.Process) -> Iterator[None]:
    for one in processes:
        one.suspend()
    try:
        yield
    finally:
        for one in processes:
            with suppress(psutil.Error):
                one.resume()


@contextmanager
def slow(*processes: psutil.Process) -> Iterator[None]:
    """They get a twentieth of their time."""

    def pulse() -> None:
        for one in processes:
            one.resume()
        time.sleep(0.05)
        for one in processes:
            one.suspend()

    with frozen(*processes), again_and_again(pulse, 0.95):
        yield


@contextmanager
def killed(walker: Walker) -> Iterator[None]:
    """Each as soon as it says anything; the one after the last begins by itself."""
    with again_and_again(lambda: engine(walker).kill(), 0.05):
        yield


@contextmanager
def decoders_killed(walker: Walker) -> Iterator[None]:
    """Each as soon as there is one."""
    with again_and_again(lambda: [one.kill() for one in decoders(walker)], 0.1):
        yield


@contextmanager
def marked(walker: Walker, name: str, text: str = "") -> Iterator[None]:
    """A file that the window's and the engine's own eyes look for."""
    file = walker.eyes / name
    file.write_text(text)
    try:
        yield
    finally:
        file.unlink()


@contextmanager
def full_disk(walker: Walker) -> Iterator[None]:
    """No file of the engine may grow; its state is small enough."""
    process = engine(walker)
    before = process.rlimit(psutil.RLIMIT_FSIZE)
    process.rlimit(psutil.RLIMIT_FSIZE, (16_384, before[1]))
    try:
        yield
    finally:
        process.rlimit(psutil.RLIMIT_FSIZE, before)


@contextmanager
def journal_replaced(walker: Walker) -> Iterator[None]:
    """By something else, as a restored backup or a careless hand does; it is mended without anybody's help."""
    other = walker.home / "state" / "other"
    other.write_bytes(b"something else" * 1_000)
    other.replace(walker.home / "state" / "journal.sqlite")
    yield


@dataclass(frozen=True)
class Blow:
    """What is done, and what has to be said of it.

    Attributes:
        row: of the list of health; `PAGE` is that of the thread that looks for the page.
        conditions: of the row, one of which has to be said; nothing else than what is true if empty.
        silent: whether nothing is known of the engine then.
        pictures: whether pictures of the camera come all the same.
    """

    name: str
    strike: Callable[[Walker, str], Any]
    row: str = "engine"
    conditions: tuple[str, ...] = ()
    silent: bool = False
    pictures: bool = False


BLOWS: Final = (
    Blow("engine frozen", lambda walker, _: frozen(engine(walker)), "engine", ("stalled",), silent=True),
    Blow("engine slow", lambda walker, _: slow(engine(walker)), pictures=True),
    Blow("decoder frozen", lambda walker, _: frozen(*decoders(walker)), "camera/street", ("no-data",)),
    Blow("decoder slow", lambda walker, _: slow(*decoders(walker)), pictures=True),
    Blow("decoder killed", lambda walker, _: decoders_killed(walker), "camera/street", ("reconnecting", "no-data")),
    Blow("disk full", lambda walker, _: full_disk(walker), "journal", ("paused", "failed"), pictures=True),
    Blow("image reader fails", lambda walker, _: marked(walker, "broken", "pictures"), "engine", ("unseen",)),
    Blow(
        "page reader fails",
        lambda walker, page: marked(walker, "broken", PAGES[page][2]),
        "PAGE",
        ("restarting", "unseen"),
        pictures=True,
    ),
    Blow("journal writer ends", lambda walker, _: marked(walker, "end-writer"), "journal", ("failed",), pictures=True),
    Blow("engine killed", lambda walker, _: killed(walker), "engine", ("stopped",), silent=True),
)


def well(walker: Walker) -> None:
    """The engine counts, and the window says nothing else."""

    def amiss() -> dict[str, Any]:
        seen = walker.look()
        rows = seen["rows"]
        good = (rows.get("engine"), seen["level"]) == ("running", "ok") and rows.get("camera/street") in _WELL
        good = good and header(seen) == "Engine running" and not any("not updating" in one for one in texts(seen))
        return {} if good else {"header": header(seen), **rows, **walker.camera()}

    late = time.monotonic() + 2 * walk.PATIENCE  # a camera that was lost often is tried less and less often
    while found := amiss():
        assert time.monotonic() < late, found


def go(walker: Walker, page: str) -> None:
    key, tab, _ = PAGES[page]
    walker.key(key)
    if tab:
        walker.click(tab)
    walker.settle()


def header(seen: dict[str, Any]) -> str:
    """The sentence in the top bar."""
    pills = [one for one in seen["items"] if one["class"] == "StatusPill" and not one["hidden"]]
    return str(min(pills, key=lambda one: one["at"][1])["text"]) if pills else ""


def texts(seen: dict[str, Any]) -> list[str]:
    return [one["text"] for one in seen["items"] if one["text"] and not one["hidden"]]


def untrue(seen: dict[str, Any], blow: Blow) -> list[str]:
    """What must not be said any more."""
    said = texts(seen)
    found = [] if blow.conditions == () else [one for one in said if one == "Engine running"]
    if not blow.pictures:
        found += ["Live"] if said.count("Live") > _RAIL else []
        found += [one for one in said if one in {"live", "counting"}]
        fps = [value for value, label in pairwise(said) if label == "fps"]
        found += [f"{value} fps" for value in fps if re.match(r"\d", value)]
    if blow.silent:
        found += [one for one in said if one in {"running", "connected"} or one.startswith("Running, ")]
    return found


def behind(walker: Walker, seen: dict[str, Any]) -> list[str]:
    """Of one that is slow: what is said as if it were now, and is not."""
    late = time.time() - float(walker.state().get("updated") or 0.0) > _STALE
    return [one for one in texts(seen) if one == "Engine running"] if late else []


def struck(walker: Walker, blow: Blow, page: str) -> Said:
    """Deal the blow while the page is open; all is well afterwards."""
    before = set(texts(walker.look()))
    if blow.conditions == ("unseen",) and PAGES[page][2] == "scene":  # which reads pictures with a thread of its own
        blow = replace(blow, pictures=True)
    with blow.strike(walker, page):
        began = time.monotonic()
        said = _watch(walker, began) if blow.conditions == () else _wait(walker, blow, page, began)
    well(walker)
    said.page = [
        one for one in dict.fromkeys(said.page) if one not in {*before, said.header} and re.search(r"[^\W\d]{3}", one)
    ]
    return said


def _row(blow: Blow, page: str) -> str:
    if blow.row != "PAGE":
        return blow.row
    thread = PAGES[page][2]
    return "engine" if thread == "pictures" else f"window/{thread}"


def _wait(walker: Walker, blow: Blow, page: str, began: float) -> Said:
    row = _row(blow, page)

    def told() -> dict[str, Any] | None:
        seen = walker.look()
        there = seen["rows"].get(row) in blow.conditions and header(seen) != "Engine running"
        return seen if there and not untrue(seen, blow) else None

    walk.until(told, f"{blow.name} on {page}: {row} {blow.conditions}", SOON)
    seconds = time.monotonic() - began
    time.sleep(_SETTLED)
    seen = walker.look()
    assert untrue(seen, blow) == [], (blow.name, page)
    assert seen["level"] != "ok", (blow.name, page)
    if blow.row == "PAGE" and page != "Live":
        assert any("not updating" in one for one in texts(seen)), (page, texts(seen))
    return Said(seconds, header(seen), f"{row}: {seen['rows'].get(row)}", texts(seen))


def _watch(walker: Walker, began: float) -> Said:
    """One that is slow may say this or that, as long as it is so."""
    headers: list[str] = []
    said: list[str] = []
    while time.monotonic() - began < _SLOWLY:
        seen = walker.look()
        assert behind(walker, seen) == [], texts(seen)
        headers.append(re.sub(r"\d+ s", "… s", header(seen)))
        said = texts(seen)
        time.sleep(0.3)
    rows = walker.look()["rows"]
    health = ", ".join(f"{name}: {rows.get(name)}" for name in ("engine", "camera/street"))
    return Said(0.0, " / ".join(dict.fromkeys(headers)), health, said)


def table(found: dict[tuple[str, str], Said]) -> str:
    lines = ["| blow | page | after | header | health | page |", "|---|---|---|---|---|---|"]
    for (blow, page), said in found.items():
        after = f"{said.seconds:.1f} s" if said.seconds else ""
        words = " · ".join(one.replace("\n", " ").replace("|", "/") for one in said.page[:8])
        lines.append(f"| {blow} | {page} | {after} | {said.header} | {said.health} | {words} |")
    return "\n".join(lines) + "\n"


def main(out: Path, pages: list[str]) -> int:
    """How many blows something untrue was said of, or nothing."""
    found: dict[tuple[str, str], Said] = {}
    missed = 0
    with tempfile.TemporaryDirectory() as place, walk.screen(1600, 1000) as display:
        config = Path(place) / "street.yaml"
        config.write_text(CONFIG.format(source=RtspCamera(street, 10**9).address()))
        with walk.walking(Path(place) / "walk", display, "--config", str(config), size=(1440, 900)) as walker:
            well(walker)
            for page, blow in product(pages or PAGES, BLOWS):
                go(walker, page)
                try:
                    found[blow.name, page] = struck(walker, blow, page)
                except (AssertionError, pytest.fail.Exception) as error:
                    missed += 1
                    found[blow.name, page] = Said(0.0, "", f"MISSED: {error}")
                    well(walker)
                out.write_text(table(found))
    return missed


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
