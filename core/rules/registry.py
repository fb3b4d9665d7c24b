"""How each rule is applied: the file of its name in this folder has a `RULE` that says so.

What the rule is called, and its settings, are in the file of the same name in `core/settings/rules`.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from core.rules.limitation import Drawn
from core.settings.rules import RULES, RuleSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from core.rules.case import Place
    from core.rules.context import Rule
    from core.rules.limitation import Limitation
    from core.scene import Geometry
    from core.settings.models import Camera
    from core.settings.scene import Scene

_Settings = TypeVar("_Settings", bound=RuleSettings)


def _nothing(scene: Scene) -> Iterable[str]:  # noqa: ARG001 -- one way to ask all rules
    return ()


def _unlimited(drawn: Drawn) -> Iterable[Limitation]:  # noqa: ARG001
    return ()


@dataclass(frozen=True)
class RuleType(Generic[_Settings]):
    """How a rule is applied to a camera.

    Attributes:
        able: whether a scene gives it something to look at; one that does not is not reported as never broken.
        build: the rule for one camera at one size of picture; None if it cannot be looked for.
        signals: ids of the scene's signals that it goes by.
        limits: what it cannot do with a scene.
    """

    able: Callable[[Scene], bool]
    build: Callable[[Place, _Settings, Geometry], Rule | None]
    signals: Callable[[Scene], Iterable[str]] = _nothing
    limits: Callable[[Drawn], Iterable[Limitation]] = _unlimited


@cache
def rule_type(name: str) -> RuleType[Any]:
    """How a rule is applied, by its name."""
    found: RuleType[Any] = importlib.import_module(f"core.rules.{name}").RULE
    return found


def enabled(camera: Camera) -> Iterator[tuple[str, RuleType[Any], RuleSettings]]:
    """Name, type and settings of each rule that is to be looked for, in the order in which people see them."""
    for name in RULES:
        settings = camera.rules.of(name)
        if settings.enabled:
            yield name, rule_type(name), settings


def able(camera: Camera) -> tuple[str, ...]:
    """The names of the rules that can fire: enabled, and with what they need drawn."""
    return tuple(name for name, rule, _ in enabled(camera) if rule.able(camera.scene))


def build(place: Place, camera: Camera, geometry: Geometry) -> dict[str, Rule]:
    """The rules of a camera by name, at one size of picture."""
    built = {name: rule.build(place, settings, geometry) for name, rule, settings in enabled(camera)}
    return {name: rule for name, rule in built.items() if rule is not None}


def signals(camera: Camera) -> list[str]:
    """Ids of the signals that a camera's rules go by."""
    found = [signal for _, rule, _ in enabled(camera) for signal in rule.signals(camera.scene)]
    return list(dict.fromkeys(found))


def limits(camera: Camera, geometry: Geometry) -> list[Limitation]:
    """What the rules of a camera cannot do with its scene."""
    scene, asked = camera.scene, camera.rules.model_fields_set
    return [one for name, rule, _ in enabled(camera) for one in rule.limits(Drawn(scene, geometry, name in asked))]
