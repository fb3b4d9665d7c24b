"""The cameras of the configuration as a list: added, removed, renamed, pointed elsewhere and tried out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.addresses import mask
from core.errors import UserError
from core.kinds.sources import nature
from qml_app import opened, settings_picture
from qml_app.models import QVariantList, QVariantMap, RowModel
from qml_app.settings_draft import refusal
from qml_app.settings_secrets import composed
from qml_app.settings_thumbnails import Thumbnails
from qml_app.trust import trusted
from qml_app.video import Screen, drawable
from qml_app.webcams import webcams
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.settings import Camera
    from qml_app.settings_draft import Draft

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

ROLES: Final = (
    *("place", "name", "source", "kind", "trying", "tried", "reachable", "picture", "current"),
    *("recordedAt", "recordedName", "live"),
)
_NONE: Final = Screen()
_TRUSTED: Final = ("tls", "allowed_hosts")  # what else decides whether a picture comes
_NEW: Final = ""  # the name of a camera that is not there yet


@QmlElement
@QmlUncreatable("Belongs to the configuration")
class CameraList(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """What `cameras` says. Credentials go in and never come out.

    Args:
        draft: what is being edited.
        runtime: where the engine publishes.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _tried = Signal(str, str, str, QImage)  # name, masked source, how it went, the picture if there is one

    def __init__(self, draft: Draft, runtime: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._results: dict[tuple[str, str], tuple[str, Screen]] = {}
        self._new = ""  # the masked source of a camera that is not there yet, as it was tried
        self._trying: set[tuple[str, str]] = set()
        self._failure = ""
        self._refusal: dict[str, Any] = {}
        self._rows = RowModel(ROLES, self)
        self._pool = Tasks("cameras", self)
        self._thumbnails = Thumbnails(runtime, self)
        self._thumbnails.changed.connect(self._show_rows)
        self._tried.connect(self._take)
        draft.changed.connect(self._show)

    def stop(self) -> None:
        """Wait for what is being tried."""
        self._thumbnails.stop()
        self._pool.waitForDone()

    def names(self) -> list[str]:
        """Names of the cameras, in their order."""
        return [str(camera.get("id", "")) for camera in self._draft.cameras]

    def _show(self) -> None:
        sources = {str(one.get("id", "")): mask(str(one.get("source", ""))) for one in self._draft.cameras}
        folder = self._draft.folder or Path()  # relative paths are told in full by the engine
        self._thumbnails.want({name: (source, str(folder / source)) for name, source in sources.items()})
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        self._rows.update([self._row(place, camera) for place, camera in enumerate(self._draft.cameras)])

    def _row(self, place: int, camera: dict[str, Any]) -> tuple[Any, ...]:

        name, source = str(camera.get("id", "")), mask(str(camera.get("source", "")))
        told, reachable, picture = self._result(name, source)
        kind, trying = nature(source), (name, source) in self._trying
        typed, named = str(camera.get("recorded_at") or ""), self._time_in_name(source) if kind == "video" else ""
        here = place == self._draft.camera
        live = self._thumbnails.address(name)
        return (place, name, source, kind, trying, told, reachable, picture, here, typed, named, live)

    def _time_in_name(self, source: str) -> str:
        """When a recording began by its file's name and the site's clock, as ISO 8601; empty if that tells nothing."""
        from core.local_time import zone  # noqa: PLC0415 -- as above
        from core.sources.recorded_time import time_in_name  # noqa: PLC0415 -- as above

        settings = self._draft.settings
        found = time_in_name(Path(source).name, zone(settings.timezone if settings is not None else None))
        return found.isoformat() if found else ""

    def _result(self, name: str, source: str) -> tuple[str, bool, str]:
        """What was told of it when it was tried, whether a picture came, and its address."""
        told, screen = self._results.get((name, source), ("", _NONE))
        return told, screen is not _NONE, screen.address

    @Slot(str, str, str, str, "QVariantMap", result=bool)
    def add(self, name: str, source: str, user: str, password: str, trust: dict[str, Any]) -> bool:
        """Add a camera, named if it has no name; false if it cannot be one, and `failure` or `refusal` says why."""
        from bootstrap.choose import free_name  # noqa: PLC0415 -- as above
        from core.settings import examine  # noqa: PLC0415 -- as above

        self._refusal = {}
        address = self._address(source, user, password, "")
        if address is None:
            return False
        new = {"id": name.strip() or free_name(self.names()), "source": address, **trusted(trust)}
        _, problems = examine({"cameras": [*self._draft.cameras, new]}, folder=self._draft.folder)
        here = f"cameras[{len(self._draft.cameras)}]"
        wrong = next((one for one in problems if one.key.startswith(here)), None)
        self._refusal = {**refusal(wrong), "field": wrong.key.removeprefix(f"{here}.")} if wrong else {}
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
        trust = {str(key): raw[key] for key in _TRUSTED if key in raw}
        self._try(str(raw.get("id", "")), str(raw.get("source", "")), trust)

    @Slot(str, str, str, "QVariantMap")
    def trialOf(self, source: str, user: str, password: str, trust: dict[str, Any]) -> None:  # noqa: N802 -- QML's convention
        """Fetch one picture of a camera that is not there yet."""
        address = self._address(source, user, password, "")
        self._new = mask(address or "")
        if address is not None:
            self._results.pop((_NEW, self._new), None)
            self._try(_NEW, address, trusted(trust))
        self.changed.emit()

    @Slot()
    def forgetTrial(self) -> None:  # noqa: N802 -- QML's convention
        """What was seen at one address says nothing of another."""
        self._new, self._failure, self._refusal = "", "", {}
        self.changed.emit()

    def _try(self, name: str, source: str, trust: Mapping[str, Any] | None = None) -> None:
        from core.settings import examine  # noqa: PLC0415 -- as above

        camera = {"id": name or "camera", "source": source, **(trust or {})}
        settings, problems = examine({"cameras": [camera]}, folder=self._draft.folder)
        what = (name, mask(source))
        if settings is None:
            self._take(*what, f"{problems[0].what} — {problems[0].remedy}", QImage())
        elif what not in self._trying:
            self._trying.add(what)
            found = settings.cameras[0]
            self._pool.do(
                lambda: self._tried.emit(*what, *_try(found)), lambda why: self._tried.emit(*what, why, QImage())
            )
            self._show()

    def _take(self, name: str, source: str, told: str, picture: QImage) -> None:
        self._trying.discard((name, source))
        screen = _NONE if picture.isNull() else Screen()
        if screen is not _NONE:
            screen.show(picture)
        self._results[name, source] = (told, screen)
        self._show()

    def _get_trial(self) -> dict[str, Any]:
        """How it went to try a camera that is not there yet."""
        told, reachable, picture = self._result(_NEW, self._new)
        trying = (_NEW, self._new) in self._trying
        return {"trying": trying, "tried": told, "reachable": reachable, "picture": picture}

    def _get_wanted(self) -> bool:
        return self._thumbnails.active

    def _set_wanted(self, wanted: bool) -> None:  # noqa: FBT001 -- a Qt property's setter
        self._thumbnails.active = wanted

    def _get_webcams(self) -> list[dict[str, str]]:
        return webcams()

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_endings(self) -> str:
        return opened.endings()

    def _get_failure(self) -> str:
        return self._failure

    def _get_refusal(self) -> dict[str, Any]:
        return self._refusal

    endings = Property(str, _get_endings, constant=True)
    refusal = Property(QVariantMap, _get_refusal, notify=changed)
    wanted = Property(bool, _get_wanted, _set_wanted)
    trying = Property(QVariantMap, _get_trial, notify=changed)
    webcams = Property(QVariantList, _get_webcams, notify=changed)
    rows = Property(QObject, _get_rows, constant=True)
    nameList = Property(QVariantList, names, notify=changed)  # noqa: N815 -- QML's convention
    failure = Property(str, _get_failure, notify=changed)


def _try(camera: Camera) -> tuple[str, QImage]:
    seen = settings_picture.fetch(camera)
    if seen.image is None:
        return seen.problem.removeprefix(f"camera '{camera.id}': "), QImage()
    height, width = seen.image.shape[:2]
    return f"{width} × {height}", drawable(seen.image)  # noqa: RUF001 -- as sizes are written
