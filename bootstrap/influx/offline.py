"""The way in when neither token nor password is left: influxd itself, on its own files, while the server is down."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from bootstrap.services.reasons import cause
from core.errors import UserError
from core.scrub import register

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.setup.context import Context

_REMEDY = (
    "restore InfluxDB's data from a backup, or start over: smart-intersection uninstall --purge (deletes all data)"
)


def operator_token(context: Context, program: Path, bolt: Path, user: str, org: str) -> str:
    """A new operator token for `user`, or for whoever is there; made anew if nobody is.

    Args:
        context: runs programs.
        program: influxd.
        bolt: its metadata; its server is stopped.
        user: wished for.
        org: the token's organization; another one, or a new one, if it is gone.

    Raises:
        UserError: influxd refuses.
    """
    users, orgs = _names(context, program, bolt, "user"), _names(context, program, bolt, "org")
    if not users:  # all were deleted; the stored password is set later, and not as an argument that others can read
        _run(context, program, bolt, "user", "create", "--username", user, "--password", secrets.token_urlsafe(16))
        users = [user]
    owner = user if user in users else users[0]
    home = org if org in orgs or not orgs else orgs[0]
    if not orgs:
        _run(context, program, bolt, "org", "create", "--org", org)
    table = _run(context, program, bolt, "auth", "create-operator", "--username", owner, "--org", home)
    return register(_token(table, recovery_name(owner)))


def recovery_name(user: str) -> str:
    """How influxd describes a token it makes this way."""
    return f"{user}'s Recovery Token"


def _names(context: Context, program: Path, bolt: Path, kind: str) -> list[str]:
    """Of all users or organizations: a table with the columns ID and Name."""
    rows = (re.split(r"\t+", line.strip()) for line in _run(context, program, bolt, kind, "list").splitlines())
    return [row[1].strip() for row in rows if len(row) > 1 and re.fullmatch(r"[0-9a-f]{16}", row[0].strip())]


def _run(context: Context, program: Path, bolt: Path, *words: str) -> str:
    code, text = context.facts.run([str(program), "recovery", *words, "--bolt-path", str(bolt)], timeout=120)
    if code:
        raise UserError(f"influxd recovery {' '.join(words[:2])} failed: {_last(text)}", _REMEDY)
    return text


def _token(table: str, description: str) -> str:
    """The token in the table's newest row of this description; earlier ones are hashed by now, or just as good."""
    found = ""
    for line in table.splitlines():
        cells = [cell.strip() for cell in re.split(r"\t+", line)]
        if description in cells[:-1]:
            text = cells[cells.index(description) + 1]
            found = text if re.fullmatch(r"[\w=-]{40,}", text) else found
    if not found:
        raise UserError("influxd created a token, but its output could not be read", _REMEDY)
    return found


def _last(text: str) -> str:
    return cause(text.splitlines()).removeprefix("Error: ") or "no output"
