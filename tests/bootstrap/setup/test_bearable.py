"""Each odd character of a prefix through the readers' own rules: it gets there whole, or is refused beforehand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parents[2] / "doubles"))

from grafana_double import settings

from bootstrap.grafana import ini, provisioning
from bootstrap.setup.bearable import check_prefix
from core.errors import UserError

GOOD = [*" #;$%'\",\\&=:!~^+@()<>|", "ä", "日", "a b#c;d$e%f"]
BAD = [*"[]*?{}`", "%("]


@pytest.mark.parametrize("odd", GOOD)
def test_a_path_with_an_odd_character_reaches_grafana_whole(tmp_path: Path, odd: str) -> None:
    folder = tmp_path / f"a{odd}b"
    check_prefix(folder, {"grafana", "influxdb", "mosquitto"})
    (folder / "secrets").mkdir(parents=True)
    secret = folder / "secrets" / "grafana-admin"
    secret.write_text("the password\n")
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "defaults.ini").write_text("[paths]\ndata = data\n")
    text = ini.render({"paths": {"data": ini.quoted(folder)}, "security": {"admin_password": ini.from_file(secret)}})
    (tmp_path / "grafana.ini").write_text(text)
    found = settings.read(tmp_path, tmp_path / "grafana.ini", [])
    assert (found["paths"]["data"], found["security"]["admin_password"]) == (folder.as_posix(), "the password")
    (provider,) = yaml.safe_load(provisioning.dashboards(folder))["providers"]
    assert settings.expand(provider["options"]["path"], plain=True) == folder.as_posix()
    (source,) = yaml.safe_load(provisioning.datasource("http://127.0.0.1:9", "o", "b", secret))["datasources"]
    assert settings.expand(source["secureJsonData"]["token"], plain=True) == "the password"


@pytest.mark.parametrize("odd", BAD)
def test_a_character_that_no_quoting_helps_is_refused_with_a_path_that_works(tmp_path: Path, odd: str) -> None:
    with pytest.raises(UserError) as refused:
        check_prefix(tmp_path / f"a{odd}b", {"grafana"})
    assert repr(odd) in refused.value.what
    works = Path(refused.value.remedy.split("'")[1])
    check_prefix(works, {"grafana"})
    check_prefix(tmp_path / f"a{odd}b", {"mosquitto", "influxdb"})


@pytest.mark.parametrize("odd", ["\n", "\r", "\t", "\x7f"])
def test_a_character_that_ends_a_line_is_refused_for_every_service(tmp_path: Path, odd: str) -> None:
    with pytest.raises(UserError, match="no service can run below a folder with") as refused:
        check_prefix(tmp_path / f"a{odd}b", {"mosquitto"})
    assert odd not in refused.value.what
