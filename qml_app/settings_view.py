"""The picture of the camera that is being edited, as QML sees it, and the scale of what is drawn on it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, QSize, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app.camera import Camera
from qml_app.health import camera_level
from qml_app.overlay import Overlay
from qml_app.poller import Poller
from qml_app.reader import Picture
from qml_app.settings_picture import Looker, Seen
from qml_app.settings_shapes import Scale
from qml_app.settings_tree import at
from qml_app.video import drawable

if TYPE_CHECKING:
    from pathlib import Path

    from core.settings import Camera as CameraSettings
    from core.types import Image
    from qml_app.settings_draft import Draft

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_SECONDS: Final = 0.2
_USUAL: Final = QSize(1280, 720)


@QmlElement
@QmlUncreatable("Belongs to the configuration")
class SceneView(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """What the camera sees now, or at least saw when it was asked for one picture.

    Args:
        runtime: where the engine publishes.
        draft: what is being edited.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    seen = Signal()  # another picture, or the engine tells something else of it
    scaled = Signal()  # of another size

    def __init__(self, runtime: Path, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.image: Image | None = None
        self.signals: dict[str, str] = {}  # what the engine holds them for; empty while it does not run
        self._key = ("", "")
        self._refused = False  # the settings know of no such source
        self._shows, self._problem, self._active, self._wanted = "", "", False, False
        self._picture = Camera("", self)
        self._looker = Looker(runtime)
        self._poller = Poller(self._looker.look, _SECONDS, self, name="scene")
        self._poller.found.connect(self._take)
        draft.changed.connect(self._aim)
        self._poller.start()

    def stop(self) -> None:
        """Stop looking."""
        self._poller.stop()

    def watch(self, *, active: bool) -> None:
        """Look only while somebody does."""
        self._active = active
        self._poller.active = active and self._wanted

    @property
    def scale(self) -> Scale:
        """Of the scene that is being edited."""
        size = self._get_size()
        units = at(self._draft.value, self._draft.here("scene", "units"), "pixels")
        return Scale(size.width(), size.height(), units == "relative")

    def _aim(self) -> None:
        """Look at the camera that is being edited now."""
        cameras = self._draft.cameras
        raw = cameras[self._draft.camera] if cameras else {}
        what = {key: raw.get(key) for key in ("id", "source")}
        key = str(what["id"]), str(what["source"])
        if key == self._key:
            return
        self._key = key
        self._blank()
        camera = _camera(what, self._draft.folder)
        self._refused = camera is None
        self._looker.want(camera)
        self._poller.hurry()
        self.changed.emit()

    def _blank(self) -> None:
        """Another camera's picture is worse than none."""
        self.image, self._shows, self._problem, self.signals = None, "", "", {}
        before, self._picture = self._picture, Camera("", self)
        self.changed.emit()
        before.deleteLater()
        self.scaled.emit()

    def _take(self, seen: Seen | None) -> None:
        if seen is None or (seen.camera.id, seen.camera.source.reveal()) != self._resolved():
            return
        self._shows, self.signals = seen.status, seen.signals
        self._problem = seen.problem.removeprefix(f"camera '{seen.camera.id}': ")
        if seen.image is not None:
            before = self._get_size()
            self.image = seen.image
            self._picture.show(Picture("", drawable(seen.image), Overlay()), time.monotonic())
            if self._get_size() != before:
                self.scaled.emit()
        self.seen.emit()
        self.changed.emit()

    def _resolved(self) -> tuple[str, str]:
        wanted = self._looker.wanted
        return (wanted.id, wanted.source.reveal()) if wanted else ("", "")

    @Slot()
    def refresh(self) -> None:
        """Fetch a picture anew."""
        self._problem = ""
        self._looker.again()
        self._poller.hurry()
        self.changed.emit()

    def _get_wanted(self) -> bool:
        return self._wanted

    def _set_wanted(self, wanted: bool) -> None:  # noqa: FBT001 -- a Qt property's setter
        self._wanted = wanted
        self._poller.active = self._active and wanted

    def _get_picture(self) -> QObject:
        return self._picture

    def _get_size(self) -> QSize:
        size = self._picture.property("pictureSize")
        return size if isinstance(size, QSize) and not size.isEmpty() else _USUAL

    def _get_status(self) -> str:
        """Waiting, failed, still, or live where it is the engine's."""
        if self._problem or self._refused:
            return "failed"
        return "waiting" if self.image is None else "live" if self._shows else "still"

    def _get_condition(self) -> str:
        """How the camera is by the engine that shows it, as on a tile; empty where none does."""
        return self._shows

    def _get_level(self) -> str:
        """How well that is, as on a tile; `unknown` where no engine shows it."""
        return camera_level(self._shows) if self._shows else "unknown"

    def _get_problem(self) -> str:
        return self._problem

    def _get_refused(self) -> bool:
        return self._refused

    wanted = Property(bool, _get_wanted, _set_wanted)
    picture = Property(Camera, _get_picture, notify=changed)
    size = Property(QSize, _get_size, notify=scaled)
    status = Property(str, _get_status, notify=changed)
    condition = Property(str, _get_condition, notify=changed)
    level = Property(str, _get_level, notify=changed)
    problem = Property(str, _get_problem, notify=changed)
    refused = Property(bool, _get_refused, notify=changed)


def _camera(what: dict[str, Any], folder: Path | None) -> CameraSettings | None:
    """The camera to look at, whatever it is called; None if its source is none."""
    from core.settings import examine  # noqa: PLC0415 -- the first picture does not wait for it

    for name in (what["id"], "camera"):
        settings, _ = examine({"cameras": [{**what, "id": name}]}, folder=folder)
        if settings is not None:
            return settings.cameras[0]
    return None
