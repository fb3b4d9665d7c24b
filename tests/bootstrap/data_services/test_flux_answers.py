"""Flux answers as InfluxDB writes them."""

from __future__ import annotations

import pytest

from bootstrap.http_api import RefusedError
from bootstrap.influx.tables import rows

TABLES = """\
#datatype,string,long,string
#group,false,false,false
#default,_result,,
,result,table,event
,,0,"a, ""b""\"
,,0,c

,result,table,camera,count
,,1,north,3

""".replace("\n", "\r\n")


def test_tables_of_different_columns_become_rows() -> None:
    assert [row.get("event") or row["camera"] for row in rows(TABLES)] == ['a, "b"', "c", "north"]
    assert rows("") == rows("\r\n") == []


@pytest.mark.parametrize("head", ["error,reference", ",error,reference"])
def test_an_error_after_the_first_rows_is_an_error(head: str) -> None:
    line = "," * head.startswith(",") + "runtime error: out of memory,897"
    with pytest.raises(RefusedError, match="out of memory"):
        rows(f"{TABLES}\r\n{head}\r\n{line}\r\n")
