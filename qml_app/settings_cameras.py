"""The cameras of the configuration as a list: added, removed, renamed, pointed elsewhere and tried out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.errors import UserError
from core.settings import Camera, examine, mask
from qml_app import settings_picture
from qml_app.models import QVariantList, QVariantMap, RowModel
from qml_app.settings_draft import refusal
from qml_app.settings_secrets import composed
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from qml_app.settings_draft import Draft

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

ROLES: Final = ("place", "name", "source", "trying", "tried", "reachable", "current")


@QmlElement
@QmlUncreatable("Belongs to the configuration")
class CameraList(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """What `cameras` says. Credentials go in and never come out.

    Args:
        draft: what is being edited.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _tried = Signal(str, str, str, bool)  # name, masked source, how it went, whether there is a picture

    def __init__(self, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._results: dict[tuple[str, str], tuple[str, bool]] = {}
        self._trying: set[tuple[str, str]] = set()
        self._failure = ""
        self._refusal: dict[str, Any] = {}
        self._rows = RowModel(ROLES, self)
        self._pool = Tasks("cameras", self)
        self._tried.connect(self._take)
        draft.changed.connect(self._show)

    def stop(self) -> None:
        """Wait for what is being tried."""
        self._pool.waitForDone()

    def names(self) -> list[str]:
        """Names of the cameras, in their order."""
        return [str(camera.get("id", "")) for camera in self._draft.cameras]

    def _show(self) -> None:
        self._rows.update([self._row(place, camera) for place, camera in enumerate(self._draft.cameras)])
        self.changed.emit()

    def _row(self, place: int, camera: dict[str, Any]) -> tuple[Any, ...]:
        name, source = str(camera.get("id", "")), mask(str(camera.get("source", "")))
        told, reachable = self._results.get((name, source), ("", False))
        trying = (name, source) in self._trying
        return (place, name, source, trying, told, reachable, place == self._draft.camera)

    @Slot(str, str, str, str, result=bool)
    def add(self, name: str, source: str, user: str, password: str) -> bool:
        """Add a camera; false if it cannot be one, and `failure` or `refusal` says why."""
        self._refusal = {}
        address = self._address(source, user, password, "")
        if address is None:
            return False
        new = {"id": name.strip(), "source": address}
        _, problems = examine({"cameras": [*self._draft.cameras, new]}, folder=self._draft.folder)
        here = f"cameras[{len(self._draft.cameras)}]"
        wrong = next((one for one in problems if one.key.startswith(here)), None)
        self._refusal = {**refusal(wrong), "field": wrong.key.rpartition(".")[2]} if wrong else {}
        if wrong is None:
            self._draft.camera = len(self._draft.cameras)
            self._draft.put(("cameras", self._draft.camera), new)
        self.changed.emit()
        return wrong is None

    @Slot(int)
    def remove(self, place: int) -> None:
        """Take a camera out, with its scene."""
        self._draft.drop(("cameras", place))

    @Slot(int, str)
    def rename(self, place: int, name: str) -> None:
        """Give a camera another name."""
        self._draft.put(("cameras", place, "id"), name.strip())

    @Slot(int, str, str, str, result=bool)
    def point(self, place: int, source: str, user: str, password: str) -> bool:
        """Take a camera's pictures from elsewhere; false if the address is refused, and `failure` says why."""
        before = str(self._draft.cameras[place].get("source", ""))
        address = self._address(source, user, password, before)
        if address is not None:
            self._draft.put(("cameras", place, "source"), address)
        self.changed.emit()
        return address is not None

    def _address(self, source: str, user: str, password: str, before: str) -> str | None:
        try:
            found = composed(source, user, password, before)
        except UserError as error:
            self._failure = str(error)
            self.changed.emit()
            return None
        self._failure = ""
        return found

    @Slot(QUrl, result=str)
    def localPath(self, address: QUrl) -> str:  # noqa: N802 -- QML's convention
        """The path of a file that was chosen in a dialog, as this system writes it."""
        return str(Path(address.toLocalFile())) if address.isLocalFile() else ""

    @Slot(int)
    def trial(self, place: int) -> None:
        """Fetch one picture, without waiting for it."""
        raw = self._draft.cameras[place]
        settings, problems = examine(
            {"cameras": [{key: raw.get(key) for key in ("id", "source")}]}, folder=self._draft.folder
        )
        what = (str(raw.get("id", "")), mask(str(raw.get("source", ""))))
        if settings is None:
            self._take(*what, f"{problems[0].what} — {problems[0].remedy}", reachable=False)
        elif what not in self._trying:
            self._trying.add(what)
            camera = settings.cameras[0]
            self._pool.do(
                lambda: self._tried.emit(*what, *_try(camera)),
                lambda why: self._tried.emit(*what, why, False),  # noqa: FBT003 -- a signal
            )
            self._show()

    def _take(self, name: str, source: str, told: str, reachable: bool) -> None:  # noqa: FBT001 -- a signal's handler
        self._trying.discard((name, source))
        self._results[name, source] = (told, reachable)
        self._show()

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_failure(self) -> str:
        return self._failure

    def _get_refusal(self) -> dict[str, Any]:
        return self._refusal

    refusal = Property(QVariantMap, _get_refusal, notify=changed)
    rows = Property(QObject, _get_rows, constant=True)
    nameList = Property(QVariantList, names, notify=changed)  # noqa: N815 -- QML's convention
    failure = Property(str, _get_failure, notify=changed)


def _try(camera: Camera) -> tuple[str, bool]:
    seen = settings_picture.fetch(camera)
    if seen.image is None:
        return seen.problem.removeprefix(f"camera '{camera.id}': "), False
    height, width = seen.image.shape[:2]
    return f"{width}x{height}", True
