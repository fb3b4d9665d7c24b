"""The ways in: the simulated intersection, a recording, a camera; and what was opened before."""

from __future__ import annotations

import re
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from bootstrap.effective import effective, read
from bootstrap.engine_process import is_alive
from bootstrap.usual import usual
from core.errors import UserError
from core.live import read_state
from qml_app import opened, settings_picture, stake
from qml_app.attempt import why_not
from qml_app.models import QVariantList
from qml_app.recent import Recent
from qml_app.sequence import together
from qml_app.settings_secrets import composed
from qml_app.trust import trusted
from qml_app.video import Screen, drawable
from qml_app.webcams import webcams
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.effective import Effective
    from bootstrap.engine_control import EngineControl
    from core.settings import Camera

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

SIMULATOR = "simulator"
#: Seconds after which an engine that was begun and says nothing is no longer waited for.
_SIGN_SECONDS: Final = 20.0
_OF_ONE = re.compile(r"^camera '[^']*': ")  # there is one only, which bears the name of a file or of nobody yet


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Opening(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Opens one thing at a time, on a thread of its own.

    Args:
        runtime: where the engine publishes.
        folder: where what was opened is remembered.
        control: has the engine run on it.
        config: the configuration that was named on the command line.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    opened = Signal()  # the engine runs on it
    _done = Signal(str, str)  # source, why not
    _asked = Signal(str, object)  # what is at stake, and what is done if that may go
    _seen = Signal(object)  # settings_picture.Seen, or why nothing was

    def __init__(
        self,
        runtime: Path,
        folder: Path,
        control: EngineControl,
        config: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runtime, self._control, self._recent = runtime, control, Recent(folder)
        self._links = folder / "opened"
        self._shown = control.offered and config is None and _nothing_yet(runtime)
        self._first = self._shown
        self._busy, self._subject, self._failure = "", "", ""
        self._tried, self._screen = "", Screen()
        self._known = self._listed()
        self._drawn = self._same_view = False
        self._at_stake = ""
        self._agreed: Callable[[], None] = _nothing
        self._ending = threading.Event()
        self._pool = Tasks("opening", self, in_order=True)
        self._done.connect(self._finish)
        self._asked.connect(self._ask)
        self._seen.connect(self._show)

    def stop(self) -> None:
        """Let what has begun come to its end, and keep what was drawn."""
        self._ending.set()
        self._pool.waitForDone()
        self._keep(read(self._runtime))

    @Slot()
    def simulate(self) -> None:
        """Run on the simulated intersection."""
        self._run(SIMULATOR, lambda _: effective(None, SIMULATOR, None), alone=True)

    @Slot("QVariantList")
    def openFiles(self, addresses: list[QUrl]) -> None:  # noqa: N802 -- QML's convention
        """Open files or a folder that were chosen or dropped; several files are one recording in sequence."""
        if self._busy:
            return
        try:
            self._open(together(_local(addresses), self._links))
        except UserError as error:
            self._finish("", str(error))

    @Slot(str)
    def open(self, path: str) -> None:
        """Open a file, folder or pattern by its path."""
        wanted = opened.typed(path)
        if wanted:
            self._open(str(Path(wanted).expanduser().absolute()))

    def _open(self, source: str) -> None:
        same_view = self._same_view and self._drawn

        def make(base: Effective | None) -> Effective:
            kept = None if same_view else self._recent.configuration(source)
            return opened.recording(source, base, kept, same_view=same_view)

        self._run(source, make)

    @Slot(str, str, str, str, "QVariantMap")
    def addCamera(  # noqa: N802 -- QML's convention
        self, source: str, name: str, user: str, password: str, trust: dict[str, Any]
    ) -> None:
        """Run on a camera, beside those that were set up before."""
        trusts = trusted(trust)
        self._run("", lambda base: opened.camera(composed(source, user, password), name.strip(), base, trusts))

    @Slot(QUrl, result=str)
    def localPath(self, address: QUrl) -> str:  # noqa: N802 -- QML's convention
        """The path of a file that was chosen in a dialog, as this system writes it."""
        return str(Path(address.toLocalFile())) if address.isLocalFile() else ""

    def _run(self, source: str, make: Callable[[Effective | None], Effective], *, alone: bool = False) -> None:
        """Every way of opening comes through here; what it would end or lose is asked about first, see `stake`."""
        if self._busy:
            return
        self._busy, self._subject, self._failure = "opening", source, ""
        self.changed.emit()

        def act() -> None:
            before = read(self._runtime)
            self._keep(before)
            self._control.run(make(before))
            self._await_engine()

        def weigh() -> None:
            before = read(self._runtime)
            make(before)  # for what cannot be opened nothing makes way
            at_stake = stake.at_stake(before, read_state(self._runtime), alone=alone)
            if at_stake:
                self._asked.emit(at_stake, partial(self._begin, source, act))
            else:
                act()
                self._done.emit(source, "")

        self._begin(source, weigh, told=False)

    def _begin(self, source: str, act: Callable[[], None], *, told: bool = True) -> None:
        """On the thread of its own; `told` if it is over then."""

        def done(why: str) -> None:
            if why or told:
                self._done.emit(source, why)

        self._pool.do(lambda: done(why_not(act)), lambda why: self._done.emit(source, why))

    def _ask(self, at_stake: str, agreed: Callable[[], None]) -> None:
        self._busy, self._at_stake, self._agreed = "asking", at_stake, agreed
        self.changed.emit()

    @Slot()
    def agree(self) -> None:
        """What is at stake may go."""
        self._answered("opening", self._agreed)

    @Slot()
    def decline(self) -> None:
        """All stays as it is."""
        self._answered("", _nothing)

    def _answered(self, busy: str, then: Callable[[], None]) -> None:
        if self._busy != "asking":
            return
        self._busy, self._at_stake, self._agreed = busy, "", _nothing
        self.changed.emit()
        then()

    def _await_engine(self) -> None:
        """Until it tells of itself: a window without ways in and without an engine would say that nothing was begun."""
        late = time.monotonic() + _SIGN_SECONDS
        while not is_alive(read_state(self._runtime)) and time.monotonic() < late and not self._ending.wait(0.1):
            pass

    def doing(self, status: str) -> str:
        """`start` while an engine is being started with what is opened; `status` as Monitor's."""
        return "start" if self._busy == "opening" and status != "running" else ""

    def see(self, status: str) -> None:
        """What the engine tells may answer a question that is open; `status` as Monitor's.

        One that somebody else began takes the place of the question how to begin; of a count that has come to its end
        nobody asks whether it may end.
        """
        if self._at_stake == "count" and not stake.counting(read_state(self._runtime)):
            self.decline()
        if self._first and status == "running" and not self._busy:
            self._shown = self._first = False
            self.changed.emit()

    def _keep(self, before: Effective | None) -> None:
        """What was drawn on the recording that ran until now is there when it is opened again."""
        source = opened.source_of(before)
        if before is not None and source is not None:
            self._recent.remember(source)
            self._recent.keep(source, before.text)

    def refuse(self, why: str) -> None:
        """What the window was opened for cannot run; nothing if there is no reason why."""
        if why:
            self._shown, self._failure = True, why
            self.changed.emit()

    def _finish(self, source: str, failure: str) -> None:
        """Where the ways in are, it is told what became of it: a file may have been dropped anywhere."""
        self._busy, self._failure = "", _OF_ONE.sub("", failure)
        self._shown = self._shown or bool(failure)
        if not failure:
            self._shown = self._first = False
            if source not in ("", SIMULATOR):
                self._recent.remember(source)
        self._known = self._listed()
        self.changed.emit()
        if not failure:
            self.opened.emit()

    @Slot(str, str, str, "QVariantMap")
    def test(self, source: str, user: str, password: str, trust: dict[str, Any]) -> None:
        """Fetch one picture of a camera, to be shown before it is added."""
        if self._busy:
            return
        self._busy, self._failure, self._tried, self._screen = "testing", "", "", Screen()
        self.changed.emit()
        trusts = trusted(trust)
        self._pool.do(lambda: self._seen.emit(_try(source, user, password, trusts)), self._seen.emit)

    def _show(self, seen: settings_picture.Seen | str) -> None:
        self._busy = ""
        if isinstance(seen, str) or seen.image is None:
            told = seen if isinstance(seen, str) else seen.problem
            self._failure = _OF_ONE.sub("", told)
        else:
            height, width = seen.image.shape[:2]
            self._screen.show(drawable(seen.image))
            self._tried = f"{width} × {height}"  # noqa: RUF001 -- as sizes are written
        self.changed.emit()

    @Slot()
    def forgetTest(self) -> None:  # noqa: N802 -- QML's convention
        """What was found out about an address does not hold for another."""
        self._failure, self._tried, self._screen = "", "", Screen()
        self.changed.emit()

    @Slot(str)
    def forget(self, source: str) -> None:
        """Take a recording out of the list."""
        self._recent.forget(source)
        self._known = self._listed()
        self.changed.emit()

    @Slot()
    def look(self) -> None:
        """Which of the recordings that were opened before are there, and which webcams."""
        self._known = self._listed()
        self._drawn = opened.is_drawn(read(self._runtime))
        self.changed.emit()

    def _listed(self) -> list[dict[str, Any]]:
        return [_row(source) for source in self._recent.sources()]

    def _get_shown(self) -> bool:
        return self._shown

    def _set_shown(self, shown: bool) -> None:  # noqa: FBT001 -- a Qt property's setter
        if shown != self._shown:
            self._shown, self._failure = shown, ""
            self._first = self._first and shown
            self.look()

    def _get_same_view(self) -> bool:
        return self._same_view

    def _set_same_view(self, same_view: bool) -> None:  # noqa: FBT001 -- a Qt property's setter
        self._same_view = same_view
        self.changed.emit()

    def _get_drawn(self) -> bool:
        """Whether something is drawn on the recording that runs."""
        return self._drawn

    def _get_at_stake(self) -> str:
        """What is asked about, see `stake.at_stake`; empty for no question."""
        return self._at_stake

    def _get_first(self) -> bool:
        return self._first

    def _get_busy(self) -> str:
        return self._busy

    def _get_subject(self) -> str:
        return opened.title(self._subject) if self._subject else ""

    def _get_failure(self) -> str:
        return self._failure

    def _get_recent(self) -> list[dict[str, Any]]:
        return self._known

    def _get_webcams(self) -> list[dict[str, str]]:
        return webcams()

    def _get_tried(self) -> str:
        return self._tried

    def _get_picture(self) -> str:
        return self._screen.address

    def _get_endings(self) -> str:
        return opened.endings()

    def _get_offered(self) -> bool:
        return self._control.offered

    shown = Property(bool, _get_shown, _set_shown, notify=changed)
    sameView = Property(bool, _get_same_view, _set_same_view, notify=changed)  # noqa: N815 -- QML's convention
    drawn = Property(bool, _get_drawn, notify=changed)
    atStake = Property(str, _get_at_stake, notify=changed)  # noqa: N815 -- QML's convention
    first = Property(bool, _get_first, notify=changed)
    busy = Property(str, _get_busy, notify=changed)
    subject = Property(str, _get_subject, notify=changed)
    failure = Property(str, _get_failure, notify=changed)
    recent = Property(QVariantList, _get_recent, notify=changed)
    webcams = Property(QVariantList, _get_webcams, notify=changed)
    tried = Property(str, _get_tried, notify=changed)
    picture = Property(str, _get_picture, notify=changed)
    endings = Property(str, _get_endings, constant=True)
    offered = Property(bool, _get_offered, constant=True)


def _local(addresses: list[QUrl]) -> list[str]:
    urls = [QUrl(one) for one in addresses]
    files = [str(Path(one.toLocalFile())) for one in urls if one.isLocalFile()]
    if not files:
        raise UserError("only videos and folders can be dropped here", "to add a camera, enter its address")
    return files


def _nothing() -> None:
    """What is done where nobody was asked."""


def _nothing_yet(runtime: Path) -> bool:
    """Whether nothing was ever saved, and nothing runs or has died while it ran: that is told, and started again."""
    state = read_state(runtime)
    died = state is not None and state.get("stopped") is False
    return usual() is None and not is_alive(state) and not died


def _row(source: str) -> dict[str, Any]:
    return {
        "source": source,
        "name": opened.title(source),
        "folder": str(Path(source).parent),
        "there": opened.there(source),
    }


def _try(source: str, user: str, password: str, trusts: dict[str, Any]) -> settings_picture.Seen | str:
    from core.settings import examine  # noqa: PLC0415 -- the first picture does not wait for it

    try:
        address = composed(source, user, password)
        opened.refuse_no_camera(address)
    except UserError as error:
        return str(error)
    found, problems = examine({"cameras": [{"id": "camera", "source": address, **trusts}]})
    if found is None:
        return f"{problems[0].what} — {problems[0].remedy}"
    camera: Camera = found.cameras[0]
    return settings_picture.fetch(camera)
