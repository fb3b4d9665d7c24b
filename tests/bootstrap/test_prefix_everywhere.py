"""Every verb that has to do with an installation takes `--prefix`, before the verb as well as behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from command_line import call

from bootstrap.secrets import SecretStore
from bootstrap.verbs import verbs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: They ask nothing of an installation. For `ingest` the word means the topics.
WITHOUT = {"catalogue", "catalogue check", "config schema", "licences", "regenerate", "version", "test"}
INFLUX = {"url": "http://127.0.0.1:9", "org": "o", "bucket": "b", "token_file": "/none/token"}


def _options(node: dict[str, Any], words: tuple[str, ...] = ()) -> Iterator[tuple[str, set[str]]]:
    for name, verb in node.get("verbs", {}).items():
        yield " ".join((*words, name)), set(verb["options"])
        yield from _options(verb, (*words, name))


def test_every_verb_takes_it() -> None:
    found = dict(_options(verbs()))
    assert len(found) > 40
    assert {name for name, options in found.items() if "--prefix" not in options} == WITHOUT
    assert "--prefix" in verbs()["options"]


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """One that is not the usual one."""
    prefix = tmp_path / "elsewhere"
    prefix.mkdir()
    SecretStore(prefix / "secrets").put("mine", "word")
    told = {"telemetry": {"profile": "local", "mqtt": {}, "influx": INFLUX}, "app": {"influx": INFLUX}}
    (prefix / "profile.yaml").write_text(yaml.safe_dump(told))
    return prefix


@pytest.mark.parametrize(
    "words", [("{}", "secrets", "list"), ("secrets", "{}", "list"), ("secrets", "list", "{}")], ids=" ".join
)
def test_it_means_the_same_in_every_place(installation: Path, words: tuple[str, ...]) -> None:
    given = [part for word in words for part in (("--prefix", str(installation)) if word == "{}" else (word,))]
    assert call(*given).stdout == "mine\n"


def test_the_one_behind_the_verb_counts_more(installation: Path, tmp_path: Path) -> None:
    done = call("--prefix", str(tmp_path / "none"), "secrets", "list", "--prefix", str(installation))
    assert done.stdout == "mine\n"


def test_export_reads_the_database_of_that_installation(installation: Path) -> None:
    done = call("export", "counts", "--database", "--prefix", str(installation))
    assert (done.returncode, "/none/token" in done.stderr) == (2, True), done.stderr


def test_a_configuration_is_shown_with_the_destinations_of_that_installation(
    installation: Path, tmp_path: Path
) -> None:
    file = tmp_path / "site.yaml"
    file.write_text("cameras:\n  - {id: a, source: a.mp4}\n")
    shown = yaml.safe_load(call("config", "show", str(file), "--prefix", str(installation)).stdout)
    assert shown["telemetry"]["influx"]["org"] == "o"
    assert "influx" not in yaml.safe_load(call("config", "show", str(file)).stdout)["telemetry"]


@pytest.mark.parametrize("verb", ["export counts", "config check", "config use-installed", "telemetry retry influx"])
def test_a_folder_without_an_installation_is_refused(tmp_path: Path, verb: str) -> None:
    done = call(*verb.split(), "--prefix", str(tmp_path / "typo"))
    assert (done.returncode, "no installation found in" in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("words", [("status", "--prefix", ""), ("--prefix", " ", "status"), ("setup", "--prefix", "")])
def test_a_name_that_is_empty_is_not_the_folder_one_happens_to_be_in(words: tuple[str, ...]) -> None:
    done = call(*words)
    assert done.returncode == 2
    assert "the name of the folder is empty" in done.stderr
