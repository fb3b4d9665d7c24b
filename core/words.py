"""Texts that stand beside what they are for, in each language of the product."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """A text in each language."""

    en: str
    de: str
