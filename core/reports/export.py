"""A table as a file: whole, or not at all."""

from __future__ import annotations

import io
import sqlite3
import sys
from typing import TYPE_CHECKING

from core import beside
from core.errors import UserError
from core.reports.spreadsheet import write
from core.reports.tables import table
from core.scrub import plain

if TYPE_CHECKING:
    from pathlib import Path

    from core.reports.tables import Span


def save(what: str, span: Span, form: str, output: Path | None) -> int:
    """Write the table `what` of `span` to `output`, or to standard output; returns the number of rows.

    Raises:
        UserError: the period is empty, nothing can be read, or the file cannot be written.
    """
    if span.end <= span.start:
        raise UserError("the period ends before it starts", "choose a --to later than --from")
    try:
        found = table(what, span)
    except sqlite3.Error as error:
        raise UserError(f"cannot read {span.journal}: {error}", "choose a Smart Intersection journal") from error
    data = io.BytesIO()
    write(found, form, data, span.zone)
    if output is None:
        _print(data.getvalue())
    else:
        _replace(output, data.getvalue())
    return len(found.rows)


def _print(data: bytes) -> None:
    """As it is for a program; a terminal is shown nothing that steers it: names in a table may be anything."""
    if sys.stdout.isatty():
        sys.stdout.write(plain(data.decode("utf-8", "replace").replace("\r\n", "\n")))
    else:
        sys.stdout.buffer.write(data)
    sys.stdout.flush()


def _replace(output: Path, data: bytes) -> None:
    try:
        beside.replace(output, data)
    except OSError as error:
        raise UserError(
            f"cannot write {output}: {error.strerror}", "choose a folder you have write permission for"
        ) from error
