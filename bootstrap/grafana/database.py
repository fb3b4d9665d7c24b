"""Grafana's own database, a SQLite file: asked why a login fails, and mended only while the server is stopped.

Grafana answers a wrong password, a locked, disabled, renamed and deleted login with the same words; its database tells
them apart. Source: Grafana 9.3 to 13, pkg/services/sqlstore/migrations.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SECONDS: Final = 5.0  # that a file in use is waited for; Grafana itself holds it for milliseconds
_FAILURES, _WINDOW = 5, 300  # so many wrong passwords within so many seconds lock a login
_ROUNDS, _BYTES = 10_000, 50


@dataclass(frozen=True, slots=True)
class Login:
    """What the database says of a login.

    Args:
        name: of the first administrator now; empty if that user was deleted.
        renamed: nobody has the wished-for name any more.
        fits: the password is that user's.
        disabled: the user was switched off.
        minutes: for how much longer wrong passwords lock the login, rounded up; 0 if they do not.
    """

    name: str
    renamed: bool
    fits: bool
    disabled: bool
    minutes: int


@dataclass(frozen=True)
class Database:
    """One file.

    Args:
        path: where; one that is missing or no SQLite file is answered with None.
    """

    path: Path

    def check(self) -> None:
        """That Grafana can use it.

        Raises:
            UserError: another program has locked it.
        """
        if not self.path.is_file():
            return
        try:
            with self._open("rw") as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise UserError(
                    f"another program has locked Grafana's database, {self.path}", "end that program, then run setup"
                ) from None
        except sqlite3.DatabaseError:
            pass  # Grafana says what is wrong with it

    def login(self, user: str, password: str) -> Login | None:
        """What is to be known of a login; None if the database does not say."""
        rows = self._ask("SELECT id, login, password, salt, is_disabled FROM user ORDER BY id")
        if rows is None:
            return None
        named = next((row for row in rows if row[1] == user), None)
        found = named or next((row for row in rows if row[0] == 1), None)
        if found is None:
            return Login("", renamed=True, fits=False, disabled=False, minutes=0)
        fits = _hashed(password, found[3] or "") == found[2]
        return Login(str(found[1]), named is None, fits, bool(found[4]), self._blocked(str(found[1])))

    def set_password(self, user: str, password: str) -> None:
        """Write it as Grafana would; the server is stopped.

        Raises:
            UserError: it could not be written.
        """
        with self._change() as connection:
            for row, salt in connection.execute("SELECT id, salt FROM user WHERE login = ?", (user,)).fetchall():
                connection.execute("UPDATE user SET password = ? WHERE id = ?", (_hashed(password, salt), row))

    def leftovers(self, uids: Iterable[str]) -> int:
        """How many earlier forms of rules are kept whose rule is gone: Grafana cannot make such a rule again."""
        rows = self._ask(f"SELECT count(*) FROM alert_rule_version {_gone(uids)}")  # noqa: S608 - as there
        return int(rows[0][0]) if rows else 0

    def remove_leftovers(self, uids: Iterable[str]) -> None:
        """Delete them; the server is stopped.

        Raises:
            UserError: they could not be deleted.
        """
        with self._change() as connection:
            connection.execute(f"DELETE FROM alert_rule_version {_gone(uids)}")  # noqa: S608 - as there

    def source(self, uid: str) -> str:
        """Name of the data source of this uid; empty if there is none."""
        rows = self._ask("SELECT name FROM data_source WHERE org_id = 1 AND uid = ?", uid)
        return str(rows[0][0]) if rows else ""

    def sources(self, name: str) -> list[str]:
        """The uids of the data sources of this name."""
        return [
            str(row[0]) for row in self._ask("SELECT uid FROM data_source WHERE org_id = 1 AND name = ?", name) or ()
        ]

    def rename_source(self, uid: str, name: str) -> None:
        """Give a data source another name; the server is stopped.

        Raises:
            UserError: it could not be written.
        """
        with self._change() as connection:
            connection.execute("UPDATE data_source SET name = ? WHERE org_id = 1 AND uid = ?", (name, uid))

    def copy(self) -> Path:
        """A copy beside it, made while the server is stopped.

        Raises:
            OSError: there is no room.
        """
        copy = self.path.with_name(f"{self.path.name}.before-{datetime.now(UTC).strftime('%Y%m%dT%H%M%SZ')}")
        shutil.copy2(self.path, copy)
        return copy

    def _blocked(self, login: str) -> int:
        since = time.time() - _WINDOW
        asked = "SELECT created FROM login_attempt WHERE lower(username) = ? AND created > ? ORDER BY created DESC"
        rows = self._ask(asked, login.lower(), since) or []
        if len(rows) < _FAILURES:
            return 0
        return max(1, -int((since - int(rows[_FAILURES - 1][0])) // 60))

    def _ask(self, question: str, *values: object) -> list[tuple[Any, ...]] | None:
        if not self.path.is_file():
            return None
        try:
            with self._open("ro") as connection:
                return connection.execute(question, values).fetchall()
        except sqlite3.DatabaseError:
            return None

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._open("rw") as connection:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise UserError(f"cannot change {self.path}: {error}", "check Grafana's log, then run setup") from None

    @contextmanager
    def _open(self, mode: str) -> Iterator[sqlite3.Connection]:
        address = f"file:{quote(self.path.as_posix())}?mode={mode}"
        with closing(sqlite3.connect(address, _SECONDS, uri=True, isolation_level=None)) as connection:
            yield connection


def _gone(uids: Iterable[str]) -> str:
    """Of our rules alone: what Grafana keeps of others, and why, is not known here."""
    ours = ", ".join(f"'{uid}'" for uid in uids)
    return (
        f"WHERE rule_org_id = 1 AND rule_uid IN ({ours})"  # noqa: S608 - names from our own code
        " AND rule_uid NOT IN (SELECT uid FROM alert_rule WHERE org_id = 1)"
    )


def _hashed(password: str, salt: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), _ROUNDS, _BYTES).hex()
