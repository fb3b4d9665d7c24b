"""What is known of a rule without looking at pictures: its settings, its words, how bad a violation is."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- the contract test reads the types
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from core.settings.basics import Strict
from core.words import Words  # noqa: TC001 -- the contract test reads the types

Severity = Literal["critical", "warning", "info"]


class RuleSettings(Strict):
    """What the settings of all rules have in common."""

    enabled: bool = True


class ForVehicles(RuleSettings):
    """What rules have in common that accuse vehicles only."""

    unclassified: bool = Field(
        default=False,
        description="Also check road users of unknown class. Otherwise their speed in a calibrated scene must show "
        "that they are not pedestrians.",
    )


@dataclass(frozen=True, kw_only=True)
class RuleKind:
    """One rule, as everything but the engine needs to know it.

    Attributes:
        name: in the configuration, in events and in time series; the name of its two files.
        settings: its section below `rules`; everything in it has a default.
        title: what a violation is called in dashboards and alerts.
        label: what it is called in the app, where there is less room.
        severity: of the alert for a single violation.
        per_hour: violations an hour at one camera above which a second alert fires, by default.
        needs: what a camera's scene must have for the rule to fire: a phrase for the documentation.
        thresholds: label of each number in its settings.
        facts: what shows a violation, by the name in the event; names that several rules use mean the same in all.
        momentary: it happens at a moment and has no length.
    """

    name: str
    settings: type[RuleSettings]
    title: Words
    label: Words
    severity: Severity
    per_hour: int
    needs: str
    thresholds: Mapping[str, Words] = field(default_factory=dict)
    facts: Mapping[str, Words]
    momentary: bool = False
