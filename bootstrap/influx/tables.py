"""What Flux answers: CSV, a head for each kind of table, blank lines between them.

Source: InfluxDB v2 reference, "Annotated CSV"; an error after the first bytes is a table of its own, with status 200.
"""

from __future__ import annotations

import csv
from typing import Final

from bootstrap.http_api import RefusedError

_ERROR: Final = ["error", "reference"]
_OK: Final = 200


def rows(text: str) -> list[dict[str, str]]:
    """The rows of all tables.

    Raises:
        RefusedError: the server broke off and said why.
    """
    found: list[dict[str, str]] = []
    head: list[str] = []
    for line in csv.reader(text.splitlines()):
        if not any(line):
            head = []
        elif line[0].startswith("#"):
            continue
        elif not head:
            head = line
        else:
            row = dict(zip(head, line, strict=False))
            if head[-2:] == _ERROR:
                raise RefusedError("InfluxDB", _OK, "", row["error"])
            found.append(row)
    return found
