"""Puts the parts together: Qt application, view models, QML, and a clean end."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import PySide6.QtQuick  # makes root objects QQuickWindows instead of plain windows
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuickControls2 import QQuickStyle

from bootstrap.engine_control import LEFT, EngineControl
from qml_app import bar_plot, before_frame, clip, faults, graphics, logs, reading, video
from qml_app.browser import Browser
from qml_app.ending import Ending
from qml_app.engine import Engine
from qml_app.environment import QML
from qml_app.history import Places
from qml_app.model_fetch import ModelFetch
from qml_app.monitor import Monitor
from qml_app.notifications import Notifications
from qml_app.opening import Opening
from qml_app.pages import PAGES, Parts
from qml_app.player import Player
from qml_app.preferences import FILE as PREFERENCES
from qml_app.preferences import Preferences
from qml_app.results import Results
from qml_app.service_watch import ServiceWatch
from qml_app.services import Services
from qml_app.settings_page import Configuration
from qml_app.setup import Setup
from qml_app.site_clock import SiteClock, follow
from qml_app.snapshots import Snapshots
from qml_app.traffic import Traffic
from qml_app.translation import Translator
from qml_app.violations import Violations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtQuick import QQuickWindow

#: Importing them registers them.
QML_TYPES: Final = (
    *(bar_plot.BarPlot, before_frame.BeforeFrame, Browser, clip.Clip, Configuration, Engine, Monitor, Notifications),
    *(Preferences, Services, Setup, SiteClock, Snapshots, Traffic, Violations, ModelFetch, Opening, Player, Results),
)

#: By then the window has chosen how it is drawn, and shows its first picture, which waits for nothing else.
_DRAWN_MS: Final = 1_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line chooses.

    Attributes:
        runtime: the directory the engine publishes in.
        state: the directory of the journal.
        prefix: where setup has installed the services.
        quit_after: seconds after which to quit; None to run until closed.
        screenshot: file to save a picture of the window in before quitting.
        size: width and height of the window; None for the default.
        theme: dark, light or system; None for what the user prefers.
        language: en, de or system; None for what the user prefers.
        page: the page to begin with, by its name in `pages`.
        config: the configuration file to edit where no engine runs on one.
        owns_engine: whether the engine was started for this window and ends with it, unless the user wants otherwise.
        refused: why what was to be shown cannot run; the ways to open something else say it.
        visit: told the window and the view models by name, once they are there.
    """

    runtime: Path
    state: Path
    prefix: Path
    quit_after: float | None = None
    screenshot: Path | None = None
    size: tuple[int, int] | None = None
    theme: str | None = None
    language: str | None = None
    page: str = "live"
    config: Path | None = None
    owns_engine: bool = False
    refused: str = ""
    visit: Callable[[QQuickWindow, Mapping[str, QObject]], object] | None = None


