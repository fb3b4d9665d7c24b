"""A violation from its beginning to its end: one id, growing facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.events import Violation, event_id, utc

if TYPE_CHECKING:
    from core.events.models import PhaseName, RuleName


@dataclass(frozen=True, slots=True)
class Place:
    """Whose rule it is, and the version of the scene that it looks at."""

    site: str
    camera: str
    scene: str


@dataclass(slots=True)
class Case:
    """One open violation.

    Attributes:
        rule: which rule.
        subject: what tells this case from others of the rule that began at the same time.
        track: the offender.
        cls: its class when the case was first told.
        started: media time at which the wrong began, seconds.
        facts: what shows it; JSON values.
    """

    place: Place
    rule: RuleName
    subject: str
    track: int
    cls: str
    started: float
    facts: dict[str, Any] = field(default_factory=dict)

    def event(self, phase: PhaseName, time: float) -> Violation:
        """The case as it stands."""
        return Violation.model_validate(
            {
                "id": event_id(self.place.site, self.place.camera, self.rule, self.subject, self.started),
                "phase": phase,
                "site": self.place.site,
                "camera": self.place.camera,
                "time": utc(time),
                "scene": self.place.scene,
                "rule": self.rule,
                "track": self.track,
                "class": self.cls,
                "started": utc(self.started),
                "facts": dict(self.facts),
            }
        )


def pixels(point: tuple[float, float]) -> list[float]:
    """A point for facts."""
    return [round(point[0], 1), round(point[1], 1)]
