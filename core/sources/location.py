"""What the text in `camera.source` points to."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import UserError
from core.kinds.sources import FORMS, SOURCES, SourceKind, kind_of


@dataclass(frozen=True, slots=True)
class Location:
    """Where the pictures come from.

    Attributes:
        kind: name of the kind of source: how to get at them.
        where: absolute path, whole address with credentials, webcam number or simulator seed.
    """

    kind: str
    where: str

    def __repr__(self) -> str:  # an address holds credentials
        return f"Location({self.kind!r})"

    @property
    def about(self) -> SourceKind:
        """What is known of the kind."""
        return SOURCES[self.kind]


def locate(source: str, camera: str) -> Location:
    """Understand `source`, which may be a `str` that prints itself masked.

    Raises:
        UserError: it is none of the forms a source has.
    """
    text = str.__str__(source)  # the plain text even of a subclass that masks
    kind = kind_of(text)
    if kind is None:
        scheme = text.partition(":")[0]
        raise UserError(f"camera '{camera}': {scheme}:// is not a supported source", FORMS.en)
    return Location(kind.name, kind.where(text, camera))
