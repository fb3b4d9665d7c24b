"""A screen for the app, the app on it, and Qt inside the tests' own process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
import pytest
from forked import Forked, apart
from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuickControls2 import QQuickStyle

from qml_app import environment, settings_picture
from qml_app.environment import QML
from qml_app.preferences import Preferences
from qml_app.translation import Translator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot
    from settings_desk import Desk

    from core.settings import Camera
    from core.types import Image

ROOT = Path(__file__).parents[2]
TIMEOUT = 150
PATIENCE = 60_000  # milliseconds


@dataclass(frozen=True)
class Seen:
    """What the app showed: a picture, the words in it, and and what OpenCV did to it."""

    image: QImage
    texts: list[str]
    beyond: list[str]  # what reaches out of the play bar
    cv2: bool
    qt_folders: list[str]  # those that OpenCV claimed and Qt would look into

    def colour(self, x: int, y: int) -> tuple[int, int, int]:
        pixel = self.image.pixelColor(x, y)
        return pixel.red(), pixel.green(), pixel.blue()


class Look(Protocol):
    def __call__(  # noqa: PLR0913 -- each a choice of the command line
        self,
        name: str,
        until: str = "25.0",
        *,
        action: str = "",
        theme: str = "dark",
        language: str = "en",
        size: str = "1440x900",
        **env: str,
    ) -> Seen: ...


SPEAKER: Final = """
import QtQml
import SmartIntersection.Theme

QtObject {
    property string given: ""
    property string said: %s(given)
}
"""


@contextmanager
def speaking(language: str, tmp_path: Path) -> Iterator[Callable[[str, str], str]]:
    """What a function of the theme, such as `ReasonWording.said`, makes of a text in the window of a language."""
    preferences, engine, before = Preferences(tmp_path / "p.json", {"language": language}), QQmlEngine(), QLocale()
    engine.addImportPath(str(QML))
    translator = Translator(engine, preferences)
    made: dict[str, tuple[QQmlComponent, Any]] = {}

    def said(function: str, text: str) -> str:
        if function not in made:
            component = QQmlComponent(engine)
            component.setData((SPEAKER % function).encode(), QUrl())
            made[function] = component, component.create()
        shown = made[function][1]
        shown.setProperty("given", text)
        return str(shown.property("said"))

    try:
        yield said
    finally:
        translator.speak("en")
        QLocale.setDefault(before)
        preferences.stop()
        made.clear()


@pytest.fixture
def in_german(tmp_path: Path) -> Iterator[Callable[[str, str], str]]:
    """What a function of the German window's theme makes of a text."""
    with speaking("de", tmp_path) as said:
        yield said


