"""Annotated CSV as InfluxDB writes it, and what only looks like it."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from core.reports import annotated
from core.reports.beside import side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable

TABLES = """\
#datatype,string,long,dateTime:RFC3339,double,string,boolean
#group,false,false,false,false,true,true
#default,_result,,,,north,
,result,table,_time,_value,camera,open
,,0,2026-05-04T06:00:00.123456789Z,1.5,"a, ""b""
c",true
,,0,2026-05-04T06:00:01Z,,,false

#datatype,string,long,long
#group,false,false,false
#default,_result,,
,result,table,count
,,1,3

"""
AT = datetime(2026, 5, 4, 6, tzinfo=UTC)


def lines(text: str) -> list[str]:
    return io.StringIO(text.replace("\n", "\r\n"), newline="").readlines()


def test_rows_have_values_of_their_types_defaults_and_none_where_there_is_nothing() -> None:
    found = list(annotated.rows(lines(TABLES)))
    assert found == [
        {"_time": AT + timedelta(microseconds=123_456), "_value": 1.5, "camera": 'a, "b"\r\nc', "open": True},
        {"_time": AT + timedelta(seconds=1), "_value": None, "camera": "north", "open": False},
        {"count": 3},
    ]
    assert list(annotated.rows([])) == list(annotated.rows(["\r\n"])) == []


@pytest.mark.parametrize("head", ["error,reference", ",error,reference", "#datatype,string,string\n,error,reference"])
def test_an_error_after_the_first_rows_is_told(head: str) -> None:
    line = "," * (",error" in head) + "runtime error: out of memory,897"
    with pytest.raises(annotated.AbortedError, match="out of memory"):
        list(annotated.rows(lines(f"{TABLES}\n{head}\n{line}\n")))


@pytest.mark.parametrize("text", ["<html>", "#datatype,string\nx", ",result,table,_value\n,,0,1\n", "a,b\nc,d\n"])
def test_what_is_no_answer_of_influxdb_is_none(text: str) -> None:
    with pytest.raises((LookupError, ValueError)):
        list(annotated.rows(lines(text)))


def test_a_long_answer_comes_in_pieces_and_never_whole() -> None:
    read = 0

    def told() -> Any:
        nonlocal read
        for line in [*lines(TABLES)[-6:-2], *[",,1,7\r\n"] * 100_000, "\r\n"]:
            read += 1
            yield line

    first = next(annotated.pieces(told()))
    assert (set(first["count"]), read < 20_000) == ({7}, True)


@pytest.mark.parametrize(
    "piece", [lambda rows: [rows], lambda rows: [{k: [v[i]] for k, v in rows.items()} for i in range(5)]]
)
def test_fields_of_a_point_come_together_also_where_one_lacks_some(piece: Callable[[Any], Any]) -> None:
    moments = [AT, AT, AT, AT, AT + timedelta(1)]  # two points within a microsecond, and one without an error
    rows = {"_time": moments, "_field": [*"eess", "s"], "_value": [0.1, 0.2, 10, 20, 30], "line": ["n"] * 5}
    found = list(side_by_side(piece(rows), ("line", "class")))
    assert found == [
        (AT, ("n", ""), {"e": 0.1, "s": 10}),
        (AT, ("n", ""), {"e": 0.2, "s": 20}),
        (AT + timedelta(1), ("n", ""), {"s": 30}),
    ]
