"""The end of one service's log, followed while somebody looks; no secret is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from bootstrap.layout import Layout
from bootstrap.secrets import SecretStore
from core.scrub import scrub
from qml_app.poller import Poller

if TYPE_CHECKING:
    from pathlib import Path

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_SECONDS: Final = 1.0
_LINES: Final = 200


@QmlElement
@QmlUncreatable("Belongs to the services page's view model")
class ServiceLog(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """View of a log.

    Args:
        prefix: where setup has installed the services; the engine's log lies there, too.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    def __init__(self, prefix: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layout = Layout(prefix)
        self._name, self._text, self._known, self._active = "", "", False, False
        self._poller = Poller(self._look, _SECONDS, self, name="log")
        self._poller.found.connect(self._take)
        self._poller.start()

    def stop(self) -> None:
        """Stop looking."""
        self._poller.stop()

    def look(self, active: bool) -> None:  # noqa: FBT001 -- a switch
        """Follow the log that is open, or no more."""
        self._active = active
        self._poller.active = active and self._name != ""

    def _look(self) -> tuple[str, str]:
        """On the poller's thread."""
        from bootstrap.services.supervised import Supervised  # noqa: PLC0415 -- the first picture does not wait for it

        name, store = self._name, SecretStore(self._layout.secrets)
        for secret in store.names():  # from now on they are scrubbed
            store.get(secret)
        return name, scrub("\n".join(Supervised(self._layout).logs(name, _LINES)))

    def _take(self, found: tuple[str, str]) -> None:
        name, text = found
        if name == self._name and (text != self._text or not self._known):
            self._text, self._known = text, True
            self.changed.emit()

    def _get_name(self) -> str:
        return self._name

    def _set_name(self, name: str) -> None:
        if name != self._name:
            self._name, self._text, self._known = name, "", False
            self.look(self._active)
            self._poller.hurry()
            self.changed.emit()

    def _get_text(self) -> str:
        return self._text

    def _get_known(self) -> bool:
        return self._known

    name = Property(str, _get_name, _set_name, notify=changed)
    text = Property(str, _get_text, notify=changed)
    known = Property(bool, _get_known, notify=changed)
