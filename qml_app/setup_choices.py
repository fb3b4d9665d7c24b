"""What the setup wizard's first page asks, as options of the verb `setup`. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

#: The fields and what they are before anybody has chosen.
DEFAULTS: Final = {
    "profile": "local",
    "programs": "mosquitto influxdb grafana",
    "source": "makers",  # where releases come from: their makers, a mirror, or a bundle
    "mirror": "",
    "bundle": "",
    "tls": "",
    "mqtt": "",
    "mqttPassword": "",
    "influx": "",
    "influxOrg": "",
    "influxBucket": "",
    "influxToken": "",
    "shorten": "",  # anything allows a database to keep data for less long, which deletes what is older
}
#: Fields that hold a secret: the name of the stored one, and the option that takes a file with a new one.
SECRETS: Final = {
    "mqttPassword": ("remote-mqtt", "--mqtt-password-file"),
    "influxToken": ("remote-influx", "--influx-token-file"),
}
_REMOTE: Final = {
    "mqtt": "--mqtt",
    "influx": "--influx",
    "influxOrg": "--influx-org",
    "influxBucket": "--influx-bucket",
}
_LAST_PORT: Final = 65535
#: Programs that a program is of no use without, and roles that come along with it.
_NEEDS: Final = {"grafana": "influxdb"}
_ALONG: Final = {"grafana": "evidence"}


def with_program(chosen: str, name: str, *, wanted: bool) -> str:
    """The programs once one is chosen or left out; what needs it, or what it needs, follows.

    Args:
        chosen: names, separated by blanks.
        name: of the program.
        wanted: whether it shall be installed.
    """
    names = set(chosen.split())
    if wanted:
        names |= {name, _NEEDS.get(name, name)}
    else:
        names -= {name, *(one for one, needed in _NEEDS.items() if needed == name)}
    return " ".join(one for one in DEFAULTS["programs"].split() if one in names)


def in_order(ports: Mapping[str, str]) -> dict[str, str]:
    """The same in the order of the programs, what belongs to none at the end."""
    order = DEFAULTS["programs"].split()
    return dict(sorted(ports.items(), key=lambda one: order.index(one[0]) if one[0] in order else len(order)))


def _only(values: Mapping[str, str]) -> list[str]:
    """Nothing where all are chosen: what comes with a later version is set up then, too."""
    if values["programs"] == DEFAULTS["programs"]:
        return []
    names = values["programs"].split()
    return ["--only", ",".join([*names, *(_ALONG[name] for name in names if name in _ALONG)])]


def remembered(profile: str, tls: tuple[str, ...], remote: Mapping[str, str], mirror: str) -> dict[str, str]:
    """Fields as they were chosen for the run of setup before.

    Args:
        profile: its name.
        tls: names of this machine for others.
        remote: what setup has noted of services elsewhere, by option.
        mirror: address that files are taken from instead of their makers'; empty for the makers.
    """
    source = {"source": "mirror", "mirror": mirror} if mirror else {}
    noted = {key: remote.get(option.removeprefix("--"), "") for key, option in _REMOTE.items()}
    return {"profile": profile, "tls": " ".join(tls), **source, **noted}


def arguments(values: Mapping[str, str], ports: Mapping[str, str], files: Mapping[str, Path]) -> list[str]:
    """Options for what was chosen.

    Args:
        values: of the fields.
        ports: by service.
        files: that hold the secrets which were typed in, by field.
    """
    found = ["--profile", values["profile"]]
    if values["profile"] == "local":
        found += _source(values) + _only(values)
        found += [word for service, port in ports.items() for word in ("--port", f"{service}={port}")]
        found += [word for host in values["tls"].split() or ("off",) for word in ("--tls", host)]
        found += ["--shorten-retention"] if values["shorten"] else []
    elif values["profile"] == "remote":
        found += [word for key, option in _REMOTE.items() if values[key] for word in (option, values[key].strip())]
        found += [word for key, file in files.items() for word in (SECRETS[key][1], str(file))]
    return found


def _source(values: Mapping[str, str]) -> list[str]:
    """Also that it is the makers: a mirror is remembered."""
    match values["source"]:
        case "bundle":
            return ["--offline", values["bundle"]]
        case "mirror":
            return ["--mirror", values["mirror"].strip()]
        case _:
            return ["--mirror", "off"]


def typed_secrets(values: Mapping[str, str]) -> dict[str, str]:
    """Secrets that were typed in and are needed, by field."""
    needed = values["profile"] == "remote"
    return {key: values[key] for key in SECRETS if needed and values[key]}


def problems(values: Mapping[str, str], ports: Mapping[str, str], stored: Collection[str]) -> dict[str, str]:
    """What is wrong with which field: `missing`, `address`, `port`, `twice` or `password`.

    Args:
        values: of the fields.
        ports: by service.
        stored: names of the secrets of this installation.
    """
    match values["profile"], values["source"]:
        case "remote", _:
            found = _remote(values, stored)
        case "local", source:
            found = _ports(ports)
            found["programs"] = "" if values["programs"] else "programs"
            if source == "mirror":
                found["mirror"] = _address(values["mirror"], ("http", "https", "file"))
            elif source == "bundle":
                found["bundle"] = "" if values["bundle"] else "missing"
        case _:
            found = {}
    return {key: problem for key, problem in found.items() if problem}


def _remote(values: Mapping[str, str], stored: Collection[str]) -> dict[str, str]:
    found = {"mqtt": _address(values["mqtt"], ("mqtt", "mqtts"))}
    if not found["mqtt"] and urlsplit(values["mqtt"]).username:
        found["mqttPassword"] = _secret("mqttPassword", values, stored)
    if values["influx"]:
        found["influx"] = _address(values["influx"], ("http", "https"))
        found["influxToken"] = _secret("influxToken", values, stored)
    return found


def _secret(key: str, values: Mapping[str, str], stored: Collection[str]) -> str:
    return "" if values[key] or SECRETS[key][0] in stored else "missing"


def _address(text: str, schemes: tuple[str, ...]) -> str:
    if not text:
        return "missing"
    try:
        url = urlsplit(text.strip())
        port_is_one = url.port is None or url.port > 0
    except ValueError:
        return "address"
    if url.password is not None:
        return "password"
    whole = bool(url.hostname) or (url.scheme == "file" and bool(url.path))
    return "" if whole and port_is_one and url.scheme in schemes else "address"


def _ports(ports: Mapping[str, str]) -> dict[str, str]:
    taken = list(ports.values())
    return {
        f"port:{service}": _port(text) or ("twice" if taken.count(text) > 1 else "") for service, text in ports.items()
    }


def _port(text: str) -> str:
    return "" if text.isascii() and text.isdecimal() and 0 < int(text) <= _LAST_PORT else "port"
