"""The time zone that all pages show: the site's, as far as it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import local_time

if TYPE_CHECKING:
    from datetime import tzinfo

_now: list[tzinfo] = [local_time.zone()]


def zone() -> tzinfo:
    """The zone that is shown now."""
    return _now[0]


def use(another: tzinfo) -> bool:
    """Show another one from now on; whether it is another."""
    before, _now[0] = _now[0], another
    return str(before) != str(another)
