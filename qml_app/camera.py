"""One camera as QML sees it: its condition, its newest picture and what is drawn over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QSize, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.conditions import DELIVERS, NO_DATA
from qml_app import overlay
from qml_app.bulletins import PATIENCE
from qml_app.health import COUNTS, CameraHealth, camera_level
from qml_app.models import QVariantMap, RowModel
from qml_app.state import STALE_AFTER, Status, camera_status, latency_ms
from qml_app.video import Screen, drawable

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from core.types import Image
    from qml_app.reader import Picture

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_WAITING = Status("engine-waiting")
#: What a held picture hides nothing of.
_HELD = {"live", "counting", "preview", "unchanged"}
#: Of what the engine says of a camera, this is not said where the window itself cannot show its pictures.
_OUTWEIGHED = {*_HELD, "paused", "no-data", "starting"}
#: Of one that is otherwise, what was measured last is no news, nor what the engine noticed while it worked.
_MEASURED = {*_HELD, "paused", "ended"}
#: Of one that is so, it is said how old its newest picture is.
_SILENT = {"no-data", "reconnecting"}
#: Seconds without another frame in what the engine tells, which it does once a second.
_STANDS_AFTER = 4.0


@QmlElement
@QmlUncreatable("Cameras come from the engine")
class Camera(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """View model of one camera."""

    changed = Signal()
    pictureChanged = Signal()  # noqa: N815 -- QML's convention
    pictureSizeChanged = Signal()  # noqa: N815 -- the same
    shown = Signal()  # a picture and all that is drawn over it
    roomMade = Signal(str, int, int)  # noqa: N815 -- the same; camera, width and height

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._values: dict[str, Any] = {}
        self._status = _WAITING
        self._engine = _WAITING
        self._size = QSize()
        self._screen = Screen()
        self._image: Image | None = None
        self._time = 0.0
        self._arrived: float | None = None
        self._frames = 0  # as the engine counts
        self._advanced: float | None = None  # when it last counted another
        self._dated: float | None = None  # when the newest frame came, where this window knows
        self._since: float | None = None  # what was so at the first look began before
        self._last: tuple[str, float | None] = ("", None)  # the status before, and since when that was
        self._limited: bool | None = None  # whether it works and lacks something; None while it does not work
        self._turned: float | None = None  # when it began to lack something, or no longer did
        self._fault, self._lasting = "", 0
        self._watched: float | None = None
        self._paused = self._held = self._sharp = False
        self._resting = 0.0  # when it last stood still as the user wanted: until then no picture was due
        self._objects = RowModel(overlay.OBJECT_ROLES, self)
        self._trails = RowModel(overlay.TRAIL_ROLES, self)
        self._lines = RowModel(overlay.LINE_ROLES, self)
        self._zones = RowModel(overlay.ZONE_ROLES, self)
        self._signals = RowModel(overlay.SIGNAL_ROLES, self)

    def show(self, picture: Picture, now: float) -> None:
        """Show a picture that arrived at monotonic time `now`, with its overlay."""
        self._arrived = now
        if self._values.get("state") in DELIVERS:  # else it is the last one of before
            self._dated = now
        self._image, self._time = picture.image, picture.overlay.time
        self._put(drawable(self._image) if self._sharp and self._image is not None else picture.frame)
        size = picture.frame.size() if picture.image is None else QSize(*picture.image.shape[1::-1])
        if size != self._size:
            self._size = size
            self.pictureSizeChanged.emit()
        drawn = picture.overlay
        self._objects.update(drawn.objects)
        self._trails.update(drawn.trails)
        self._lines.update(drawn.lines)
        self._zones.update(drawn.zones)
        self._signals.update(drawn.signals)
        self.shown.emit()
        if self._status.code in {"no-data", "starting"}:  # not to be told so late
            self.tell(self._engine, self._values, now, self._fault)

    def watch(self, now: float | None, *, paused: bool) -> None:
        """Somebody looks since monotonic time `now`, at moving pictures or at one that is held; None for nobody."""
        self._paused = paused
        if now is None or self._watched is None:
            self._watched = now

    def tell(self, engine: Status, values: dict[str, Any], now: float, fault: str = "") -> None:
        """Take over the camera's part of the engine's state, as of monotonic time `now`.

        Args:
            engine: how the engine is.
            values: what it says of the camera.
            now: monotonic seconds.
            fault: why the window cannot show the camera's pictures; empty if it can.
        """
        self._engine = engine
        self._follow(values, now)
        status = camera_status(engine, values, self._age(values, now))
        if status.code in _SILENT:
            status = status._replace(seconds=self._silent(now))
        if fault and status.code in _OUTWEIGHED:
            status = Status("not-shown")
        held = self._paused and status.code in _HELD
        if (status, values, fault, held) != (self._status, self._values, self._fault, self._held):
            if status.code != self._status.code:
                self._begin(status.code, now)
            self._status, self._values, self._fault, self._held = status, values, fault, held
            self._turn(now)
            self.changed.emit()

    def _begin(self, code: str, now: float) -> None:
        """Since when it is so: what goes on after a moment without pictures did not begin anew."""
        before, self._last = self._last, (self._status.code, self._since)
        short = self._since is not None and now - self._since < PATIENCE
        goes_on = code in _HELD and before[0] == code and short
        self._since = before[1] if goes_on else now if self._values else None

    def _turn(self, now: float) -> None:
        """When a camera at work began to lack something or no longer did, where both were seen."""
        limited = bool(self._get_reason()) if self._status.code in COUNTS else None
        if limited != self._limited:
            self._turned = None if limited is None or self._limited is None else now
            self._limited = limited

    def _follow(self, values: dict[str, Any], now: float) -> None:
        playback = values.get("playback")
        if isinstance(playback, dict) and playback.get("playing") is False:
            self._resting = now
        frames = values.get("frames")
        if isinstance(frames, int) and frames != self._frames:
            if self._values and frames:  # those of the first look came before, nobody knows when
                self._dated = now
            self._frames, self._advanced = frames, now

    def _silent(self, now: float) -> int:
        """Seconds since the newest frame, as far as one was due; 0 where nobody knows."""
        return 0 if self._dated is None else int(now - max(self._dated, self._resting))

    def _age(self, values: dict[str, Any], now: float) -> float | None:
        """Of the newest picture; where nobody has looked at the pictures lately, of the newest frame that is told."""
        if self._watched is not None and (self._arrived is None or now - self._watched > STALE_AFTER):
            return None if self._arrived is None else now - max(self._arrived, self._resting)
        told = None if self._advanced is None else now - self._advanced
        if values.get("state") != NO_DATA and told is not None and (self._paused or told <= _STANDS_AFTER):
            return 0.0  # the engine, which is asked alone while a picture is held, tells by itself when none come
        return told

    def health(self, now: float) -> CameraHealth:
        """How it is, for those who are not QML, whether its picture is held or not; `now` is monotonic."""
        since = 0 if self._since is None else int(now - self._since)
        seconds = since if self._status.code == "reconnecting" else self._status.seconds or since
        turned = None if self._turned is None else int(now - self._turned)
        return CameraHealth(self._name, self._status.code, self._get_reason(), seconds, turned)

    def last(self, seconds: int) -> None:
        """Take over for how long it has been so, as the health list has it: so old is its newest picture at least."""
        lasting = seconds if self._status.code in _SILENT and self._dated is not None else 0
        if lasting != self._lasting:
            self._lasting = lasting
            self.changed.emit()

    @Slot(int, int)
    def makeRoom(self, width: int, height: int) -> None:  # noqa: N802 -- QML's convention
        """Tell how large the camera is shown, in the screen's pixels; its next pictures need not be larger."""
        self.roomMade.emit(self._name, width, height)

    @Slot(bool)
    def sharpen(self, sharp: bool) -> None:  # noqa: FBT001 -- QML names no arguments
        """Show pictures with all their pixels, however small the place, or no longer do."""
        self._sharp = sharp
        if sharp and self._image is not None:
            self._put(drawable(self._image))

    def _put(self, frame: QImage) -> None:
        self._screen.show(frame)
        self.pictureChanged.emit()

    def _get_name(self) -> str:
        return self._name

    @property
    def counting(self) -> bool:
        """Whether what passes is counted just now, shown or not."""
        return self._status.code in {"live", "counting"} and self._get_line_count() > 0

    def _get_status(self) -> str:
        return "held" if self._held else self._status.code

    def _get_level(self) -> str:
        """How well that is, as the health list has it."""
        return camera_level(self._get_status())

    def _get_time(self) -> float:
        return self._time * 1000

    def _get_seconds(self) -> int:
        return max(self._status.seconds, self._lasting)

    def _get_reason(self) -> str:
        """Why it is as it is. What an engine said of a camera that worked does not explain why nothing comes."""
        if self._status.code == "not-shown":
            return self._fault
        if self._values.get("state") == NO_DATA and self._status.code in _HELD:  # pictures came after that was said
            return ""
        unexplained = self._values.get("state") == "running" and self._status.code not in _MEASURED
        return "" if unexplained else str(self._values.get("reason") or "")

    def _get_fps(self) -> float:
        """Frames per second; 0 where none come."""
        told = self._values.get("fps_now") or self._values.get("fps") or 0.0
        return float(told) if self._status.code in _MEASURED else 0.0

    def _get_frames(self) -> int:
        return int(self._values.get("frames") or 0)

    def _get_skipped(self) -> int:
        """How many were left out; -1 where none ever came."""
        return int(self._values.get("skipped") or 0) if self._get_frames() else -1

    def _get_latency(self) -> float:
        """Milliseconds; -1 while unknown."""
        return latency_ms(self._values) if self._status.code in _MEASURED else -1.0

    def _get_detector(self) -> str:
        detector = self._values.get("detector")
        return str(detector.get("name") or "") if isinstance(detector, dict) else ""

    def _get_backend(self) -> str:
        detector = self._values.get("detector")
        parts = (detector.get("backend"), detector.get("device")) if isinstance(detector, dict) else ()
        return " · ".join(dict.fromkeys(str(part) for part in parts if part))

    def _get_simulated(self) -> bool:
        return str(self._values.get("source") or "").partition(":")[0] == "simulator"

    def _get_playback(self) -> dict[str, Any]:
        """How a recording is being played; empty for what is no recording."""
        found = self._values.get("playback")
        return found if isinstance(found, dict) else {}

    def _get_recorded(self) -> bool:
        return bool(self._get_playback())

    def _get_finished(self) -> bool:
        """Whether a recording has been counted to its end, whatever became of the engine since."""
        return self._get_playback().get("mode") == "count" and self._values.get("state") == "ended"

    def _get_line_count(self) -> int:
        lines = self._values.get("lines")
        return len(lines) if isinstance(lines, dict) else 0

    def _get_picture(self) -> str:
        return self._screen.address

    def _get_size(self) -> QSize:
        return self._size

    def _get_objects(self) -> QObject:
        return self._objects

    def _get_trails(self) -> QObject:
        return self._trails

    def _get_lines(self) -> QObject:
        return self._lines

    def _get_zones(self) -> QObject:
        return self._zones

    def _get_signals(self) -> QObject:
        return self._signals

    name = Property(str, _get_name, constant=True)
    status = Property(str, _get_status, notify=changed)
    level = Property(str, _get_level, notify=changed)
    seconds = Property(int, _get_seconds, notify=changed)
    reason = Property(str, _get_reason, notify=changed)
    fps = Property(float, _get_fps, notify=changed)
    frames = Property(int, _get_frames, notify=changed)
    skipped = Property(int, _get_skipped, notify=changed)
    latency = Property(float, _get_latency, notify=changed)
    detector = Property(str, _get_detector, notify=changed)
    backend = Property(str, _get_backend, notify=changed)
    simulated = Property(bool, _get_simulated, notify=changed)
    playback = Property(QVariantMap, _get_playback, notify=changed)
    recorded = Property(bool, _get_recorded, notify=changed)
    finished = Property(bool, _get_finished, notify=changed)
    lineCount = Property(int, _get_line_count, notify=changed)  # noqa: N815 -- QML's convention
    pictureTime = Property(float, _get_time, notify=changed)  # noqa: N815 -- QML's convention
    picture = Property(str, _get_picture, notify=pictureChanged)
    pictureSize = Property(QSize, _get_size, notify=pictureSizeChanged)  # noqa: N815 -- QML's convention
    objects = Property(QObject, _get_objects, constant=True)
    trails = Property(QObject, _get_trails, constant=True)
    lines = Property(QObject, _get_lines, constant=True)
    zones = Property(QObject, _get_zones, constant=True)
    signals = Property(QObject, _get_signals, constant=True)
