"""Which version a program has, if it runs at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.setup.catalogue import version_key

if TYPE_CHECKING:
    from bootstrap.setup.facts import Facts

_SECONDS: Final = 10.0
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Probe:
    """How to ask.

    Args:
        arguments: make it print something quickly.
        pattern: with one group, its version.
        least: the oldest version that can do what we ask of it.
    """

    arguments: tuple[str, ...]
    pattern: str
    least: str

    def ask(self, command: list[str], facts: Facts) -> tuple[str, str]:
        """Its version, or an empty one and what it says instead."""
        _, text = facts.run([*command, *self.arguments], _SECONDS)
        found = re.search(self.pattern, text)
        return (found.group(1), "") if found else ("", " ".join(text.split())[:_LONGEST])

    def too_old(self, version: str) -> bool:
        """Whether that version cannot do it."""
        return version_key(version) < version_key(self.least)
