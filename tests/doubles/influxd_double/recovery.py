"""`influxd recovery …`: on the files, while the server is down."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from double_parts.store import digest

from influxd_double import meta


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="influxd recovery")
    parser.add_argument("kind", choices=("user", "org", "auth"))
    parser.add_argument("action", choices=("list", "create", "update", "create-operator"))
    for name in ("--username", "--password", "--org"):
        parser.add_argument(name)
    parser.add_argument("--bolt-path", type=Path, required=True)
    options = parser.parse_args(words)
    if not options.bolt_path.exists():
        sys.exit(f"Error: open {options.bolt_path}: no such file or directory")
    held = meta.lock(options.bolt_path)
    if held is None:
        sys.exit("Error: unable to open boltdb file unable to open boltdb file timeout\nSee 'influxd -h' for help")
    with meta.bolt(options.bolt_path).change() as state:
        match (options.kind, options.action):
            case ("user" | "org", "list"):
                _table(["ID", "Name"], [[one["id"], one["name"]] for one in state[options.kind + "s"]])
            case ("org", "create"):
                meta.new(state, "orgs", name=options.org, description="")
            case ("user", "create"):
                first, kept = not state["users"], digest(options.password)
                meta.new(state, "users", name=options.username, status="active", first=first, password=kept)
            case ("user", "update"):
                _one(state["users"], options.username)["password"] = digest(options.password)
            case ("auth", "create-operator"):
                user, org = _one(state["users"], options.username), _one(state["orgs"], options.org)
                description = f"{user['name']}'s Recovery Token"
                meta.authorize(
                    state,
                    user=user["id"],
                    org=org["id"],
                    description=description,
                    rights=meta.OPERATOR,
                    hashed=False,  # read it at once: the next start hashes it
                )
                _auths(state)
            case ("auth", "list"):
                _auths(state)
            case _:
                sys.exit("Error: unknown command")


def _one(records: list[dict[str, str]], name: str) -> dict[str, str]:
    for one in records:
        if one["name"] == name:
            return one
    sys.exit(f'Error: could not find "{name}"')


def _auths(state: dict[str, list[dict[str, str]]]) -> None:
    names = {one["id"]: one["name"] for one in state["users"]}
    head = ["ID", "User Name", "User ID", "Description", "Token", "Permissions"]
    rows = [
        [one["id"], names.get(one["userID"], ""), one["userID"], one["description"], one.get("token", "REDACTED"), "[]"]
        for one in state["auths"]
    ]
    _table(head, rows)


def _table(head: list[str], rows: list[list[str]]) -> None:
    """Columns parted by one tab or, where a cell is short, by more."""
    widths = [max(len(row[column]) for row in [head, *rows]) // 8 for column in range(len(head))]
    for row in [head, *rows]:
        cells = (cell + "\t" * (1 + widths[column] - len(cell) // 8) for column, cell in enumerate(row))
        sys.stdout.write("".join(cells).rstrip("\t") + "\n")
