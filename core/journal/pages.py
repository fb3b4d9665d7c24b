"""Rows of a damaged journal, found page by page: for what SQLite itself no longer opens.

Source: "Database File Format", sqlite.org/fileformat2.html: table leaf pages (1.6), records (2.1), overflow pages (1.7)
and the write-ahead log (4.1). What is read may be anything: a row counts only if its digest says so.
"""

from __future__ import annotations

import os
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING, Final

from core.journal.rows import Row, intact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Value = int | bytes | str | None

_MAGIC: Final = b"SQLite format 3\0"
_PAGE: Final = 4096
_LEAF: Final = 0x0D
_WAL_HEAD, _FRAME_HEAD = 32, 24
_LARGEST: Final = 64_000_000
_COLUMNS: Final = 5
_TEXT: Final = 13  # the first serial type of a text
_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class Pages:
    """The pages of a journal and of the write-ahead log beside it, which has the newer ones."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            empty = file.seek(0, os.SEEK_END) == 0
            self._data = b"" if empty else mmap(file.fileno(), 0, access=ACCESS_READ)
        head = self._data[:100]
        size = int.from_bytes(head[16:18], "big") if head.startswith(_MAGIC) else _PAGE
        self._size = 65_536 if size == 1 else size if size >= 512 and size.bit_count() == 1 else _PAGE  # noqa: PLR2004 -- as the format says
        wal = path.with_name(f"{path.name}-wal")
        self._log = wal.read_bytes() if wal.is_file() else b""
        self._newer = dict(self._frames())

    def _frames(self) -> Iterator[tuple[int, int]]:
        """Number of each page in the log and where it is; those of the log's earlier rounds have another salt."""
        salt, step = self._log[16:24], _FRAME_HEAD + self._size
        for at in range(_WAL_HEAD, len(self._log) - step + 1, step):
            if self._log[at + 8 : at + 16] == salt:
                yield int.from_bytes(self._log[at : at + 4], "big"), at + _FRAME_HEAD

    def _page(self, number: int) -> bytes:
        if number in self._newer:
            at = self._newer[number]
            return self._log[at : at + self._size]
        return self._data[(number - 1) * self._size : number * self._size]

    def _records(self) -> Iterator[tuple[int, list[Value]]]:
        """Row numbers and columns of everything that lies on a table's pages and can be read."""
        for number in sorted({*range(1, len(self._data) // self._size + 1), *self._newer}):
            page, head = self._page(number), 100 if number == 1 else 0
            if len(page) == self._size and page[head] == _LEAF:
                for cell in range(int.from_bytes(page[head + 3 : head + 5], "big")):
                    at = head + 8 + 2 * cell
                    with suppress(IndexError, ValueError):
                        yield self._cell(page, int.from_bytes(page[at : at + 2], "big"))

    def _cell(self, page: bytes, at: int) -> tuple[int, list[Value]]:
        length, at = _varint(page, at)
        row, at = _varint(page, at)
        if length > _LARGEST:
            raise ValueError(length)
        return row, _columns(self._payload(page, at, length))

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        local = self._local(length)
        found, number = bytearray(page[at : at + local]), int.from_bytes(page[at + local : at + local + 4], "big")
        while len(found) < length:
            more = self._page(number) if number else b""
            if len(more) < self._size:
                raise ValueError(number)
            number = int.from_bytes(more[:4], "big")
            found += more[4 : 4 + length - len(found)]
        return bytes(found)

    def _local(self, length: int) -> int:
        """How many bytes of a payload lie on the page itself."""
        if length <= self._size - 35:
            return length
        least = (self._size - 12) * 32 // 255 - 23
        fits = least + (length - least) % (self._size - 4)
        return fits if fits <= self._size - 35 else least

    def events(self) -> Iterator[tuple[int, Row]]:
        """Numbers and rows of events that are as they were written, in no order, some maybe twice."""
        for number, values in self._records():
            if len(values) == _COLUMNS and values[0] is None:
                _, kind, time, digest, body = values
                if isinstance(kind, int) and isinstance(time, int) and isinstance(digest, int):
                    row = Row(kind, time, digest, body if isinstance(body, bytes) else b"")
                    if intact(kind, digest, row.body):
                        yield number, row

    def named(self) -> Iterator[tuple[str, list[int]]]:
        """Rows of a name and numbers: counters (one) and cursors (four)."""
        for _, (name, *rest) in self._records():
            numbers = [value for value in rest if isinstance(value, int)]
            if isinstance(name, str) and len(numbers) == len(rest) and len(rest) in (1, 4):
                yield name, numbers


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 -- the highest bit says that more follows
            return value, at + index + 1
    return value << 8 | data[at + 8], at + 9


def _columns(payload: bytes) -> list[Value]:
    head, at = _varint(payload, 0)
    types: list[int] = []
    while at < head:
        kind, at = _varint(payload, at)
        types.append(kind)
    if not types:
        raise ValueError(head)
    values: list[Value] = []
    for kind in types:
        value, at = _value(payload, at, kind)
        values.append(value)
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in (0, 8, 9):
        return {0: None, 8: 0, 9: 1}[kind], at
    size = 8 if kind == 7 else _INTEGERS.get(kind, (kind - 12) // 2)  # noqa: PLR2004 -- 7 is a float, of no use here
    part = payload[at : at + size]
    if size < 0 or len(part) < size:
        raise ValueError(kind)
    if kind in _INTEGERS:
        return int.from_bytes(part, "big", signed=True), at + size
    return (part.decode() if kind >= _TEXT and kind % 2 else part), at + size
