"""What the user prefers of the window itself: theme, language, grid and layers. Kept in a file, written off-thread."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from bootstrap.files import write_atomic
from qml_app import translation
from qml_app.models import QVariantList
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

#: Name of the file in the state directory.
FILE: Final = "dashboard.json"
#: `system` is what the desktop has.
THEMES: Final = ("system", "dark", "light")
LANGUAGES: Final = ("system", *translation.LANGUAGES)
#: Cameras on a page of the live grid.
GRIDS: Final = (1, 4, 9)
#: What can be drawn over the picture.
LAYERS: Final = ("boxes", "labels", "speeds", "trails", "lines", "zones", "signals")
#: What notifications can be muted.
KINDS: Final = ("violations", "cameras", "services", "engine")
#: What becomes of an engine that would end with the window: ask, keep it counting, or stop it.
CLOSING: Final = ("ask", "keep", "stop")
DEFAULTS: Final[dict[str, Any]] = {
    "theme": "system",
    "language": "system",
    "grid": 4,
    "hidden": [],
    "muted": [],
    "closing": "ask",
}

log = logging.getLogger(__name__)


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The preferences in `values`; the default where one is missing or not among the choices."""
    found = {
        "theme": _one_of(values.get("theme"), THEMES),
        "language": _one_of(values.get("language"), LANGUAGES),
        "grid": _one_of(values.get("grid"), GRIDS),
        "hidden": _some_of(values.get("hidden"), LAYERS),
        "muted": _some_of(values.get("muted"), KINDS),
        "closing": _one_of(values.get("closing"), CLOSING),
    }
    return {name: DEFAULTS[name] if value is None else value for name, value in found.items()}


def load(file: Path) -> dict[str, Any]:
    """What was kept; the defaults where there is nothing, or nothing that makes sense. Never raises."""
    try:
        values = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        values = {}
    return checked(values if isinstance(values, dict) else {})


def _one_of(value: object, choices: tuple[object, ...]) -> object | None:
    return value if value in choices and not isinstance(value, bool) else None


def _some_of(value: object, choices: tuple[str, ...]) -> list[str] | None:
    return [one for one in choices if one in value] if isinstance(value, list) else None


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Preferences(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """The user's preferences; every change is kept at once.

    Args:
        file: where they are kept.
        for_now: what the command line says instead; it holds until it is changed by hand, and is not kept.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    def __init__(self, file: Path, for_now: Mapping[str, Any] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._kept = load(file)
        self._shown = checked({**self._kept, **(for_now or {})})
        self._pool = Tasks("preferences", self, in_order=True)  # the last choice is written last

    def stop(self) -> None:
        """Finish writing."""
        self._pool.waitForDone()

    def _set(self, name: str, value: object) -> None:
        shown = checked({**self._shown, name: value})
        if shown == self._shown and shown[name] == self._kept[name]:
            return
        self._shown = shown
        self._kept = {**self._kept, name: shown[name]}
        text = json.dumps(self._kept, indent=2) + "\n"
        self._pool.do(lambda: _keep(self._file, text))
        self.changed.emit()

    @Slot(str, bool)
    def showLayer(self, layer: str, shown: bool) -> None:  # noqa: N802, FBT001 -- QML's convention; a check box's value
        """Draw a layer over the picture, or do not."""
        rest = [one for one in self._shown["hidden"] if one != layer]
        self._set("hidden", rest if shown else [*rest, layer])

    @Slot(str, bool)
    def mute(self, kind: str, muted: bool) -> None:  # noqa: FBT001 -- a check box's value
        """Keep notifications of a kind out of sight, or no longer."""
        rest = [one for one in self._shown["muted"] if one != kind]
        self._set("muted", [*rest, kind] if muted else rest)

    @property
    def muted(self) -> list[str]:
        """The kinds of notifications that are kept out of sight."""
        return list(self._shown["muted"])

    def _get_muted(self) -> list[str]:
        return self.muted

    def _get_closing(self) -> str:
        return str(self._shown["closing"])

    def _set_closing(self, closing: str) -> None:
        self._set("closing", closing)

    def _get_theme(self) -> str:
        return str(self._shown["theme"])

    def _set_theme(self, theme: str) -> None:
        self._set("theme", theme)

    def _get_language(self) -> str:
        return str(self._shown["language"])

    def _set_language(self, language: str) -> None:
        self._set("language", language)

    def _get_languages(self) -> list[str]:
        return list(LANGUAGES)

    def _get_grid(self) -> int:
        return int(self._shown["grid"])

    def _set_grid(self, grid: int) -> None:
        self._set("grid", grid)

    def _get_hidden(self) -> list[str]:
        return list(self._shown["hidden"])

    theme = Property(str, _get_theme, _set_theme, notify=changed)
    language = Property(str, _get_language, _set_language, notify=changed)
    languages = Property(QVariantList, _get_languages, constant=True)
    grid = Property(int, _get_grid, _set_grid, notify=changed)
    mutedKinds = Property(QVariantList, _get_muted, notify=changed)  # noqa: N815 -- QML's convention
    closing = Property(str, _get_closing, _set_closing, notify=changed)
    hiddenLayers = Property(QVariantList, _get_hidden, notify=changed)  # noqa: N815 -- QML's convention


def _keep(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomic(file, text, 0o600)
    except OSError as error:
        log.warning("cannot save preferences: %s", error)
