"""defaults.ini, the file of --config, environment GF_…, arguments cfg:…; then $__file{} and $__env{}."""

from __future__ import annotations

import configparser
import os
import re
import sys
from pathlib import Path

Sections = dict[str, dict[str, str]]


class SettingsError(Exception):
    """Grafana does not start."""


def read(home: Path, file: Path | None, arguments: list[str]) -> Sections:
    defaults = home / "conf" / "defaults.ini"
    if not defaults.is_file():
        raise SettingsError("Could not find config defaults, make sure homepath command line parameter is set")
    found = _ini(defaults)
    for section, values in (_ini(file) if file else {}).items():
        found.setdefault(section, {}).update(values)
    for section, values in found.items():
        for key in values:
            name = "GF_" + re.sub(r"[.-]", "_", f"{section}_{key}").upper()
            values[key] = os.environ.get(name, values[key])
    for argument in arguments:
        path, equals, value = argument.removeprefix("cfg:").partition("=")
        section, _, key = path.rpartition(".")
        if not argument.startswith("cfg:") or not equals:
            raise SettingsError(f"unknown argument {argument}")
        found.setdefault(section, {})[key] = value
    return {section: {key: _expanded(section, key, value) for key, value in values.items()}
            for section, values in found.items()}  # fmt: skip


def _expanded(section: str, key: str, value: str) -> str:
    try:
        return expand(value)
    except SettingsError as error:
        raise SettingsError(f"got error while expanding {section}.{key} with expander 'file': {error}") from None


def _ini(path: Path) -> Sections:
    parser = configparser.RawConfigParser(strict=False, default_section="")
    try:
        parser.read_string(path.read_text())
    except (OSError, configparser.Error) as error:
        raise SettingsError(f"Failed to parse {path}: {error}") from None
    return {name: {key: _value(text) for key, text in parser.items(name)} for name in parser.sections()}


def _value(text: str) -> str:
    """As go-ini reads it: between back quotes as it is, else up to what begins a comment, wherever that is."""
    quoted = re.fullmatch(r"`(.*)`", text)
    return quoted[1] if quoted else re.split(r"[#;]", text, maxsplit=1)[0].strip()


def expand(value: str, *, plain: bool = False) -> str:
    """`$__file{path}`, `$__env{NAME}` and, with `plain`, `$NAME`; `$$` is a dollar.

    Raises:
        SettingsError: a file cannot be read.
    """

    def file(found: re.Match[str]) -> str:
        try:
            return Path(found.group(1)).read_text().strip()
        except OSError as error:
            raise SettingsError(f"stat {found.group(1)}: {error.strerror}") from None

    value = re.sub(r"\$__file\{([^}]*)\}", file, value)
    value = re.sub(r"\$__env\{([^}]*)\}", lambda found: os.environ.get(found.group(1), ""), value)
    if not plain:
        return value
    return re.sub(r"\$\$|\$(\w+)", lambda found: "$" if found.group(0) == "$$" else os.environ.get(found[1], ""), value)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
