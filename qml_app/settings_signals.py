"""Signals of a scene: what governs a stop line, made and changed where the line is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qml_app import settings_tree as tree
from qml_app.settings_shapes import free_name

if TYPE_CHECKING:
    from core.settings.yaml_tree import KeyPath


def begins() -> dict[str, dict[str, Any]]:
    """What a new signal of each kind begins as, where it can be begun with a click."""
    from core.settings.signals import SIGNALS  # noqa: PLC0415 -- the first picture does not wait for it

    return {name: dict(kind.new) for name, kind in SIGNALS.items() if kind.new is not None}


def fields(kind: str) -> list[str]:
    """Keys of a signal of this kind that are edited as texts; none of an unknown kind."""
    from core.settings.signals import SIGNALS  # noqa: PLC0415 -- as above

    return list(SIGNALS[kind].fields) if kind in SIGNALS else []


def names(scene: Any) -> list[str]:  # noqa: ANN401 - a draft holds anything
    """Names of the scene's signals."""
    found = tree.at(scene, ("signals",))
    return [str(one.get("id")) for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def added(scene: Any, kind: str, line: KeyPath, word: str, lamps: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - as above
    """The scene with a new signal of a kind, which governs the line at a path within the scene.

    Args:
        scene: of one camera.
        kind: as the configuration names it.
        line: path of the line within the scene.
        word: what signals are called, with a number.
        lamps: points of each lamp, in the scene's units; of a signal that is seen in the picture.
    """
    known = names(scene)
    name = free_name(word, known)
    scene = tree.put(scene, ("signals", len(known)), {"id": name, "kind": kind, **(lamps or begins()[kind])})
    return tree.put(scene, (*line, "signal"), name)


def renamed(scene: Any, place: int, name: str) -> Any:  # noqa: ANN401 - as above
    """The scene with another name for a signal, in its lines too."""
    before = tree.at(scene, ("signals", place, "id"))
    scene = tree.put(scene, ("signals", place, "id"), name)
    for line in _governed(scene, before):
        scene = tree.put(scene, ("lines", line, "signal"), name)
    return scene


def removed(scene: Any, place: int) -> Any:  # noqa: ANN401 - as above
    """The scene without a signal; what it governed has none."""
    for line in _governed(scene, tree.at(scene, ("signals", place, "id"))):
        scene = tree.drop(scene, ("lines", line, "signal"))
    return tree.drop(scene, ("signals", place))


def green_from(scene: Any, place: int, now: float) -> Any:  # noqa: ANN401 - as above
    """The scene with a fixed plan whose green begins at `now`, seconds since the epoch."""
    begun = 0.0
    for phase in tree.at(scene, ("signals", place, "phases")) or ():
        if phase.get("state") == "green":
            break
        begun += float(phase.get("seconds", 0))
    return tree.put(scene, ("signals", place, "offset"), round(now - begun, 1))


def _governed(scene: Any, name: Any) -> list[int]:  # noqa: ANN401 - as above
    """Places of the lines that name a signal."""
    lines = tree.at(scene, ("lines",)) or ()
    return [place for place, line in enumerate(lines) if isinstance(line, dict) and line.get("signal") == name]