@pytest.fixture
def said_in_english(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """What the English window makes of a reason."""
    with speaking("en", tmp_path) as said:
        yield partial(said, "ReasonWording.said")


@pytest.fixture
def said_in_german(in_german: Callable[[str, str], str]) -> Callable[[str], str]:
    """What the German window makes of a reason."""
    return partial(in_german, "ReasonWording.said")


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """No widgets, no screen, and nothing of OpenCV's Qt, whoever imported cv2 in this process before."""
    environment.drop_opencv_plugins(os.environ)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Patient, where a test says nothing else: a machine may be busy with others."""
    for wait in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
        monkeypatch.setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE))
    return qtbot


@pytest.fixture(scope="session")
def display() -> Iterator[dict[str, str]]:
    """Environment of a screen with OpenGL by Mesa; nothing where windows come without X11."""
    if not sys.platform.startswith("linux"):
        yield {}
        return
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        pytest.skip("Xvfb is not installed; `apt-get install xvfb libgl1-mesa-dri` brings a screen for tests")
    reading, writing = os.pipe()
    command = [xvfb, "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            pytest.skip("Xvfb found no free display")
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "LIBGL_ALWAYS_SOFTWARE": "1"}
        server.terminate()


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """Where pictures of the window go, for people to look at."""
    named = os.environ.get("SMART_INTERSECTION_SCREENSHOTS")
    return Path(named) if named else tmp_path / "screenshots"


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    """The directory engine and app share."""
    return tmp_path / "run"


@pytest.fixture
def state_dir(tmp_path: Path) -> Path:
    """The directory of the journal and of the installed services."""
    return tmp_path / "state"


@pytest.fixture(scope="session")
def forked() -> Iterator[Forked]:
    """Starts of the app that need not import it."""
    with closing(Forked()) as one:
        yield one


@pytest.fixture
def look(display: dict[str, str], runtime: Path, state_dir: Path, screenshots: Path, forked: Forked) -> Look:
    """Runs the app on the screen until it shows a text, and tells what else it showed. Warnings are failures."""

    def run(  # noqa: PLR0913 -- as above
        name: str,
        until: str = "25.0",
        *,
        action: str = "",
        theme: str = "dark",
        language: str = "en",
        size: str = "1440x900",
        **env: str,
    ) -> Seen:
        image = screenshots / f"{name}.png"
        options = ["--runtime", str(runtime), "--state", str(state_dir), "--quit-after", "0"]
        chosen = ["--size", size, "--theme", theme, "--language", language, "--screenshot", str(image)]
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "QML_", "QSG_"))}
        run_it = apart if action.startswith("import") else forked.run
        environment = {**clean, **display, **env, "PYTHONPATH": str(ROOT)}
        done = run_it("look.py", [action, until, *options, *chosen], environment, TIMEOUT)
        assert done.returncode == 0, done.stderr
        complaints = [line for line in done.stderr.splitlines() if line.startswith(("WARNING", "ERROR", "CRITICAL"))]
        assert complaints == []
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return Seen(QImage(str(image)), answer["texts"], answer["beyond"], answer["cv2"], answer["qt_folders"])

    return run


@pytest.fixture(scope="session")
def crossroads() -> Image:
    """The first picture of the simulated intersection."""
    from core.simulator import Crossroads  # noqa: PLC0415 -- OpenCV, which most tests here do without

    world, picture = Crossroads(), np.empty((720, 1280, 3), np.uint8)
    world.step()
    world.render(picture)
    return picture


@pytest.fixture
def at_hand(crossroads: Image, monkeypatch: pytest.MonkeyPatch) -> None:
    """The simulated intersection's picture, which else takes a process of seconds; others are fetched."""

    def fetched(camera: Camera) -> settings_picture.Seen:
        simulated = str(camera.source) == "simulator:crossroads"
        return settings_picture.Seen(camera, crossroads) if simulated else fetch(camera)

    fetch = settings_picture.fetch
    monkeypatch.setattr(settings_picture, "fetch", fetched)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, qapp: object, at_hand: None) -> Iterator[Callable[[str], Desk]]:  # noqa: ARG001
    """Opens the page on a configuration of this text."""
    from settings_desk import Desk  # noqa: PLC0415 -- Qt Quick, which most tests here do without

    assert qapp
    opened: list[Desk] = []

    def make(text: str) -> Desk:
        (tmp_path / "site.yaml").write_text(text)
        opened.append(Desk(qtbot, tmp_path / "run", tmp_path / "site.yaml"))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
        assert one.complaints == []


@pytest.fixture
def german() -> Iterator[Callable[[Desk], None]]:
    """Has a page speak German."""
    from PySide6.QtCore import QLocale  # noqa: PLC0415 -- Qt, which most tests here do without

    from qml_app.translation import LANGUAGES, Translator  # noqa: PLC0415 -- the same

    before, speaking = QLocale(), []

    def speak(page: Desk) -> None:
        page.preferences.language = "de"
        speaking.append(Translator(page.window.engine(), page.preferences))

    yield speak
    for one in speaking:
        one.speak(LANGUAGES[0])
    QLocale.setDefault(before)


@pytest.fixture(scope="module")
def engine(qapp: Any) -> QQmlEngine:  # noqa: ARG001 -- QML needs it
    """Knows the app's controls, in the style it uses."""
    QQuickStyle.setStyle("Basic")
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    return engine
