"""What setup had noted, read off what it made: for an installation whose notes are lost or damaged.

Chosen ports, versions and names are wanted again, or the next run would move every service to its usual place and call
every file edited by hand.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

import yaml

from bootstrap.secrets import SecretStore
from bootstrap.services import records
from bootstrap.services.autostart import entry
from bootstrap.services.spec import HttpProbe, ServiceSpec, StateProbe, load
from bootstrap.setup import roles
from bootstrap.setup.publish import folder_name, read_current
from bootstrap.setup.resources.certificate import names_in
from bootstrap.setup.roles import mosquitto
from core.errors import UserError
from core.plain_files import plain_text, plain_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.layout import Layout
    from bootstrap.setup.catalogue import Catalogue
    from bootstrap.setup.facts import Facts

_PROFILES: Final = ("local", "remote", "embedded")
_TLS_LISTENER: Final = re.compile(r"^listener (\d+)\ncertfile ", re.MULTILINE)
_SITE: Final = re.compile(r"^user (.+)\ntopic write traffic/(?:.+/)?([^/\n]+)/#$", re.MULTILINE)
_WRONG: Final = (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError, UserError)


def recovered(layout: Layout, catalogue: Callable[[], Catalogue], facts: Facts) -> dict[str, Any]:
    """Sections as `Notes` has them; empty where nothing is set up. What cannot be read is left out.

    Args:
        layout: the installation.
        catalogue: gives the one that counts now.
        facts: the machine.
    """
    if not (layout.profile.is_file() or records.installed(layout)):
        return {}
    looks: dict[str, Callable[[], dict[str, Any]]] = {
        "ports": lambda: _ports(layout),
        "roles": lambda: _roles(layout),
        "versions": lambda: _versions(layout, catalogue(), facts),
        "profile": lambda: _profile(layout),
        "remote": lambda: _remote(layout),
        "tls": lambda: _tls(layout),
        mosquitto.MACHINES: lambda: _machines(layout),
        "secrets": lambda: _keyring(layout),
        "services": lambda: _autostart(layout, facts),
    }
    found = {section: _tried(look) for section, look in looks.items()}
    return {section: entries for section, entries in found.items() if entries}


def _tried(look: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return look()
    except _WRONG:
        return {}


def _ports(layout: Layout) -> dict[str, Any]:
    """Where a service is asked whether it serves is where it serves."""
    found: dict[str, int | None] = {}
    for name in records.installed(layout):
        with suppress(UserError):  # a definition that is damaged, too
            found[name] = _port(load(records.definition_path(layout, name)))
    config = layout.config(mosquitto.NAME) / "mosquitto.conf"
    if config.is_file() and (listener := _TLS_LISTENER.search(config.read_text("utf-8"))):
        found[mosquitto.TLS] = int(listener[1])
    return {name: port for name, port in found.items() if port}


def _port(spec: ServiceSpec) -> int | None:
    match spec.ready:
        case HttpProbe():
            return urlsplit(spec.ready.url).port
        case StateProbe():
            return None
    return spec.ready.port


def _roles(layout: Layout) -> dict[str, Any]:
    """Which were set up; none named means all."""
    there = set(records.installed(layout)) | ({"weights"} if any(layout.models.glob("*")) else set())
    services = {name for name, role in roles.known().items() if role.profile}
    return {"only": [] if services <= there else sorted(there)} if there else {}


def _versions(layout: Layout, catalogue: Catalogue, facts: Facts) -> dict[str, Any]:
    """Those in use that are not the recommended ones."""
    found = {}
    for product in catalogue.products():
        current = read_current(layout.product(product))
        version = next((one for one in catalogue.versions(product) if folder_name(one) == current), None)
        if version and catalogue.find(product, facts.system, facts.arch).version != version:
            found[product] = version
    return found


def _telemetry(layout: Layout) -> dict[str, Any]:
    if not layout.profile.is_file():
        return {}
    return dict(plain_yaml(plain_text(layout.profile))["telemetry"])


def _profile(layout: Layout) -> dict[str, Any]:
    name = _telemetry(layout).get("profile")
    return {"name": name} if name in _PROFILES else {}


def _remote(layout: Layout) -> dict[str, Any]:
    """Addresses and authorities of services elsewhere, as they were given."""
    telemetry = _telemetry(layout)
    if telemetry.get("profile") != "remote":
        return {}
    mqtt, influx = telemetry["mqtt"], telemetry.get("influx") or {}
    found = {
        "mqtt": _address(mqtt),
        "mqtt-ca": _text(mqtt.get("ca_file")),
        "influx": influx.get("url"),
        "influx-org": influx.get("org"),
        "influx-bucket": influx.get("bucket"),
        "influx-ca": _text(influx.get("ca_file")),
    }
    return {key: value for key, value in found.items() if value}


def _address(mqtt: dict[str, Any]) -> str:
    user = f"{quote(mqtt['username'])}@" if mqtt.get("username") else ""
    host = f"[{mqtt['host']}]" if ":" in mqtt["host"] else mqtt["host"]
    return f"{'mqtts' if mqtt.get('tls') else 'mqtt'}://{user}{host}:{mqtt['port']}"


def _text(file: str | None) -> str:
    return Path(file).read_text("utf-8") if file else ""


def _tls(layout: Layout) -> dict[str, Any]:
    path = layout.config(mosquitto.NAME) / "tls" / "server.crt"
    return {"hosts": list(names_in(path))} if path.is_file() else {}


def _machines(layout: Layout) -> dict[str, Any]:
    """Each has a secret of its own, and the broker's rights name the site it may speak for."""
    prefix = mosquitto.secret(mosquitto.user(""))
    names = [name.removeprefix(prefix) for name in SecretStore(layout.secrets).names() if name.startswith(prefix)]
    acl = layout.config(mosquitto.NAME) / "acl"
    sites = dict(_SITE.findall(acl.read_text("utf-8"))) if acl.is_file() else {}
    return {name: sites.get(mosquitto.user(name), True) for name in names}


def _keyring(layout: Layout) -> dict[str, Any]:
    store = SecretStore(layout.secrets)
    return {"keyring": True} if any(store.in_keyring(name) for name in store.names()) else {}


def _autostart(layout: Layout, facts: Facts) -> dict[str, Any]:
    """The system has one entry, which may be another installation's."""
    return {"autostart": True} if entry(layout, facts.run).ours() else {}
