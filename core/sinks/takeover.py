"""Two that log in to a broker under one name throw each other out, for ever."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_TAKEN_OVER: Final = "Session taken over"
#: Seconds; a connection that lasts longer is not thrown out at the other one's next try.
LASTS: Final = 60.0


class Takeover:
    """Looks at how connections end. One thread uses it.

    Args:
        times: how many short connections in a row are one too many.
        monotonic: seconds from anywhere; never jumps.

    Attributes:
        alias: what to add to our name, since somebody else may be logged in under it; empty until then.
    """

    def __init__(self, times: int = 3, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._most = times
        self._opened = 0.0
        self._times = 0
        self.alias = ""

    def opened(self) -> None:
        """We are logged in."""
        self._opened = self._monotonic()

    @property
    def lasts(self) -> bool:
        """Whether the connection that is open now has lasted."""
        return self._monotonic() - self._opened >= LASTS

    def suspected(self, reason: str) -> bool:
        """The connection was lost, for `reason`: whether somebody else may be logged in under our name.

        Newer brokers say so. Others hang up without a word, as they do when they are restarted: then it takes several
        times in a row.
        """
        self._times = 0 if self.lasts else self._times + 1
        if reason != _TAKEN_OVER and self._times < self._most:
            return False
        self._times = 0
        return True

    def rename(self) -> None:
        """Log in under another name from now on."""
        self.alias = f"-{secrets.token_hex(4)}"

    def proven(self, address: str, name: str) -> str | None:
        """A sentence for the user if the connection lasts under another name, `name`, and did not under ours."""
        if not self.alias or not self.lasts:
            return None
        return (
            f"another machine logs in to {address} as '{name.removesuffix(self.alias)}', probably "
            f"with a copy of this machine's disk; this one continues as '{name}' — give each its own site"
        )
