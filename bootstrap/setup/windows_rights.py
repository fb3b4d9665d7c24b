"""Who may use a folder on Windows. In a user's profile nobody else may; elsewhere a new folder is open to all users.

Asked and told through `icacls`, whose saved form (SDDL) names everybody by number: names of groups are translated.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.errors import UserError

if TYPE_CHECKING:
    from bootstrap.setup.facts import Facts

_REMEDY: Final = "choose a --prefix in your user profile, or on a disk with NTFS"
_SYSTEM, _ADMINISTRATORS = "*S-1-5-18", "*S-1-5-32-544"
#: The system, administrators, and whoever owns or makes a file, as SDDL calls them.
_TRUSTED: Final = frozenset({"SY", "BA", "OW", "CO"})
_ENTRY: Final = re.compile(r"\((\w+);[^;]*;[^;]*;[^;]*;[^;]*;([^;)]*)")
_SID: Final = re.compile(r"S-1-[0-9-]+")


def in_profile(path: Path) -> bool:
    """Whether `path` lies in this user's profile, which Windows keeps others out of."""
    return path.absolute().is_relative_to(Path.home())


def others(path: Path, facts: Facts) -> list[str]:
    """Who else may use a folder, as SDDL names them; empty if nobody.

    Raises:
        UserError: Windows does not tell.
    """
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder) / "rights"
        _told(facts, [str(path), "/save", str(saved)])
        text = saved.read_text("utf-16-le")
    return strangers(text, _own(facts))


def strangers(saved: str, own: str) -> list[str]:
    """Who is let in by rights that `icacls /save` wrote, but for the user with the number `own`, and the system."""
    allowed = (who for kind, who in _ENTRY.findall(saved.partition("D:")[2]) if kind != "D")
    return sorted({who for who in allowed if who not in _TRUSTED and who != own})


def close(path: Path, facts: Facts) -> None:
    """Let in this user, the system and administrators alone; what is in the folder, and will be, has the same rights.

    Raises:
        UserError: Windows refuses.
    """
    let_in = [f"{who}:(OI)(CI)F" for who in (f"*{_own(facts)}", _SYSTEM, _ADMINISTRATORS)]
    _told(facts, [str(path), "/inheritance:r", "/grant:r", *let_in])
    if any(os.scandir(path)):
        _told(facts, [str(path / "*"), "/reset", "/T", "/C", "/Q"])


def _told(facts: Facts, words: list[str]) -> None:
    code, said = facts.run(["icacls", *words])
    if code:
        raise UserError(f"the access rights of {words[0]} cannot be used: {' '.join(said.split())}", _REMEDY)


def _own(facts: Facts) -> str:
    code, said = facts.run(["whoami", "/user", "/fo", "csv", "/nh"])
    found = _SID.search(said)
    if code or not found:
        raise UserError(f"Windows does not tell who this user is: {' '.join(said.split())}", _REMEDY)
    return found.group()
