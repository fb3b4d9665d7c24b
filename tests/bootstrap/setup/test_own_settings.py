"""What an owner writes into conf.d: his, but for what would end in a service that is waited for in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bootstrap.grafana import own as grafana
from bootstrap.influx import own as influxdb
from bootstrap.layout import Layout
from bootstrap.setup.context import Context
from bootstrap.setup.owners import own_yaml
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.own_settings import Held

OURS = "127.0.0.1:8086"


def grafana_ini(tmp_path: Path, text: str | bytes) -> list[str]:
    """What setup says of the file."""
    notes: list[str] = []
    path = tmp_path / "grafana.ini"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    grafana.checked(path, Context(Layout(tmp_path), tell=lambda note: notes.append(str(note))))
    return notes


def influxd_yaml(tmp_path: Path, text: str) -> list[str]:
    notes: list[str] = []
    path = tmp_path / "influxd.yaml"
    path.write_text(text)
    influxdb.check(path, own_yaml(path), OURS, Context(Layout(tmp_path), tell=lambda note: notes.append(str(note))))
    return notes


@pytest.mark.parametrize("held", grafana.HELD, ids=lambda held: held.key)
def test_grafana_is_not_started_with_a_setting_that_setup_cannot_live_with(tmp_path: Path, held: Held) -> None:
    section, _, key = held.key.partition(" ")
    with pytest.raises(UserError) as refused:
        grafana_ini(tmp_path, f"[smtp]\nenabled = true\n{section}\n{key} = something else\n")
    assert held.key in refused.value.what
    assert refused.value.remedy
    for value in held.allowed:
        assert grafana_ini(tmp_path, f"{section}\n{key} = {value}\n") == []


@pytest.mark.parametrize("held", influxdb.HELD, ids=lambda held: held.key)
def test_influxd_is_not_started_with_one_either(tmp_path: Path, held: Held) -> None:
    with pytest.raises(UserError, match=held.key):
        influxd_yaml(tmp_path, f"log-level: debug\n{held.key}: something else\n")
    for value in held.allowed:
        assert influxd_yaml(tmp_path, f'{held.key}: "{value}"\n') == []


@pytest.mark.parametrize("value", ['"http"', "'http'", "`http`", "HTTP "])
def test_values_are_read_as_grafana_reads_them(tmp_path: Path, value: str) -> None:
    assert grafana_ini(tmp_path, f"[server]\nprotocol = {value}\n") == []


def test_an_address_that_has_no_effect_is_told(tmp_path: Path) -> None:
    (note,) = grafana_ini(tmp_path, "[server]\nhttp_addr = 0.0.0.0\n")
    assert "[server] http_addr has no effect" in note
    (note,) = influxd_yaml(tmp_path, "http-bind-address: :8086\n")
    assert "setup --port influxdb=PORT" in note
    assert influxd_yaml(tmp_path, f"http-bind-address: {OURS}\n") == []


def test_a_file_from_notepad_or_with_keys_before_any_section_is_read(tmp_path: Path) -> None:
    path = tmp_path / "grafana.ini"
    for text in (
        b"\xef\xbb\xbf[smtp]\nenabled = true\n",
        b"; mine\r\ninstance_name = x\r\n[smtp]\r\nenabled = true\r\n",
    ):
        assert grafana_ini(tmp_path, text) == []
        assert grafana.ini.own(path)["smtp"] == {"enabled": "true"}
    assert grafana.ini.own(path)["DEFAULT"] == {"instance_name": "x"}
