"""Genuine servers in place of the doubles: how their archives come to the tests, and who asks the servers for what."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import genuine
import pytest

from bootstrap.commands import genuine as fetching
from bootstrap.commands import test as suite
from bootstrap.http_api import Answer
from bootstrap.layout import Layout
from bootstrap.setup.catalogue import Catalogue
from bootstrap.setup.context import Choices
from core.errors import UserError

TESTS = Path(__file__).parents[1]


@pytest.fixture
def makers(tmp_path: Path) -> Path:
    """A mirror with one archive, and a catalogue of it."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    (folder / "influxdb.tar.gz").write_bytes(b"an archive")
    row = {"product": "influxdb", "version": "2.9.1", "os": "any", "arch": "any", "kind": "archive"}
    digest = hashlib.sha256(b"an archive").hexdigest()
    found = [{**row, "url": "https://maker.example/influxdb.tar.gz", "sha256": digest}]
    (folder / "catalogue.json").write_text(json.dumps(found))
    return folder


def test_the_archives_are_fetched_from_a_mirror_with_a_catalogue_of_them(makers: Path, tmp_path: Path) -> None:
    choices = Choices(catalogue=makers / "catalogue.json", mirror=makers.as_uri())
    place = fetching.archives(Layout(tmp_path / "g"), choices)
    assert (place / "influxdb.tar.gz").read_bytes() == b"an archive"
    assert Catalogue.read(place / "catalogue.json").versions("influxdb") == ["2.9.1"]
    (makers / "influxdb.tar.gz").write_bytes(b"another one")
    with pytest.raises(UserError, match="its SHA-256 is"):
        fetching.archives(Layout(tmp_path / "h"), choices)


def test_the_verb_runs_that_part_on_the_folder_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(suite, "_tests", lambda arguments: ran.append(arguments) or 0)
    monkeypatch.setenv(fetching.VARIABLE, str(tmp_path))
    assert suite.test(["-x"], genuine=True) == 0
    (words,) = ran
    asked = {"test_first_setup.py", "test_onboarding_and_recovery.py", "test_database_tables.py", "test_browser.py"}
    assert asked <= {Path(one).name for one in words}
    assert not any(one.endswith(("_double.py", "test_owners_grafana.py", "test_genuine.py")) for one in words)
    assert words[-1] == "-x"


def test_no_test_of_that_part_looks_into_a_double_or_its_files() -> None:
    forbidden = ("influxd_double", "grafana_double", "double_parts", '/ "engine" / "data"', "in_process")
    for name in fetching.files(TESTS):
        text = Path(name).read_text("utf-8").replace("from test_influxd_double import BODY, TOKEN, Influxd", "")
        assert not [word for word in forbidden if word in text], name


def test_a_test_gets_names_of_its_own_for_the_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "given"
    place.mkdir()
    (place / "a.tar.gz").write_bytes(b"archive")
    (place / "catalogue.json").write_text("[]")
    monkeypatch.setenv(fetching.VARIABLE, str(place))
    catalogue = genuine.copied(tmp_path / "own")
    catalogue.write_text("changed")
    assert (place / "catalogue.json").read_text() == "[]"
    assert (place / "a.tar.gz").samefile(catalogue.with_name("a.tar.gz"))


class _Server:
    """Answers a query as InfluxDB does."""

    def call(self, *_: Any, **__: Any) -> Answer:
        text = (
            "#datatype,string,long,dateTime:RFC3339,long,string,string,string\r\n"
            ",result,table,_time,_value,_field,_measurement,site\r\n"
            ",,0,2026-05-04T07:00:00.000000001Z,2,count,counts,a b\r\n\r\n"
            "#datatype,string,long,dateTime:RFC3339,string,string,string,string\r\n"
            ",result,table,_time,_value,_field,_measurement,site\r\n"
            ',,1,2026-05-04T07:00:00.000000001Z,"x ""y""",text,counts,a b\r\n'
        )
        return Answer(200, {}, None, text)


def test_what_a_bucket_holds_is_asked_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TESTS / "bootstrap" / "data_services"))
    import points  # noqa: PLC0415 - where its tests are

    found = points.lines(_Server(), "o", "b")
    assert found == 'counts,site=a\\ b count=2i,text="x \\"y\\"" 1777878000000000001\n'
