"""Links to evidence: the name of a file with a seal in it that nobody can make without the key.

Whoever knows site, camera and time can work out the id of an event, so a name alone must open nothing: pictures show
people. A sealed name is one plain word, which no address and no browser has to write in another way.
Source: RFC 2104, "HMAC"; of its 256 bits 128 are kept (section 5).
"""

from __future__ import annotations

import hmac
import re
from typing import TYPE_CHECKING, Final

from core.evidence.shelf import CLIP, ID, SNAPSHOT

if TYPE_CHECKING:
    from collections.abc import Iterable

HOST: Final = "127.0.0.1"
PORT: Final = 8087
#: What a file shows, by the ending of its name.
KINDS: Final = {SNAPSHOT: "picture", CLIP: "clip"}
_DIGITS: Final = 32
_SEAL: Final = f"[0-9a-f]{{{_DIGITS}}}"
_ENDING: Final = "|".join(re.escape(ending) for ending in KINDS)
_NAME: Final = re.compile(f"({ID})({_ENDING})")
_SEALED: Final = re.compile(rf"({ID})\.({_SEAL})({_ENDING})")


def address(port: int = PORT) -> str:
    """What links begin with; a slash and a sealed name follow."""
    return f"http://{HOST}:{port}"


def pattern(ending: str) -> str:
    """What sealed names with this ending look like, as a regular expression of any language."""
    return rf"{ID}\.{_SEAL}{re.escape(ending)}"


def sealed(names: Iterable[str], key: str) -> dict[str, str]:
    """Sealed names by what the files show: 'picture', 'clip'. Names that are not ours are left out.

    Args:
        names: of files in the evidence folder.
        key: the installation's secret.
    """
    ours = (parts for name in names if (parts := _NAME.fullmatch(name)))
    return {KINDS[parts[2]]: f"{parts[1]}.{_seal(parts[0], key)}{parts[2]}" for parts in ours}


def opened(link: str, key: str) -> str | None:
    """The file's name if it was sealed with `key`; None for everything else."""
    parts = _SEALED.fullmatch(link)
    if parts is None:
        return None
    name = parts[1] + parts[3]
    return name if hmac.compare_digest(parts[2], _seal(name, key)) else None


def _seal(name: str, key: str) -> str:
    return hmac.new(key.encode(), name.encode(), "sha256").hexdigest()[:_DIGITS]
