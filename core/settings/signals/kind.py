"""What is known of a source of signal states without reading it: its settings, its words, how a new one begins."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- the contract test reads the types
from dataclasses import dataclass, field
from typing import Any

from core.settings.basics import Name, Polygon, Strict
from core.words import Words  # noqa: TC001 -- as above


class SignalSettings(Strict):
    """What all kinds of signals have in common; each says its own `kind`."""

    id: Name
    kind: str

    def shapes(self) -> Mapping[str, Polygon]:
        """What of it is drawn on the picture, by key."""
        return {}


@dataclass(frozen=True, kw_only=True)
class SignalKind:
    """One kind of source.

    Attributes:
        name: its `kind` in the configuration; the name of its two files.
        settings: of one signal.
        label: what it is called in the app.
        source: where the state comes from, and
        keys: what is set: cells of the documentation.
        new: what a signal of this kind begins as in the app; None where one begins in another way, or not there.
        fields: label and hint of each key that the app edits as a text, by key.
        order: its place in lists.
    """

    name: str
    settings: type[SignalSettings]
    label: Words
    source: str
    keys: str
    new: Mapping[str, Any] | None = None
    fields: Mapping[str, tuple[Words, Words]] = field(default_factory=dict)
    order: int = 100
