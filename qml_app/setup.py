"""The setup wizard's view model: step by step through runs of setup that look, plan and do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import installation, setup_known, setup_rows, setup_summary
from qml_app.attempt import told
from qml_app.models import RowModel
from qml_app.poller import Poller
from qml_app.secret_view import SecretView
from qml_app.setup_form import SetupForm
from qml_app.setup_known import Known, SecretFiles
from qml_app.setup_plan import SetupPlan
from qml_app.setup_process import SetupProcess
from qml_app.setup_rows import Run
from qml_app.setup_run import SetupRun
from qml_app.setup_summary import Summary
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qml_app.models import Row

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_SECONDS: Final = 1.0
_HOW: Final = {"checks": ["--preflight"], "plan": ["--check", "--diff"], "result": ["--yes"]}
_BACK: Final = {"checks": "profile", "plan": "checks", "result": "profile"}
_CANCELLED: Final = 130


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Setup(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Setup and repair of one installation. The steps: profile, checks, plan, result; each but the first is a run.

    Args:
        runtime: where the engine publishes.
        prefix: where setup installs.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    _known_found = Signal(object)
    _prepared = Signal(str)  # why it failed

    def __init__(self, runtime: Path, prefix: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._known: Known | None = None
        self._step, self._active, self._cancelled = "profile", False, False
        self._runs = {step: Run(code=0) for step in ("profile", *_HOW)}
        self._files: SecretFiles | None = None
        self._form, self._run, self._secret = SetupForm(self), SetupRun(self), SecretView(prefix, self)
        self._planned = SetupPlan(self)
        self._services = RowModel(setup_rows.SERVICE_ROLES, self)
        self._pool = Tasks("setup", self)
        self._known_found.connect(self._take_known)
        self._prepared.connect(self._start)
        self._process = SetupProcess(self)
        self._process.told.connect(self._take)
        self._process.ended.connect(self._end)
        self._poller = Poller(lambda: installation.look(runtime, prefix), _SECONDS, self, name="setup")
        self._poller.found.connect(self._take_services)
        self._poller.start()

    def start(self) -> None:
        """Find out what is installed, before anybody looks at the page."""
        if self._known is None:
            self._read()

    def stop(self) -> None:
        """End the run, if there is one, and everything that looks."""
        self._process.stop()
        self._poller.stop()
        self._secret.stop()
        self._pool.waitForDone()
        if self._files:
            self._files.remove()

    def _read(self) -> None:
        self._pool.do(lambda: self._known_found.emit(setup_known.read(self._prefix)))

    def _take_known(self, known: Known) -> None:
        self._known = known
        self._form.fill(known)
        self.changed.emit()

    @Slot()
    def check(self) -> None:
        """Look at the machine."""
        self._begin("checks", Run())

    @Slot()
    def plan(self) -> None:
        """Find out what would be done."""
        self._begin("plan", Run())

    @Slot()
    def apply(self) -> None:
        """Do it."""
        self._begin("result", Run.expecting(self._runs["plan"]))

    @Slot()
    def again(self) -> None:
        """The same once more."""
        {"checks": self.check, "plan": self.plan, "result": self.apply}[self._step]()

    @Slot(str)
    def takeInstead(self, option: str) -> None:  # noqa: N802 -- QML's convention
        """Take another port, as a task that failed proposed it, and do the step once more."""
        service, _, port = option.partition("=")
        self._form.putPort(service, port)
        self.again()

    @Slot()
    def allowDeletion(self) -> None:  # noqa: N802 -- QML's convention
        """Let a database keep data for less long, and do the step once more; until the first page is seen again."""
        self._form.put("shorten", "yes")
        self.again()

    @Slot()
    def cancel(self) -> None:
        """End the run; what it has done stays, and another run goes on from there."""
        if self._busy and not self._cancelled:
            self._cancelled = True
            self._process.cancel()
            self._run.cancel()

    @Slot()
    def back(self) -> None:
        """To the step before."""
        if not self._busy:
            self._step = _BACK.get(self._step, self._step)
            if self._step == "profile":
                self._form.put("shorten", "")
            self._show()

    @property
    def _busy(self) -> bool:
        return self._runs[self._step].code is None

    def _begin(self, step: str, run: Run) -> None:
        if self._busy or not self._form.good:
            return
        self._step, self._cancelled, self._runs[step] = step, False, run
        self._show()
        secrets = self._form.secrets()
        self._pool.do(lambda: self._prepared.emit(self._prepare(secrets)), self._prepared.emit)

    def _prepare(self, secrets: dict[str, str]) -> str:
        """On a thread of the pool, whose end `stop` awaits."""
        try:
            self._files = SecretFiles(secrets)
        except OSError as error:
            return told(error)
        return ""

    def _start(self, failure: str) -> None:
        if failure or self._cancelled or self._files is None:
            self._end(2, failure)
            return
        chosen = self._form.arguments(self._files.paths)
        self._process.start(["--prefix", str(self._prefix), *_HOW[self._step], *chosen])

    def _take(self, event: dict[str, Any]) -> None:
        self._runs[self._step].take(event)
        self._run.refresh_soon()

    def _end(self, code: int, words: str) -> None:
        self._runs[self._step].end(_CANCELLED if self._cancelled else code, words)
        if self._files:
            self._pool.do(self._files.remove)
            self._files = None
        if self._step == "result" and code == 0:
            self._form.forget_secrets()
        self._show()
        self._read()

    def _show(self) -> None:
        """Another step, or the end of a run."""
        self._secret.hide()
        self._look()
        self._planned.show(self._summary())
        self._run.show(self._runs[self._step], self._read_by())
        self.changed.emit()

    def _summary(self) -> Summary:
        """Of a plan that can be carried out; of any other step there is none."""
        run = self._runs[self._step]
        whole = self._step == "plan" and run.outcome == "ok"
        return setup_summary.summary(run, self._form.chosen, bundled=self._form.bundled) if whole else Summary()

    def _read_by(self) -> Callable[[Run], list[Row]]:
        if self._step == "checks":
            return Run.worst_first
        if self._step == "plan" and self._get_set_up():
            return Run.unfinished
        return Run.trouble if self._planned.shown else Run.news

    def _look(self) -> None:
        self._poller.active = self._active and self._step == "result" and not self._busy

    def _take_services(self, found: installation.Condition) -> None:
        here = self._form.profile == "local" and self._known is not None
        logins = self._known.logins if self._known else {}
        self._services.update(setup_rows.services(found.managed, logins) if here else [])

    def _get_active(self) -> bool:
        return self._active

    def _set_active(self, active: bool) -> None:  # noqa: FBT001 -- a Qt property's setter
        self._active = active
        self._look()
        if active and self._known is None:  # nobody has asked yet, or reading it failed
            self._read()
        if not active:
            self._secret.hide()

    def _get_known(self) -> bool:
        return self._known is not None

    def _get_set_up(self) -> bool:
        return self._known is not None and self._known.set_up

    def _get_problem(self) -> str:
        return "" if self._known is None else self._known.problem

    def _get_step(self) -> str:
        return self._step

    def _get_form(self) -> SetupForm:
        return self._form

    def _get_run(self) -> SetupRun:
        return self._run

    def _get_secret(self) -> SecretView:
        return self._secret

    def _get_planned(self) -> SetupPlan:
        return self._planned

    def _get_folder(self) -> str:
        return str(self._prefix)

    def _get_services(self) -> QObject:
        return self._services

    active = Property(bool, _get_active, _set_active)
    known = Property(bool, _get_known, notify=changed)
    setUp = Property(bool, _get_set_up, notify=changed)
    problem = Property(str, _get_problem, notify=changed)
    step = Property(str, _get_step, notify=changed)
    form = Property(SetupForm, _get_form, constant=True)
    run = Property(SetupRun, _get_run, constant=True)
    secret = Property(SecretView, _get_secret, constant=True)
    planned = Property(SetupPlan, _get_planned, constant=True)
    folder = Property(str, _get_folder, constant=True)
    services = Property(QObject, _get_services, constant=True)
