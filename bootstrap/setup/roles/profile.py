"""The profile file: where the engine and the app find the services, without an edit by hand.

Its `telemetry` is the section of that name of the configuration file; secrets are named by their files. It lists every
service that is set up in this installation, also those of earlier runs. Where a service could not be brought to what is
wanted now, the file goes on saying how it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from bootstrap.converge.resource import Role
from bootstrap.setup import scripts
from bootstrap.setup.elsewhere import telemetry
from bootstrap.setup.resources import TextFile
from core.plain_files import plain_text, plain_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.converge.resource import Resource
    from bootstrap.setup.context import Context

_HEADER = "# Written by setup. Change it with setup, not by hand: the next run would write it anew.\n"


def _resources(context: Context) -> Iterator[Resource]:
    yield TextFile(context.layout.profile, lambda: content(context), mode=0o600)
    if context.profile == "local":
        yield from scripts.resources(context)


def content(context: Context) -> str:
    """The file's text for what is set up now; with --check for what would be."""
    from bootstrap.setup.roles import known  # noqa: PLC0415 - the folder knows this file, too

    if context.profile != "local":
        section = telemetry(context) if context.profile == "remote" else {"profile": context.profile}
        return _HEADER + yaml.safe_dump({"telemetry": section}, sort_keys=False)
    merged: dict[str, Any] = {"telemetry": {"profile": "local"}}
    former = _former(context)
    for role in known().values():
        done = role.name in context.done
        if role.profile and (done or context.backend.status(role.name) is not None):
            wanted = role.profile(context)
            merged = _merge(merged, wanted if done else _as_it_was(wanted, former))
    return _HEADER + yaml.safe_dump(merged, sort_keys=False)


def _former(context: Context) -> dict[str, Any]:
    """What the file says of services here; empty if that is nothing, or it is damaged."""
    try:
        found = plain_yaml(plain_text(context.layout.profile))
        return found if found["telemetry"]["profile"] == "local" and isinstance(found.get("app", {}), dict) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _as_it_was(wanted: dict[str, Any], former: dict[str, Any]) -> dict[str, Any]:
    """A role's entries with the values they had; those there were none of are as wanted."""
    return {
        section: {key: former.get(section, {}).get(key, value) for key, value in entries.items()}
        for section, entries in wanted.items()
    }


def _merge(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    merged = dict(one)
    for key, value in other.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merge(merged[key], value) if both else value
    return merged


ROLE = Role("profile", _resources)
