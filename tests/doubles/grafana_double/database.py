"""Grafana's SQLite file: its own tables where a product may read or mend them, the rest of the state beside them.

Tables and columns as Grafana 9.3 makes them, as far as somebody looks at them.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import zlib
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS user (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, version INTEGER NOT NULL DEFAULT 0,
    login TEXT NOT NULL, email TEXT NOT NULL, name TEXT, password TEXT, salt TEXT, rands TEXT, org_id INTEGER NOT NULL,
    is_admin INTEGER NOT NULL, is_disabled INTEGER NOT NULL DEFAULT 0, is_service_account BOOLEAN DEFAULT 0);
CREATE UNIQUE INDEX IF NOT EXISTS UQE_user_login ON user (login);
CREATE TABLE IF NOT EXISTS login_attempt (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, username TEXT NOT NULL,
    ip_address TEXT NOT NULL, created INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS alert_rule (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, org_id INTEGER NOT NULL,
    title TEXT NOT NULL, uid TEXT NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS alert_rule_version (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    rule_org_id INTEGER NOT NULL, rule_uid TEXT NOT NULL DEFAULT 0, version INTEGER NOT NULL, title TEXT NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS UQE_alert_rule_version_rule_org_id_rule_uid_version
    ON alert_rule_version (rule_org_id, rule_uid, version);
CREATE TABLE IF NOT EXISTS data_source (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, org_id INTEGER NOT NULL,
    name TEXT NOT NULL, uid TEXT NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS state (content BLOB NOT NULL);
"""
_TABLES = {
    "users": ("user", "id", "login", "email", "name", "password", "salt", "org_id", "is_admin", "is_disabled"),
    "failures": ("login_attempt", "username", "ip_address", "created"),
    "kept_rules": ("alert_rule", "org_id", "title", "uid"),
    "sources": ("data_source", "org_id", "name", "uid"),
    "versions": ("alert_rule_version", "rule_org_id", "rule_uid", "version", "title"),
}
_SECONDS = 0.5  # that a locked file is waited for


class Database:
    """The file; read as a whole, and written as a whole or not at all."""

    def __init__(self, path: Path, empty: dict[str, Any]) -> None:
        self._path, self._empty = path, empty
        self._last: tuple[bytes, dict[str, Any]] = (b"", {})
        with self._open() as connection:
            connection.executescript(_SCHEMA)

    def read(self) -> dict[str, Any]:
        """For looking only."""
        with self._open() as connection:
            return self._read(connection, fresh=False)

    @contextmanager
    def change(self) -> Iterator[dict[str, Any]]:
        """Written also when an error leaves the block: what was done before it stays done."""
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            state = self._read(connection, fresh=True)
            try:
                yield state
            finally:
                self._write(connection, state)
                connection.execute("COMMIT")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=_SECONDS, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            yield connection

    def _read(self, connection: sqlite3.Connection, *, fresh: bool) -> dict[str, Any]:
        found = connection.execute("SELECT content FROM state").fetchone()
        text = found[0] if found else _packed(self._empty)
        if fresh or text != self._last[0]:  # dashboards are long, and it is asked often
            self._last = text, json.loads(zlib.decompress(text))
        state = dict(self._last[1]) if not fresh else self._last[1]
        if fresh:
            self._last = b"", {}
        for key, (table, *columns) in _TABLES.items():
            rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")  # noqa: S608 - ours
            state[key] = [dict(row) for row in rows]
        for row in state["sources"]:
            state["datasources"][row["uid"]]["name"] = row["name"]
        return state

    def _write(self, connection: sqlite3.Connection, state: dict[str, Any]) -> None:
        known = state["datasources"].items()
        state["sources"] = [{"org_id": 1, "name": one["name"], "uid": uid} for uid, one in known]
        state["kept_rules"] = [{"org_id": 1, "title": one["title"], "uid": uid} for uid, one in state["rules"].items()]
        for key, (table, *columns) in _TABLES.items():
            marks = ", ".join("?" * len(columns))
            rows = [[one.get(column, "") for column in columns] for one in state.pop(key)]
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - ours
            names = ", ".join(columns)
            connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 - ours
        connection.execute("DELETE FROM state")
        connection.execute("INSERT INTO state VALUES (?)", (_packed(state),))


def _packed(state: dict[str, Any]) -> bytes:
    """Not to be read by whoever has the file: the real one encrypts secrets."""
    return zlib.compress(json.dumps(state).encode(), 1)


def user(identity: int, login: str, password: str, *, admin: bool) -> dict[str, Any]:
    """A new row."""
    salt = secrets.token_urlsafe(8)[:10]
    made = {"id": identity, "login": login, "email": login, "name": "", "salt": salt, "org_id": 1}
    return {**made, "password": hashed(password, salt), "is_admin": int(admin), "is_disabled": 0}


def hashed(password: str, salt: str) -> str:
    """As Grafana keeps passwords."""
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), 10_000, 50).hex()
