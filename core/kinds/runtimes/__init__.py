"""The runtimes of networks that there are. Each file in this folder with a `KIND` is one.

How it loads and runs a network is in `core/detect/<name>_runtime.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.kinds.found import found
from core.kinds.runtimes.kind import RuntimeKind
from core.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CHECKPOINT", "GIVE", "MODEL_FILES", "RUNTIMES", "RuntimeKind", "model_file", "readers"]

#: The ending of weights as they were trained; those that do not run them themselves have them exported.
CHECKPOINT: Final = ".pt"


def _known() -> dict[str, RuntimeKind]:
    """All kinds by name."""
    kinds: list[RuntimeKind] = found(__name__, __path__)
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: (kind.order, kind.name))}


def _give() -> Words:
    """What a model may be."""
    forms = [kind.form for kind in reversed(list(RUNTIMES.values()))]  # the usual file first
    english, german = (", ".join(words) for words in zip(*forms, strict=True))
    return Words(f"use {english} or a known name", f"verwenden Sie {german} oder einen bekannten Namen")


#: By name, in the order in which people see them.
RUNTIMES: Final[Mapping[str, RuntimeKind]] = _known()
#: Endings of files that can be models, in small letters.
MODEL_FILES: Final = tuple(sorted({ending for kind in RUNTIMES.values() for ending in kind.reads}))
#: The advice to use one of them.
GIVE: Final = _give()


def model_file(path: Path | str) -> str | None:
    """The ending of a file that can be a model, in small letters; None for all others."""
    ending = Path(path).suffix.lower()
    return ending if ending in MODEL_FILES else None


def readers(ending: str) -> list[str]:
    """Names of the runtimes that can be given a file with this ending, the best first."""
    return sorted(
        (name for name, kind in RUNTIMES.items() if ending in kind.reads), key=lambda name: _rank(name, ending)
    )


def _rank(name: str, ending: str) -> int:
    return RUNTIMES[name].reads[ending]
