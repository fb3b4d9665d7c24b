"""What the window needs to know of a page before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.words import Words  # noqa: TC001 -- the contract test reads the types

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.engine_control import EngineControl
    from qml_app.history import Places


@dataclass(frozen=True, slots=True)
class Parts:
    """What view models are made of.

    Attributes:
        runtime: the directory the engine publishes in.
        state: the directory of the journal.
        prefix: where setup has installed the services.
        config: the configuration file to edit where no engine runs on one.
        control: starts, restarts and ends the engine.
        places: where history is read from.
    """

    runtime: Path
    state: Path
    prefix: Path
    config: Path | None
    control: EngineControl
    places: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """One page.

    Attributes:
        name: in `--page` and in QML; the name of its file.
        title: below its picture in the rail.
        glyph: that picture: a property of `Glyphs`.
        file: its QML, beside Main.qml; it is given `stack`, which has the view model in `stack.models`. Empty for what
            is there from the beginning.
        build: makes the view model, a QObject whose property `active` is set while somebody looks, and whose `stop`
            ends what it does in the background; None where the window has it for other reasons.
        order: its place in the rail.
    """

    name: str
    title: Words
    glyph: str
    file: str = ""
    build: Callable[[Parts], Any] | None = None
    order: int = 100
