"""Tables as CSV, JSON and XLSX."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.telemetry.tables import Cell, Table

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_ROWS: Final = 1_048_575  # of a worksheet, without its header


def write(table: Table, form: str, out: BinaryIO) -> None:
    """Write `table` as csv, json or xlsx.

    Raises:
        UserError: it has more rows than a worksheet can hold.
    """
    FORMS[form](table, out)


def _csv(table: Table, out: BinaryIO) -> None:
    """RFC 4180, UTF-8. Text that a spreadsheet would run as a formula gets a quote in front of it."""
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    text.detach()


def _csv_cell(cell: Cell) -> Cell:
    match cell:
        case bool():
            return "true" if cell else "false"
        case datetime():
            return _iso(cell)
        case str() if cell.startswith(_FORMULA):
            return f"'{cell}"
    return cell


def _json(table: Table, out: BinaryIO) -> None:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    text = json.dumps(rows, default=_iso, ensure_ascii=False, indent=1)
    out.write(text.encode() + b"\n")


def _xlsx(table: Table, out: BinaryIO) -> None:
    import xlsxwriter  # noqa: PLC0415 -- only for this form

    if len(table.rows) > _ROWS:
        raise UserError(
            f"{len(table.rows):,} rows do not fit into a worksheet", "take a shorter period, larger bins, or csv"
        )
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    with xlsxwriter.Workbook(out, safe) as book:
        sheet = book.add_worksheet(table.name)
        bold, time = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [_header(table, column) for column in range(len(table.columns))], bold)
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                _write_cell(sheet, number, column, cell, time)
        sheet.autofit()


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, time: Any) -> None:  # noqa: ANN401 -- xlsxwriter's own
    if isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell, time)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell[:32_767])
    elif cell is not None:
        sheet.write(row, column, cell)


def _header(table: Table, column: int) -> str:
    """A worksheet's times have no zone, so the header tells."""
    is_time = any(isinstance(row[column], datetime) for row in table.rows[:100])
    return f"{table.columns[column]} (UTC)" if is_time else table.columns[column]


def _iso(time: datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")


FORMS: Final[dict[str, Callable[[Table, BinaryIO], None]]] = {"csv": _csv, "json": _json, "xlsx": _xlsx}
