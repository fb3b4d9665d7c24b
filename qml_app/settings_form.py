"""Values of the configuration by their keys, as a form shows and changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.addresses import mask
from core.types import CLASSES
from qml_app import settings_tree as tree
from qml_app.models import QVariantList
from qml_app.settings_draft import Draft, refusal
from qml_app.trust import words

if TYPE_CHECKING:
    from core.settings.yaml_tree import KeyPath

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("The configuration is one")
class Form(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Reads and changes a draft. Keys are written as in detector.confidence and cameras[0].rules.

    Attributes:
        draft: what is being edited.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft = Draft(self)

    @Slot(str, result="QVariant")
    def value(self, key: str) -> Any:  # noqa: ANN401 -- as the configuration has it
        """What the draft says at `key`, else what holds then. Addresses are masked, and there are no sections."""
        path = tree.key_path(key)
        found = tree.at(self.draft.value, path, tree.default(path))
        if isinstance(found, dict | list):
            return ""
        return mask(found) if isinstance(found, str) else found

    @Slot(str, result="QVariantMap")
    def refusal(self, key: str) -> dict[str, Any]:
        """What is wrong at `key`: kind, limit that was crossed, the settings' words; empty if nothing is."""
        return refusal(self.draft.refusal(tree.key_path(key))) if key else {}

    @Slot(str, "QVariant")
    def set(self, key: str, value: Any) -> None:  # noqa: ANN401 -- as QML has it
        """Change what stands at `key`; nothing there means what holds by default."""
        path = tree.key_path(key)
        if value is None or value == "":
            self.draft.drop(path)
        elif value != self.value(key):
            self.draft.put(path, _plain(value))

    @Slot(str, str)
    def setNumber(self, key: str, text: str) -> None:  # noqa: N802 -- QML's convention
        """Change a number; what is none is kept as it was written, for the settings to refuse it."""
        self.set(key, tree.number(text))

    @Slot(str, str, result=bool)
    def lists(self, key: str, name: str) -> bool:
        """Whether a name is in the list at `key`."""
        return name in self._listed(tree.key_path(key))

    @Slot(str, str, bool)
    def enlist(self, key: str, name: str, wanted: bool) -> None:  # noqa: FBT001 -- QML names no arguments
        """Put a name into the list at `key`, or take it out."""
        path = tree.key_path(key)
        others = [one for one in self._listed(path) if one != name]
        chosen = [*others, name] if wanted else others
        if chosen:
            self.draft.put(path, chosen)
        else:
            self.draft.drop(path)

    @Slot(str, result=str)
    def words(self, key: str) -> str:
        """The list of words at `key` as it is typed, with commas between them."""
        return ", ".join(self._listed(tree.key_path(key)))

    @Slot(str, str)
    def setWords(self, key: str, text: str) -> None:  # noqa: N802 -- QML's convention
        """Change the list of words at `key` to those of `text`; without any, what holds by default."""
        path, chosen = tree.key_path(key), words(text)
        if chosen == self._listed(path):
            return
        if chosen:
            self.draft.put(path, chosen)
        else:
            self.draft.drop(path)

    @Slot(str, result="QVariantMap")
    def refusalBelow(self, key: str) -> dict[str, Any]:  # noqa: N802 -- QML's convention
        """What is wrong with the list at `key` or one of its words."""
        return refusal(self.draft.refusal(tree.key_path(key), below=True))

    def _listed(self, path: KeyPath) -> list[str]:
        found = tree.at(self.draft.value, path, None)
        return [str(one) for one in found] if isinstance(found, list) else []

    @Slot(str, result=bool)
    def looksFor(self, name: str) -> bool:  # noqa: N802 -- QML's convention
        """Whether the detector looks for a class."""
        return name in self._classes()

    @Slot(str, bool)
    def lookFor(self, name: str, wanted: bool) -> None:  # noqa: N802, FBT001 -- QML's convention
        """Have the detector look for a class, or no more."""
        others = [one for one in self._classes() if one != name]
        chosen = [one for one in CLASSES if one in others or (wanted and one == name)]
        self.draft.put(("detector", "classes"), chosen)

    def _classes(self) -> list[str]:
        path = ("detector", "classes")
        found = tree.at(self.draft.value, path, tree.default(path))
        return [str(one) for one in found] if isinstance(found, list) else []

    def _get_class_names(self) -> list[str]:
        return list(tree.default(("detector", "classes")))

    def _get_rules(self) -> list[dict[str, Any]]:
        """Name and numbers of each rule that there is."""
        found = tree.default(("cameras", 0, "rules"))
        numbers = {name: [key for key in rule if not isinstance(rule[key], bool)] for name, rule in found.items()}
        return [{"name": name, "numbers": keys} for name, keys in numbers.items()]

    classes = Property(QVariantList, _get_class_names, constant=True)
    rules = Property(QVariantList, _get_rules, constant=True)


def _plain(value: Any) -> Any:  # noqa: ANN401 -- from QML
    """QML's numbers are all floats; whole ones are written as whole ones."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
