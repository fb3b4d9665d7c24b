"""Which machine this is: a card that was copied into another one must not go on as the first one's double."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from core.journal.ledger import Ledger

_BOARD: Final = Path("/proc/device-tree/serial-number")
_NETWORKS: Final = Path("/sys/class/net")


def identity() -> frozenset[str]:
    """What this machine's hardware is called: its board, else its network cards; nothing where nobody can tell.

    Two machines are the same if they have one of the names in common: network cards come and go.
    """
    with suppress(OSError):
        return frozenset({_BOARD.read_text("ascii", "replace").strip("\0 \n")})
    found = set()
    with suppress(OSError):
        for card in _NETWORKS.iterdir():
            if (card / "device").exists():  # those without are made by software, anew at each start
                found.add((card / "address").read_text("ascii", "replace").strip())
    return frozenset(found - {"", "00:00:00:00:00:00"})


def settle_in(ledger: Ledger, instance: str) -> bool:
    """Note which machine this is; whether the journal was that of another one, whose name it must not bear."""
    here, there = identity(), frozenset((ledger.meta("machine") or "").split())
    if not here or here == there:
        return False
    ledger.put("machine", " ".join(sorted(here)))
    copied = bool(there) and not here & there
    if copied:
        ledger.put("client", f"{instance}-{secrets.token_hex(4)}")
    return copied
