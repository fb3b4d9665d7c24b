"""The fields of the setup wizard's first page as QML sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import setup_choices
from qml_app.models import QVariantMap, RowModel

if TYPE_CHECKING:
    from pathlib import Path

    from qml_app.setup_known import Known, Program

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Belongs to the wizard's view model")
class SetupForm(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """What is chosen, and what is wrong with it.

    Args:
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._values = dict(setup_choices.DEFAULTS)
        self._ports: dict[str, str] = {}
        self._stored: tuple[str, ...] | None = None
        self._installed: tuple[str, ...] = ()
        self._rows = RowModel(("service", "port", "problem"), self)
        self._programs = RowModel(("name", "version", "size", "chosen", "installed"), self)
        self._offers: tuple[Program, ...] = ()

    def fill(self, known: Known) -> None:
        """Begin with what was chosen earlier; what the user has chosen meanwhile stays."""
        self._offers = known.programs
        if self._stored is None:
            if known.chosen:
                self._values["programs"] = " ".join(one.name for one in known.programs if one.name in known.chosen)
            self._values |= setup_choices.remembered(known.profile, known.tls, known.remote, known.mirror)
        self._stored, self._installed = known.secrets, known.installed
        self._ports = {service: str(port) for service, port in known.ports.items()} | self._ports
        self._show()

    @property
    def profile(self) -> str:
        """Which profile is chosen."""
        return self._values["profile"]

    @property
    def good(self) -> bool:
        """Whether setup may be asked with it."""
        return self._stored is not None and not self._get_problems()

    @property
    def chosen(self) -> list[Program]:
        """The programs that are to be there; none where services are elsewhere."""
        names = self._values["programs"].split() if self.profile == "local" else ()
        return [one for one in self._offers if one.name in names]

    @property
    def bundled(self) -> bool:
        """Whether files come in a bundle."""
        return self._values["source"] == "bundle"

    def secrets(self) -> dict[str, str]:
        """Secrets that were typed in, by field."""
        return setup_choices.typed_secrets(self._values)

    def forget_secrets(self) -> None:
        """They are stored now."""
        self._values |= dict.fromkeys(setup_choices.SECRETS, "")
        self._show()

    def arguments(self, files: dict[str, Path]) -> list[str]:
        """Options of the verb `setup`; `files` hold the secrets, by field."""
        return setup_choices.arguments(self._values, self._ports, files)

    def _show(self) -> None:
        wrong = self._get_problems()
        chosen = self._values["programs"].split()
        self._programs.update([(*one, one.name in chosen, one.name in self._installed) for one in self._offers])
        ports = setup_choices.in_order(self._ports).items()
        self._rows.update([(name, port, wrong.get(f"port:{name}", "")) for name, port in ports])
        self.changed.emit()

    @Slot(str, str)
    def put(self, field: str, value: str) -> None:
        """Choose."""
        if self._values.get(field, value) != value:
            self._values[field] = value
            self._show()

    @Slot(str, str)
    def putPort(self, service: str, port: str) -> None:  # noqa: N802 -- QML's convention
        """Choose a service's port."""
        if self._ports.get(service) != port:
            self._ports[service] = port
            self._show()

    @Slot(str, bool)
    def putProgram(self, name: str, wanted: bool) -> None:  # noqa: FBT001, N802 -- QML's call and convention
        """Choose a program, or leave it out; one that is installed stays."""
        if name not in self._installed:
            self.put("programs", setup_choices.with_program(self._values["programs"], name, wanted=wanted))

    @Slot(QUrl)
    def putBundle(self, address: QUrl) -> None:  # noqa: N802 -- QML's convention
        """Choose a bundle's file."""
        if address.isLocalFile():
            self.put("bundle", address.toLocalFile())

    def _get_values(self) -> dict[str, str]:
        return self._values

    def _get_problems(self) -> dict[str, str]:
        return setup_choices.problems(self._values, self._ports, self._stored or ())

    def _get_kept(self) -> dict[str, bool]:
        """Of each secret whether an earlier setup has stored it, by field."""
        return {key: name in (self._stored or ()) for key, (name, _) in setup_choices.SECRETS.items()}

    def _get_ports(self) -> QObject:
        return self._rows

    def _get_programs(self) -> QObject:
        return self._programs

    def _get_good(self) -> bool:
        return self.good

    values = Property(QVariantMap, _get_values, notify=changed)
    problems = Property(QVariantMap, _get_problems, notify=changed)
    ready = Property(bool, _get_good, notify=changed)
    kept = Property(QVariantMap, _get_kept, notify=changed)
    programs = Property(QObject, _get_programs, constant=True)
    ports = Property(QObject, _get_ports, constant=True)
