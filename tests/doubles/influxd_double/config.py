"""Flag, then environment, then file; unknown keys of a file are passed over, as influxd does."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import yaml

KEYS = {
    "bolt-path": str(Path.home() / ".influxdbv2" / "influxd.bolt"),
    "engine-path": str(Path.home() / ".influxdbv2" / "engine"),
    "sqlite-path": "",
    "http-bind-address": ":8086",
    "reporting-disabled": False,
    "use-hashed-tokens": None,
    "hardening-enabled": False,
    "strong-passwords": False,
    "pprof-disabled": False,
    "log-level": "info",
}
_FROM_1 = {"meta", "data", "coordinator", "retention", "http", "subscriber"}


def read(flags: list[str]) -> dict[str, Any]:
    config: dict[str, Any] = dict(KEYS)
    config.update({key: value for key, value in _file().items() if key in KEYS})
    for key in KEYS:
        name = "INFLUXD_" + key.upper().replace("-", "_")
        if name in os.environ:
            config[key] = os.environ[name]
    config.update(_flags(flags))
    return config


def _file() -> dict[str, Any]:
    named = os.environ.get("INFLUXD_CONFIG_PATH")
    if not named:
        return {}
    path = Path(named)
    if path.is_dir():
        path = next(iter(sorted(path.glob("config.*"))), path / "config.yaml")
    try:
        text = path.read_text()
    except FileNotFoundError:
        return {}
    tree = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    if not isinstance(tree, dict):
        sys.exit(f"Error: failed to load config file: {path}")
    if _FROM_1 & set(tree):
        sys.exit("Error: found flags from an InfluxDB 1.x configuration")
    return tree


def _flags(words: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        key, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or key not in KEYS:
            sys.exit(f"Error: unknown flag: {word}")
        found[key] = value if equals else rest.pop(0)
    return found
