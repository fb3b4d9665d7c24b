"""Addresses in the user's browser; where there is none, the address is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from bootstrap.layout import Layout
from core.errors import UserError
from qml_app.grafana_link import dashboard
from qml_app.poller import Poller

if TYPE_CHECKING:
    from pathlib import Path

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_SECONDS: Final = 5.0


def grafana_address(layout: Layout) -> str:
    """Where setup has put Grafana, or knows one; empty if there is none. Reads a file."""
    if not layout.profile.is_file():
        return ""
    from bootstrap import profile  # noqa: PLC0415 -- where nothing is installed nobody waits for it

    try:
        found = profile.read(layout.profile)
    except UserError:
        return ""
    return found.app.grafana.url if found and found.app.grafana else ""


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Browser(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Opens pages of the services, and Grafana's dashboards with what is in view.

    Args:
        prefix: where setup has installed the services.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    failed = Signal(str)  # the address, which is in the clipboard then

    def __init__(self, prefix: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grafana = ""
        self._poller = Poller(lambda: grafana_address(Layout(prefix)), _SECONDS, self, name="grafana")
        self._poller.found.connect(self._take)

    def start(self) -> None:
        """Begin to look where Grafana is."""
        self._poller.active = True
        self._poller.start()

    def stop(self) -> None:
        """Stop looking."""
        self._poller.stop()

    def _take(self, address: str) -> None:
        if address != self._grafana:
            self._grafana = address
            self.changed.emit()

    @Slot(str)
    def open(self, address: str) -> None:
        """Show a page."""
        if not QDesktopServices.openUrl(QUrl(address)):
            QGuiApplication.clipboard().setText(address)
            self.failed.emit(address)

    @Slot(str, str, "QVariantList", str)
    def openDashboard(self, uid: str, site: str, cameras: list[str], start: str) -> None:  # noqa: N802 -- QML's convention
        """Show a dashboard."""
        if self._grafana:
            self.open(dashboard(self._grafana, uid, site, cameras, start))

    def _get_grafana(self) -> bool:
        return self._grafana != ""

    grafana = Property(bool, _get_grafana, notify=changed)
