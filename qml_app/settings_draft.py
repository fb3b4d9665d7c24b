"""The configuration while it is being edited: its values, what is wrong with them, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from qml_app import settings_tree as tree
from qml_app.settings_unfinished import finished

if TYPE_CHECKING:
    from pathlib import Path

    from core.settings import Settings
    from core.settings.yaml_tree import KeyPath, Problem

_STEPS: Final = 200


def refusal(found: Problem | None) -> dict[str, Any]:
    """A mistake for those who have words of their own: its kind, the limit that was crossed, names and numbers."""
    return {"kind": found.kind, "limit": found.limit, "about": found.about} if found else {}


class Draft(QObject):
    """What will be saved.

    Attributes:
        value: plain values, credentials included: never for showing.
        finished: the same without what is only begun: this runs, and is saved.
        settings: that checked, None while something is wrong.
        problems: what is wrong.
        camera: place of the camera that is being edited.
        folder: where relative files are.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.value: dict[str, Any] = {}
        self.finished: dict[str, Any] = {}
        self.settings: Settings | None = None
        self.problems: list[Problem] = []
        self.camera = 0
        self.folder: Path | None = None
        self._saved: dict[str, Any] = {}
        self._past: list[dict[str, Any]] = []
        self._future: list[dict[str, Any]] = []

    def begin(self, value: dict[str, Any], folder: Path, saved: dict[str, Any] | None = None) -> None:
        """Forget everything and edit `value`; `saved` is what has been saved of it, if that differs."""
        self.folder = folder
        self._past, self._future, self._saved = [], [], value if saved is None else saved
        self._show(value)

    def keep(self, value: dict[str, Any], folder: Path) -> None:
        """What is edited has been saved, as `value` of a file in `folder`."""
        self._saved = value
        moved, self.folder = folder != self.folder, folder
        if moved and value != self.finished:  # its files are named from elsewhere now
            self._past, self._future = [], []
            self._show(value)
        else:
            self.changed.emit()

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""
        return self.finished != finished(self._saved)

    @property
    def undoable(self) -> bool:
        """Whether there is a way back."""
        return bool(self._past)

    @property
    def redoable(self) -> bool:
        """Whether something was undone."""
        return bool(self._future)

    def put(self, path: KeyPath, new: Any) -> None:  # noqa: ANN401 - configurations hold anything
        """Set what stands at `path`, as one step."""
        self.edit(tree.put(self.value, path, new))

    def drop(self, path: KeyPath) -> None:
        """Take away what stands at `path`, as one step."""
        self.edit(tree.drop(self.value, path))

    def edit(self, value: dict[str, Any]) -> None:
        """Go on with `value`, as one step."""
        if value != self.value:
            self._past = [*self._past[-_STEPS:], self.value]
            self._future = []
            self._show(value)

    def undo(self) -> None:
        """Go one step back."""
        if self._past:
            self._future.append(self.value)
            self._show(self._past.pop())

    def redo(self) -> None:
        """Take the step again that was undone last."""
        if self._future:
            self._past.append(self.value)
            self._show(self._future.pop())

    def _show(self, value: dict[str, Any]) -> None:
        from core.settings import examine  # noqa: PLC0415 -- the first picture does not wait for it

        self.value, self.finished = value, finished(value)
        self.settings, self.problems = examine(self.finished, folder=self.folder)
        self.camera = max(0, min(self.camera, len(self.cameras) - 1))
        self.changed.emit()

    @property
    def cameras(self) -> list[dict[str, Any]]:
        """The cameras, as far as they are any."""
        found = self.value.get("cameras")
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def here(self, *rest: str | int) -> KeyPath:
        """A path within the camera that is being edited."""
        return ("cameras", self.camera, *rest)

    def problem(self, path: KeyPath, *, below: bool = False) -> str:
        """What is wrong at `path`, or also `below` it, in the settings' own words; empty if nothing is."""
        found = self.refusal(path, below=below)
        return f"{found.what} — {found.remedy}" if found else ""

    def refusal(self, path: KeyPath, *, below: bool = False) -> Problem | None:
        """The first thing that is wrong at `path`, or also `below` it."""
        from core.settings.yaml_tree import key_text  # noqa: PLC0415 -- as above

        key = key_text(path)
        inside = (f"{key}.", f"{key}[")
        return next((one for one in self.problems if one.key == key or (below and one.key.startswith(inside))), None)
