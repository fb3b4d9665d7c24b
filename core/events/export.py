"""The vocabulary for other programs: a JSON Schema for each kind of event, and an AsyncAPI document of the topics.

`python -m core.events.export` writes them to assets/schema. What a version means is fixed once it is written: a
model that changed without a new `SCHEMA_VERSION` is refused.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, get_args

from core.events.models import SCHEMA_VERSION, SINCE, AnyEvent, Event
from core.topics import TOPICS

FOLDER: Final = Path(__file__).parents[2] / "assets" / "schema"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_VERSIONS: Final = "versions.json"
_WORDS: Final = ("description", "title")  # may be improved without changing what a consumer has to understand

KINDS: Final[dict[str, type[Event]]] = {
    model.model_fields["kind"].default: model for model in get_args(get_args(AnyEvent)[0])
}


class VersionError(Exception):
    """The models changed, their version did not."""


def documents() -> dict[str, dict[str, Any]]:
    """Every document by file name, made from the models."""
    schemas = {kind: _schema(model) for kind, model in KINDS.items()}
    return {**{f"{kind}.json": schema for kind, schema in schemas.items()}, "asyncapi.json": _asyncapi()}


def fingerprint() -> str:
    """SHA-256 of everything in the models that a consumer depends on."""
    text = json.dumps(_without_words({kind: _schema(model) for kind, model in KINDS.items()}), sort_keys=True)
    return sha256(text.encode()).hexdigest()


def check_version(versions: dict[str, str]) -> dict[str, str]:
    """`versions` (fingerprint by version) with today's models in it.

    Raises:
        VersionError: the version is known and means something else.
    """
    now = fingerprint()
    if versions.get(SCHEMA_VERSION, now) != now:
        raise VersionError(
            f"the events changed but are still called version {SCHEMA_VERSION}: raise SCHEMA_VERSION in"
            " core/events/models.py (minor: a field was added; major: one was removed or means something else)"
        )
    return {**versions, SCHEMA_VERSION: now}


def known_versions(folder: Path = FOLDER) -> dict[str, str]:
    """Fingerprints of all versions ever written to `folder`."""
    path = folder / _VERSIONS
    versions: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return versions


def write(folder: Path = FOLDER) -> list[str]:
    """Write all documents; returns the names of those that changed.

    Raises:
        VersionError: see `check_version`; nothing is written then.
    """
    files: dict[str, dict[str, Any]] = {**documents(), _VERSIONS: check_version(known_versions(folder))}
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, document in files.items():
        path, text = folder / name, json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
            changed.append(name)
    return changed


def _schema(model: type[Event]) -> dict[str, Any]:
    schema = {"$schema": _DIALECT, **model.model_json_schema(mode="serialization", by_alias=True)}
    for part in (schema, *schema.get("$defs", {}).values()):
        properties = part.get("properties", {})
        part["required"] = [name for name in part.get("required", ()) if SINCE not in properties[name]]
    return schema


def _without_words(node: object, *, names: bool = False) -> object:
    """`node` without its descriptions; below "properties" and "$defs" the keys are names, never words."""
    if isinstance(node, dict):
        return {
            key: _without_words(value, names=key in ("properties", "$defs"))
            for key, value in node.items()
            if names or key not in _WORDS
        }
    return [_without_words(item) for item in node] if isinstance(node, list) else node


def _asyncapi() -> dict[str, Any]:
    """AsyncAPI 3.0 document: topics, what is published on them, and the retained states."""
    channels = {topic: _channel(topic) for topic in dict.fromkeys(TOPICS.values())}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Smart Intersection events",
            "version": f"{SCHEMA_VERSION}.0",
            "description": "Traffic events as JSON over MQTT. Delivery is at least once; an event that comes twice"
            " has the same id, phase and content.",
        },
        "defaultContentType": "application/json",
        "channels": {**channels, "status": _STATUS, "cameras": _CAMERAS},
        "operations": {
            f"publish_{name}": {"action": "send", "channel": {"$ref": f"#/channels/{name}"}}
            for name in (*channels, "status", "cameras")
        },
        "components": {
            "messages": {
                kind: {"name": kind, "summary": _summary(model), "payload": {"$ref": f"./{kind}.json"}}
                for kind, model in KINDS.items()
            }
        },
    }


def _channel(topic: str) -> dict[str, Any]:
    kinds = [kind for kind, name in TOPICS.items() if name == topic]
    return {
        "address": f"{{prefix}}/{topic}",
        "parameters": {"prefix": _PREFIX},
        "messages": {kind: {"$ref": f"#/components/messages/{kind}"} for kind in kinds},
    }


def _summary(model: type[Event]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]


_PREFIX: Final = {"description": "telemetry.mqtt.prefix of the configuration.", "default": "traffic"}
_STATUS: Final = {
    "address": "{prefix}/status",
    "description": "Retained; the broker itself says offline when the engine vanishes.",
    "parameters": {"prefix": _PREFIX},
    "messages": {"status": {"contentType": "text/plain", "payload": {"type": "string", "enum": ["online", "offline"]}}},
}
_CAMERAS: Final = {
    "address": "{prefix}/cameras/{camera}",
    "description": "Retained: the newest state of a camera, taken from its last performance event.",
    "parameters": {"prefix": _PREFIX, "camera": {"description": "The camera's id."}},
    "messages": {
        "camera_state": {
            "payload": {
                "type": "object",
                "required": ["schema_version", "site", "camera", "time", "state", "detector", "fps"],
                "properties": {
                    **{name: {"type": "string"} for name in ("schema_version", "site", "camera", "state", "detector")},
                    "time": {"type": "string", "format": "date-time"},
                    "reason": {"type": ["string", "null"]},
                    "fps": {"type": "number"},
                },
            }
        }
    },
}


if __name__ == "__main__":
    try:
        names = write()
    except VersionError as error:
        sys.exit(str(error))
    print(f"written: {', '.join(names)}" if names else "nothing changed")  # noqa: T201 -- a command's answer
