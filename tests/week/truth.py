"""What really is, since when; and whether what `status` says is so."""

from __future__ import annotations

import threading
import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from stretches import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Seconds for which something has to be so before `status` has to know: what is noticed, and what is tried again.
NOTICED: Final = 20.0
AGAIN: Final = 80.0
#: What a camera in a mood may be called once that has been noticed.
_CALLED: Final = {
    "good": {"running"},
    "frozen": {"frozen"},
    "slow": {"running", "no_data", "reconnecting"},
    "garbage": {"reconnecting", "no_data", "starting", "failed"},
    "silent": {"reconnecting", "no_data", "starting", "failed"},
    "away": {"reconnecting", "no_data", "starting", "failed"},
}
_BEGINS: Final = {"starting", "reconnecting", "no_data"}
_DEAD: Final = {"garbage", "silent", "away"}


class Truth:
    """Facts by name, each with the moments when it became another one; may be told from any thread."""

    def __init__(self) -> None:
        self._facts: dict[str, list[tuple[float, str]]] = {}
        self._lock = threading.Lock()

    def is_now(self, **facts: str) -> None:
        with self._lock:
            for name, value in facts.items():
                self._facts.setdefault(name, []).append((time.monotonic(), value))

    def steady(self, name: str, begin: float, end: float) -> str | None:
        """What held all the time from `begin` to `end`; None if it changed, or nobody knows."""
        with self._lock:
            known = list(self._facts.get(name, ()))
        before = [value for moment, value in known if moment <= begin][-1:]
        found = {*before, *(value for moment, value in known if begin < moment <= end)}
        return found.pop() if before and len(found) == 1 else None

    def spells(self, name: str, value: str) -> list[Stretch]:
        """When it held; the last one may last."""
        with self._lock:
            known = [*self._facts.get(name, ()), (float("inf"), "")]
        return [Stretch(begin, end) for (begin, held), (end, _) in pairwise(known) if held == value]

    def during(self, begin: float, end: float) -> dict[str, list[str]]:
        """All that held at some time from `begin` to `end`, by fact, as far as it was more than one thing."""
        with self._lock:
            known = {name: list(facts) for name, facts in self._facts.items()}
        found = {}
        for name, facts in known.items():
            before = [value for moment, value in facts if moment <= begin][-1:]
            found[name] = [*before, *(value for moment, value in facts if begin < moment <= end)]
        return {name: values for name, values in found.items() if len(values) > 1}


class Judge:
    """Compares answers of `status --json` with the truth.

    Args:
        truth: what is so.
        camera: whose moods they are.
        noticed, again: seconds for which something has to be so before `status` has to know it, and before all is well.

    Attributes:
        false: what was said and was not so, in words.
        answers: how many there were.
    """

    def __init__(self, truth: Truth, camera: str, noticed: float = NOTICED, again: float = AGAIN) -> None:
        self._truth, self._camera = truth, camera
        self.noticed, self.again = noticed, again
        self.false: list[str] = []
        self.answers = 0

    def hear(self, answer: Mapping[str, Any], heard: float) -> None:
        """Take one: when it was asked for, its exit code and what it said."""
        self.answers += 1
        asked, code = answer["asked"], answer["code"]
        for wrong in self._wrong(asked, heard, code, answer["said"]):
            self.false.append(f"{asked:.1f}: {wrong} (exit code {code})")

    def _wrong(self, asked: float, heard: float, code: int, said: Mapping[str, Any]) -> Iterator[str]:
        lately = {
            name: self._truth.steady(name, asked - self.noticed, heard)
            for name in ("engine", "camera", "broker", "database", "disk", "runtime")
        }
        state = said["state"] or {}
        if lately["engine"] == "off":
            if said["alive"] or code == 0:
                yield "no engine runs"
        elif lately["engine"] == "up" and lately["runtime"] != "full":
            if not said["alive"]:
                yield "an engine runs"
            yield from self._wrong_camera(lately["camera"], state, code)
            yield from self._wrong_receivers(lately, state, code)
            if lately["disk"] == "full" and code == 0:
                yield "the disk is full"
        if code != 0 and self._all_well(asked - self.again, heard):
            yield f"all is well, and has been: {_shown(said)}"

    def _wrong_camera(self, mood: str | None, state: Mapping[str, Any], code: int) -> Iterator[str]:
        camera = state.get("cameras", {}).get(self._camera)
        if mood is None or camera is None:
            return
        slow = mood == "good" and code != 0 and camera["state"] in _BEGINS  # a busy machine, and told as trouble
        if camera["state"] not in _CALLED[mood] and not slow:
            yield f"the camera is {mood}, and called {camera['state']} ({camera.get('reason')})"
        if mood in _DEAD and camera["fps"]:
            yield f"the camera is {mood}, and has {camera['fps']} fps"
        if mood in {*_DEAD, "frozen"} and code == 0:
            yield f"the camera is {mood}"

    def _wrong_receivers(self, lately: Mapping[str, str | None], state: Mapping[str, Any], code: int) -> Iterator[str]:
        for name, sink in (("broker", "mqtt"), ("database", "influx")):
            found = state.get("sinks", {}).get(sink, {})
            if lately[name] in {"down", "locked"}:
                if found.get("state") == "running":
                    yield f"the {name} is {lately[name]}, and called running"
                if code == 0:
                    yield f"the {name} is {lately[name]}"

    def _all_well(self, begin: float, end: float) -> bool:
        well = {"engine": "up", "camera": "good", "broker": "up", "database": "up", "disk": "free", "runtime": "free"}
        return all(self._truth.steady(name, begin, end) == value for name, value in well.items())


def _shown(said: Mapping[str, Any]) -> str:
    state = said["state"] or {}
    parts = {**state.get("cameras", {}), **state.get("sinks", {}), "journal": state.get("journal", {})}
    return ", ".join(f"{name} {part.get('state')} {part.get('reason') or ''}".strip() for name, part in parts.items())
