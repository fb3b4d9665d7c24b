"""The app's languages: English in the sources, the others in `i18n`, Qt's own words with them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtQml import QQmlEngine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qml_app.preferences import Preferences

#: Compiled translations, and the sources they are compiled from.
FOLDER: Final = Path(__file__).with_name("i18n")
#: The sources' own language first.
LANGUAGES: Final = ("en", "de")
#: Parts of Qt that speak: its buttons and places, and the file dialog it draws where the desktop has none.
_QT: Final = ("qtbase", "qtdeclarative")


def chosen(language: str, system: Sequence[str]) -> str:
    """The language to speak: the one asked for, else the first of the system's that there is, else English.

    Args:
        language: one of LANGUAGES, anything else for the system's.
        system: the system's languages as BCP 47 tags, the most wanted first.
    """
    if language in LANGUAGES:
        return language
    spoken = (tag.partition("-")[0].lower() for tag in system)
    return next((one for one in spoken if one in LANGUAGES), LANGUAGES[0])


class Translator(QObject):
    """Puts a language into the application, and another one later, while the window is open.

    Args:
        engine: evaluates its texts anew after a change; the owner.
        preferences: say which.
    """

    def __init__(self, engine: QQmlEngine, preferences: Preferences) -> None:
        super().__init__(engine)
        self._preferences = preferences
        self._system = QLocale.system()
        self._spoken = ""
        self._installed: list[QTranslator] = []
        self._follow()
        preferences.changed.connect(self._follow)

    def _follow(self) -> None:
        self.speak(str(self._preferences.language))

    def speak(self, language: str) -> None:
        """Speak one of LANGUAGES, or the system's if it is none of them; numbers and dates follow."""
        tag = chosen(language, self._system.uiLanguages())
        if tag == self._spoken:
            return
        self._spoken = tag
        own = self._system.name().partition("_")[0] == tag
        QLocale.setDefault(self._system if own else QLocale(tag))  # the system's knows the region's habits too
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = [
            translator for translator in (*map(partial(_qt, tag), _QT), _ours(tag)) if translator is not None
        ]
        for translator in self._installed:
            QCoreApplication.installTranslator(translator)
        engine = self.parent()
        if isinstance(engine, QQmlEngine):
            engine.setUiLanguage(tag)
            engine.retranslate()


def _qt(tag: str, part: str) -> QTranslator | None:
    """Words of Qt's own dialogs."""
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator if translator.load(f"{part}_{tag}", folder) else None


def _ours(tag: str) -> QTranslator | None:
    translator = QTranslator()
    return translator if translator.load(f"{tag}.qm", str(FOLDER)) else None
