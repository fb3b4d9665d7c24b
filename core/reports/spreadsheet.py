"""Tables as CSV, JSON and XLSX."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from core.reports.tables import Cell, Table

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_ROWS: Final = 1_048_575  # of a worksheet, without its header
#: How Excel shows numbers and times; it writes the marks of its own language.
_NUMBERS: Final = {datetime: "yyyy-mm-dd hh:mm:ss", int: "#,##0", float: "#,##0.0##"}
_MOMENT: Final = 19  # letters of a time
_ARROW: Final = 3
_QUARTER: Final = 900  # seconds
_WIDEST: Final = 60


def write(table: Table, form: str, out: BinaryIO, zone: tzinfo) -> None:
    """Write `table` as csv, json or xlsx, times on the clock of `zone`.

    Raises:
        UserError: it has more rows than a worksheet can hold.
    """
    here = _clock(zone)
    rows = [tuple([here(cell) if isinstance(cell, datetime) else cell for cell in row]) for row in table.rows]
    FORMS[form](replace(table, rows=rows), out, zone)


def _clock(zone: tzinfo) -> Callable[[datetime], datetime]:
    """Moments as that clock shows them. It goes alike for a quarter of an hour: to ask it each time takes longer."""
    known: dict[float, timezone] = {}

    def here(moment: datetime) -> datetime:
        quarter = moment.timestamp() // _QUARTER
        if quarter not in known:
            known[quarter] = timezone(moment.astimezone(zone).utcoffset() or timedelta())
        return moment.astimezone(known[quarter])

    return here


def _csv(table: Table, out: BinaryIO, _: tzinfo) -> None:
    """RFC 4180, UTF-8. Text that a spreadsheet would run as a formula gets a quote in front of it."""
    text = io.TextIOWrapper(out, "utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(map(_csv_text, table.columns))  # names of stages are in them
    writer.writerows([_CSV.get(type(cell), _as_it_is)(cell) for cell in row] for row in table.rows)
    text.flush()
    text.detach()


def _csv_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _csv_truth(cell: object) -> str:
    return "true" if cell else "false"


def _as_it_is(cell: Cell) -> Cell:
    return cell


_CSV: Final[dict[type, Callable[[Any], Cell]]] = {
    str: _csv_text,
    bool: _csv_truth,
    datetime: datetime.isoformat,
}


def _json(table: Table, out: BinaryIO, _: tzinfo) -> None:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    text = json.dumps(rows, default=datetime.isoformat, ensure_ascii=False, indent=1)
    out.write(text.encode() + b"\n")


def _xlsx(table: Table, out: BinaryIO, zone: tzinfo) -> None:
    import xlsxwriter  # noqa: PLC0415 -- only for this form

    if len(table.rows) > _ROWS:
        raise UserError(
            f"{len(table.rows):,} rows exceed the size of a worksheet", "choose a shorter period, larger bins, or csv"
        )
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    with xlsxwriter.Workbook(out, safe) as book:
        sheet = book.add_worksheet(table.name)
        formats = {kind: book.add_format({"num_format": form}) for kind, form in _NUMBERS.items()}
        heads = [_header(table, column, zone) for column in range(len(table.columns))]
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
        sheet.autofilter(0, 0, len(table.rows), len(heads) - 1)
        for column, head in enumerate(heads):
            sheet.set_column(column, column, _width(head, (row[column] for row in table.rows)))
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                _write_cell(sheet, number, column, cell, formats)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, formats: dict[type, Any]) -> None:  # noqa: ANN401 -- xlsxwriter's own
    if isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell, formats[datetime])
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell[:32_767])
    elif cell is not None:
        sheet.write(row, column, cell, formats.get(type(cell)))


def _header(table: Table, column: int, zone: tzinfo) -> str:
    """A worksheet's times have no zone, so the header tells."""
    is_time = any(isinstance(row[column], datetime) for row in table.rows)
    return f"{table.columns[column]} ({zone})" if is_time else table.columns[column]


def _width(head: str, cells: Iterable[Cell]) -> int:
    """Letters that everything in a column needs, within reason; the header also has the filter's arrow."""
    longest = max((_MOMENT if isinstance(cell, datetime) else len(str(cell)) for cell in cells), default=0)
    return min(_WIDEST, max(longest, len(head) + _ARROW) + 1)


FORMS: Final[dict[str, Callable[[Table, BinaryIO, tzinfo], None]]] = {"csv": _csv, "json": _json, "xlsx": _xlsx}
