"""The catalogue: which file for which machine, and a plain answer where there is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bootstrap.commands.installation import catalogue_file, mirror_address
from bootstrap.setup.catalogue import DEFAULT, Catalogue, Source, version_key
from core.errors import UserError

PLATFORMS = [("linux", "amd64"), ("linux", "arm64"), ("darwin", "amd64"), ("darwin", "arm64"), ("windows", "amd64")]


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return Catalogue.read()


def row(**fields: Any) -> dict[str, Any]:
    url = "https://example.org/a.zip"
    usual = {"product": "x", "version": "1.0", "os": "linux", "arch": "amd64", "kind": "archive", "url": url}
    return {**usual, "sha256": "0" * 64, **fields}


def catalogue(tmp_path: Path, content: object) -> Catalogue:
    path = tmp_path / "catalogue.json"
    path.write_text(json.dumps(content))
    return Catalogue.read(path)


@pytest.mark.parametrize(("system", "arch"), PLATFORMS)
@pytest.mark.parametrize("product", ["mosquitto", "influxdb", "grafana"])
def test_every_platform_has_a_file_or_an_answer(shipped: Catalogue, product: str, system: str, arch: str) -> None:
    if product == "mosquitto" and system != "windows":
        with pytest.raises(UserError, match="not available"):
            shipped.find(product, system, arch)
        return
    found = shipped.find(product, system, arch)
    assert found.sha256
    assert found.url
    assert shipped.warning(product, found.version, system) is None


@pytest.mark.parametrize(
    ("product", "version", "system"),
    [
        ("mosquitto", "2.0.18", "windows"),
        ("influxdb", "2.7.4", "linux"),
        ("influxdb", "2.7.4", "windows"),
        ("grafana", "10.2.2", "linux"),
        ("grafana", "10.2.2", "windows"),
    ],
)
def test_the_seed_versions_can_be_chosen_and_are_warned_about(
    shipped: Catalogue, product: str, version: str, system: str
) -> None:
    found = shipped.find(product, system, "amd64", version)
    assert found.version == version
    assert shipped.warning(product, version, "linux")


def test_grafanas_replaceable_addresses_are_avoided(shipped: Catalogue) -> None:
    assert "/oss/release/" not in (shipped.find("grafana", "linux", "amd64").url or "")


def test_a_mac_with_an_arm_processor_takes_the_intel_influxdb(shipped: Catalogue) -> None:
    assert shipped.find("influxdb", "darwin", "arm64").arch == "amd64"


def test_a_row_without_a_hash_is_never_used(shipped: Catalogue) -> None:
    with pytest.raises(UserError, match="no checksum known"):
        shipped.find("grafana", "darwin", "amd64", "10.2.2")


def test_an_unknown_version_is_refused_with_those_there_are(shipped: Catalogue) -> None:
    with pytest.raises(UserError, match=r"available: 2\.9\.1"):
        shipped.find("influxdb", "linux", "amd64", "9.9")


def test_a_bare_list_recommends_its_newest(tmp_path: Path) -> None:
    found = catalogue(tmp_path, [row(version="2.0.9"), row(version="2.0.18"), row(version="2.0.18", kind="msi")])
    assert found.find("x", "linux", "amd64").version == "2.0.18"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"mirror": "https://evil.example"}, "mirror"),
        ({"sha256": "ABC"}, "sha256"),
        ({"os": "plan9"}, "os"),
        ({"kind": "script"}, "kind"),
        ({"size": -1}, "size"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    with pytest.raises(UserError, match=said):
        catalogue(tmp_path, {"schema": 1, "artifacts": [row(**change)]})


def test_a_file_that_is_no_catalogue_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    with pytest.raises(UserError, match="No such file"):
        Catalogue.read(path)
    path.write_text("{")
    with pytest.raises(UserError, match="is not JSON"):
        Catalogue.read(path)
    path.write_text('{"schema": 2, "artifacts": []}')
    with pytest.raises(UserError, match="schema"):
        Catalogue.read(path)


def test_a_mirror_replaces_where_from_and_nothing_else(tmp_path: Path) -> None:
    found = catalogue(tmp_path, [row(url="https://example.org/oss/x_1.0%2Bs.zip")]).find("x", "linux", "amd64")
    assert found.file_name == "x_1.0+s.zip"
    assert Source().urls(found) == ["https://example.org/oss/x_1.0%2Bs.zip"]
    assert Source("http://127.0.0.1:1/m/").urls(found) == [
        "http://127.0.0.1:1/m/x_1.0%2Bs.zip",
        "http://127.0.0.1:1/m/oss/x_1.0%2Bs.zip",
    ]


def test_other_kinds_of_addresses_are_refused(tmp_path: Path) -> None:
    found = catalogue(tmp_path, [row(url="ftp://example.org/x.zip")]).find("x", "linux", "amd64")
    with pytest.raises(UserError, match="ftp"):
        Source().urls(found)


def test_versions_sort_as_people_sort_them() -> None:
    right = ["2.0.9", "2.0.18", "2.0.18a", "2.8.0", "2.8.0-2", "10.2.2", "13.0.1", "13.0.1+security-01", "13.0.2"]
    assert sorted([*right[4:], *right[:4]], key=version_key) == right


@given(st.text(max_size=30))
def test_any_text_is_a_version_that_can_be_compared(text: str) -> None:
    assert (version_key(text) < version_key("1.0")) in (True, False)


def test_a_file_is_found_again_from_anywhere_and_off_is_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert catalogue_file(Path("own.json")) == tmp_path / "own.json"
    assert (catalogue_file(Path("off")), catalogue_file(None)) == (DEFAULT, None)
    assert (mirror_address("off"), mirror_address(None), mirror_address("http://m")) == ("", None, "http://m")


def test_every_version_below_the_recommended_one_is_told(shipped: Catalogue) -> None:
    assert shipped.warning("influxdb", "2.8.0", "linux") == "older than the recommended version 2.9.1"
    assert shipped.warning("influxdb", "2.9.1", "linux") is None
    assert shipped.warning("grafana", "13.2.2", "windows") is None
    assert shipped.warning("grafana", "13.2.2", "linux") == "older than the recommended version 13.2.3"


def test_a_platform_without_the_recommended_version_gets_its_newest_and_is_told(shipped: Catalogue) -> None:
    found = shipped.find("grafana", "windows", "arm64")
    assert found.version == "13.2.0"
    assert shipped.warning("grafana", found.version, "windows") == "older than the recommended version 13.2.2"