def run(options: Options, arguments: Sequence[str] = ()) -> int:
    """Show the window until it is closed; the process's exit code."""
    logs.install()
    faults.watch_all()
    app = _made(arguments)
    ending = Ending(app)
    asked = {"theme": options.theme, "language": options.language}
    for_now = {name: value for name, value in asked.items() if value is not None}
    preferences = Preferences(options.state / PREFERENCES, for_now)
    monitor, snapshots = Monitor(options.runtime), Snapshots()
    watch, browser = ServiceWatch(options.prefix), Browser(options.prefix)
    notifications = Notifications(monitor, snapshots, watch, preferences)
    browser.failed.connect(lambda address: notifications.tell("browser", "failed", address))
    control = EngineControl(options.runtime, options.config)
    places = Places(options.prefix, options.runtime, options.config)
    parts = Parts(options.runtime, options.state, options.prefix, options.config, control, places)
    shown = {name: kind.build(parts) for name, kind in PAGES.items() if kind.build}
    own_engine = Engine(control, owned=options.owns_engine)
    opening = Opening(options.runtime, options.state, control, options.config)
    opening.refuse(options.refused)
    monitor.changed.connect(lambda: opening.see(monitor.property("status")))
    player, results = Player(options.runtime), Results(options.runtime)
    model_fetch = ModelFetch(control)
    model_fetch.fetched.connect(own_engine.resume)
    services: Any = shown["services"]
    own_engine.elsewhere = lambda: services.route.doing or opening.doing(monitor.property("status"))
    own_engine.failed_elsewhere = lambda: services.route.failure
    for source in (opening, services.route, monitor):
        source.changed.connect(own_engine.follow)
    notifications.asked = lambda: own_engine.busy
    models: dict[str, QObject] = {
        **shown,
        "monitor": monitor,
        "engine": own_engine,
        "browser": browser,
        "preferences": preferences,
        "snapshots": snapshots,
        "notifications": notifications,
        "opening": opening,
        "player": player,
        "results": results,
        "modelFetch": model_fetch,
    }
    engine = QQmlApplicationEngine()
    translator, site_zone = Translator(engine, preferences), follow(options.runtime, options.config)
    try:
        window = _load(engine, models, options)
        if window is None:
            return 1
        monitor.start()
        later = (lambda: _spare(window, monitor), watch.start, browser.start, shown["setup"].start, model_fetch.start)
        for begin in later:
            QTimer.singleShot(_DRAWN_MS, app, begin)
        if options.visit is not None:
            options.visit(window, models)
        failures: list[str] = []
        if options.quit_after is not None:
            QTimer.singleShot(round(options.quit_after * 1000), app, lambda: _leave(window, options, failures))
        code = app.exec() or len(failures)
        return LEFT if own_engine.left and options.owns_engine and not code else code
    finally:
        ending.close()
        reading.stop()
        monitor.stop()
        for page in (
            watch,
            browser,
            *shown.values(),
            own_engine,
            preferences,
            opening,
            player,
            results,
            model_fetch,
            snapshots,
            site_zone,
        ):
            page.stop()
        del translator, engine  # QML must be gone before the objects it shows, and both before Python ends


def _made(arguments: Sequence[str]) -> QGuiApplication:
    QQuickStyle.setStyle("Basic")  # the one style that can be restyled everywhere
    # Sharp on any screen, and where the processor draws it costs a quarter of Qt's own way.
    PySide6.QtQuick.QQuickWindow.setTextRenderType(PySide6.QtQuick.QQuickWindow.TextRenderType.NativeTextRendering)
    app = QGuiApplication([*arguments] or ["smart-intersection"])
    app.setApplicationName("smart-intersection")
    app.setApplicationDisplayName("Smart Intersection")
    return app


def _load(engine: QQmlApplicationEngine, models: dict[str, QObject], options: Options) -> QQuickWindow | None:
    logs.follow(engine)
    engine.addImportPath(str(QML))
    engine.addImageProvider(video.HOST, video.Pictures())
    pages = {name: model for name, model in models.items() if name in PAGES}
    others = {name: model for name, model in models.items() if name not in PAGES}
    initial: dict[str, object] = {**others, "models": pages, "page": options.page}
    if options.size:
        initial |= {"width": options.size[0], "height": options.size[1]}
    engine.setInitialProperties(initial)
    engine.loadFromModule("SmartIntersection", "Main")
    roots = engine.rootObjects()
    if not roots or not isinstance(roots[0], PySide6.QtQuick.QQuickWindow):
        return None
    return roots[0]


def _spare(window: QQuickWindow, monitor: Monitor) -> None:
    monitor.spare = graphics.draws_in_software(window)


def _leave(window: QQuickWindow, options: Options, failures: list[str]) -> None:
    if options.screenshot is not None:
        options.screenshot.parent.mkdir(parents=True, exist_ok=True)
        if not window.grabWindow().save(str(options.screenshot)):
            log.error("cannot write the screenshot %s", options.screenshot)
            failures.append("screenshot")
    QGuiApplication.exit(0)  # as a signal does: nobody is there to be asked, and quit() asks
