"""Whatever stands in a file, or is in its place: one line that says so, and soon."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from bootstrap.setup import handout
from bootstrap.setup.catalogue import Catalogue
from bootstrap.setup.owners import own_yaml
from core import plain_files
from core.detect.facts import sidecar
from core.errors import UserError
from core.plain_files import plain_yaml
from core.settings import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXTS = {
    "a tagged word": "a: !!bool foo\n",
    "a tagged day": "a: !!timestamp foo\n",
    "a tagged nothing": "a: !!int ''\n",
    "a tagged fraction": "a: !!float ''\n",
    "a tagged blank": "a: !!binary '////'\n",
    "a program": "a: !!python/object/apply:os.system ['exit 7']\n",
    "another tag": "!foo\na: b\n",
    "itself": "a: &a [*a]\n",
    "brackets": "a: " + "[" * 2_000,
    "laughs": "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
    + "".join(f"{new}: &{new} [{','.join(10 * [f'*{old}'])}]\n" for old, new in ("bc", "cd", "de", "ef", "fg")),
    "commas": "[" + "a," * 6_000 + "]\n",
    "a far number": "a: 1" + "0" * 5_000 + "\n",
    "a control character": "a: b\x00\n",
    "half a character": 'a: "\\ud800"\n',
    "no UTF-8": "a: \udcff\n",
    "a long comment": "#" * 1_200_000 + "\na: b\n",
    "a list": "- a\n",
    "nothing": "",
}


def _sidecar(path: Path) -> object:
    (path.parent / "metadata.yaml").unlink(missing_ok=True)
    path.rename(path.parent / "metadata.yaml")
    return sidecar(path.parent / "network.xml")


READERS: dict[str, Callable[[Path], object]] = {
    "configuration": load,
    "file of another machine": handout.read,
    "metadata of a model": _sidecar,
    "catalogue": Catalogue.read,
    "the owner's file": own_yaml,
}


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_files, "_NODES", 5_000)


def _one_line(read: Callable[[Path], object], path: Path) -> bool:
    """Whether it was refused in a line for each mistake."""
    refused = ""
    with suppress(UserError):
        try:
            read(path)
        except UserError as error:
            refused = str(error)
            raise
    assert len(refused.splitlines()) <= 3
    assert "\x00" not in refused
    return bool(refused)


@pytest.mark.parametrize("what", TEXTS)
@pytest.mark.parametrize("reader", READERS)
def test_whatever_stands_in_it_is_one_line(tmp_path: Path, reader: str, what: str) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(TEXTS[what].encode("utf-8", "surrogateescape"))
    refused = _one_line(READERS[reader], path)
    told: set[str] = {"itself", "a far number", "half a character", "laughs", "nothing", "a tagged blank"}
    assert refused or (reader in {"metadata of a model", "the owner's file"} and what in told)


@pytest.mark.skipif(os.name == "nt", reason="there are no such things")
@pytest.mark.parametrize("reader", [name for name in READERS if name != "metadata of a model"])
def test_whatever_is_in_its_place_is_one_line(tmp_path: Path, reader: str) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    places: list[Any] = [tmp_path / "pipe.yaml", tmp_path, tmp_path / "none" / "x.yaml"]
    if os.path.exists("/dev/zero"):  # noqa: PTH110 -- as the test below
        places.append(tmp_path / "zero.yaml")
        (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    refused = [_one_line(READERS[reader], place) for place in places]
    assert all(refused) or reader == "the owner's file"  # who has none need not have one


def test_nothing_of_a_file_runs_and_plain_values_come_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not valid YAML"):
        plain_yaml(f"!!python/object/apply:os.system ['touch {tmp_path}/ran']")
    assert not (tmp_path / "ran").exists()
    assert plain_yaml("a: {b: [1, 2.5, true, null, 'x']}") == {"a": {"b": [1, 2.5, True, None, "x"]}}
