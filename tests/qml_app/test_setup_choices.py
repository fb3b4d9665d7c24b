"""What the wizard's first page asks becomes options of the verb, and what is wrong is told at its field."""

from __future__ import annotations

from pathlib import Path

import pytest

from qml_app.setup_choices import DEFAULTS, arguments, in_order, problems, remembered, typed_secrets, with_program
from qml_app.setup_form import SetupForm
from qml_app.setup_known import Known

PORTS = {"mosquitto": "1883", "grafana": "3000"}
REMOTE = {**DEFAULTS, "profile": "remote", "mqtt": "mqtts://engine@broker.example.org"}


def test_a_local_setup_names_its_source_ports_and_names() -> None:
    chosen = {
        **DEFAULTS,
        "source": "bundle",
        "bundle": "/media/b.7z",
        "mirror": "http://m",
        "tls": "a.example b.example",
    }
    ports = [*("--port", "mosquitto=1883"), *("--port", "grafana=3000")]
    expected = ["--profile", "local", "--offline", "/media/b.7z", *ports, "--tls", "a.example", "--tls", "b.example"]
    assert arguments(chosen, PORTS, {}) == expected
    none = ["--profile", "local", "--mirror", "off", "--tls", "off"]  # also if there was one before
    assert arguments(DEFAULTS, {}, {}) == none
    assert arguments({**chosen, "source": "makers"}, {}, {})[2:5] == ["--mirror", "off", "--tls"]
    assert arguments({**chosen, "source": "mirror"}, {}, {})[2:4] == ["--mirror", "http://m"]


def test_a_remote_setup_hands_secrets_over_in_files_and_never_in_words() -> None:
    chosen = {**REMOTE, "mqttPassword": "open sesame", "influx": "http://i:8086", "influxToken": "tttt", "bundle": "/b"}
    found = arguments(chosen, PORTS, {"mqttPassword": Path("/t/p"), "influxToken": Path("/t/t")})
    assert found[:2] == ["--profile", "remote"]
    assert found[-4:] == ["--mqtt-password-file", str(Path("/t/p")), "--influx-token-file", str(Path("/t/t"))]
    assert not {"open sesame", "tttt", "--port", "--offline"} & set(found)
    assert typed_secrets(chosen) == {"mqttPassword": "open sesame", "influxToken": "tttt"}
    assert typed_secrets({**chosen, "profile": "local"}) == {}


def test_embedded_needs_nothing() -> None:
    assert arguments({**DEFAULTS, "profile": "embedded", "tls": "x"}, PORTS, {}) == ["--profile", "embedded"]
    assert problems({**DEFAULTS, "profile": "embedded"}, {"grafana": "no"}, ()) == {}


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "1.5", "٣", "18 83", "x"])
def test_what_is_no_port_is_told(text: str) -> None:
    assert problems(DEFAULTS, {"grafana": text}, ()) == {"port:grafana": "port"}


def test_two_services_cannot_have_one_port() -> None:
    assert problems(DEFAULTS, {"grafana": "1", "mosquitto": "1", "influxdb": "2"}, ()) == {
        "port:grafana": "twice",
        "port:mosquitto": "twice",
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"source": "mirror"}, {"mirror": "missing"}),
        ({"source": "mirror", "mirror": "ftp://x/y"}, {"mirror": "address"}),
        ({"source": "mirror", "mirror": "http://"}, {"mirror": "address"}),
        ({"source": "mirror", "mirror": "http://x:99999/"}, {"mirror": "address"}),
        ({"source": "mirror", "mirror": "file:///srv/releases"}, {}),
        ({"source": "bundle"}, {"bundle": "missing"}),
    ],
)
def test_a_source_has_to_be_one(changes: dict[str, str], expected: dict[str, str]) -> None:
    assert problems({**DEFAULTS, **changes}, PORTS, ()) == expected


@pytest.mark.parametrize(
    ("changes", "stored", "expected"),
    [
        ({"mqtt": ""}, (), {"mqtt": "missing"}),
        ({"mqtt": "http://x"}, (), {"mqtt": "address"}),
        ({"mqtt": "mqtts://u:p@x"}, (), {"mqtt": "password"}),
        ({"mqtt": "mqtt://x"}, (), {}),
        ({}, (), {"mqttPassword": "missing"}),
        ({}, ("remote-mqtt",), {}),
        ({"mqttPassword": "p"}, (), {}),
        ({"mqttPassword": "p", "influx": "https://i"}, (), {"influxToken": "missing"}),
        ({"mqttPassword": "p", "influx": "i"}, ("remote-influx",), {"influx": "address"}),
    ],
)
def test_services_elsewhere_need_addresses_and_credentials(
    changes: dict[str, str], stored: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert problems({**REMOTE, **changes}, PORTS, stored) == expected


def test_what_was_chosen_earlier_is_there_again() -> None:
    noted = {"mqtt": "mqtts://x", "influx": "https://i", "influx-org": "o", "influx-bucket": "b"}
    again = {**DEFAULTS, **remembered("remote", ("h1", "h2"), noted, "")}
    assert (again["tls"], again["influxOrg"]) == ("h1 h2", "o")
    expected = ["--mqtt", "mqtts://x", "--influx", "https://i", "--influx-org", "o", "--influx-bucket", "b"]
    assert arguments(again, PORTS, {})[2:] == expected
    mirrored = {**DEFAULTS, **remembered("local", (), {}, "https://m.example")}
    assert arguments(mirrored, {}, {})[2:4] == ["--mirror", "https://m.example"]


def test_programs_bring_along_what_they_need_and_take_along_what_needs_them() -> None:
    everything = DEFAULTS["programs"]
    assert with_program(everything, "influxdb", wanted=False) == "mosquitto"
    assert with_program("mosquitto", "grafana", wanted=True) == everything
    assert with_program(everything, "mosquitto", wanted=False) == "influxdb grafana"
    assert "--only" not in arguments(DEFAULTS, {}, {})
    chosen = {**DEFAULTS, "programs": "influxdb grafana"}
    found = arguments(chosen, {}, {})
    assert found[found.index("--only") + 1] == "influxdb,grafana,evidence"
    assert problems({**DEFAULTS, "programs": ""}, {}, ())["programs"] == "programs"


def test_ports_stand_in_the_order_of_their_programs() -> None:
    ports = {"evidence": "8087", "influxdb": "8086", "grafana": "3000", "mosquitto": "1883"}
    assert list(in_order(ports)) == ["mosquitto", "influxdb", "grafana", "evidence"]


def test_a_retention_is_shortened_only_where_that_was_allowed() -> None:
    assert "--shorten-retention" in arguments({**DEFAULTS, "shorten": "yes"}, PORTS, {})
    assert "--shorten-retention" not in arguments(DEFAULTS, PORTS, {})


@pytest.mark.usefixtures("qapp")
def test_only_a_password_that_is_stored_can_be_kept() -> None:
    form = SetupForm()
    assert form.kept == {"mqttPassword": False, "influxToken": False}
    form.fill(Known(set_up=True, secrets=("remote-mqtt",)))
    assert form.kept == {"mqttPassword": True, "influxToken": False}
