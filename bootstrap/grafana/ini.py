"""Grafana's settings: loopback, nobody without a password, nothing sent home."""

from __future__ import annotations

import configparser
from typing import TYPE_CHECKING, Final

from core.errors import UserError
from core.plain_files import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Sections = dict[str, dict[str, str]]

# What does not depend on the installation. Source: Grafana documentation, "Configure Grafana", 10 to 13.
ALWAYS: Final[Mapping[str, Mapping[str, str]]] = {
    "security": {"disable_gravatar": "true", "cookie_samesite": "lax"},
    "users": {"allow_sign_up": "false"},
    "auth.anonymous": {"enabled": "false"},
    "analytics": {
        "reporting_enabled": "false",
        "check_for_updates": "false",
        "check_for_plugin_updates": "false",
        "feedback_links_enabled": "false",
    },
    "news": {"news_feed_enabled": "false"},
    "snapshots": {"external_enabled": "false"},
    # Bundled plugins stay as they came: from 13 on they would be compared with the maker's at each start.
    "plugins": {"plugin_admin_enabled": "false", "preinstall_disabled": "true", "preinstall_auto_update": "false"},
    "unified_alerting": {"enabled": "true"},
    "log": {"mode": "console"},
}
_TOP: Final = "DEFAULT"  # what Grafana's reader calls the section of keys that come before any
_HEADER: Final = "; Written by setup; the next run writes it anew. Your own settings go into conf.d/grafana.ini.\n\n"


def merge(*parts: Mapping[str, Mapping[str, str]]) -> Sections:
    """Sections of all parts; of the same key the last one's."""
    merged: Sections = {}
    for part in parts:
        for section, values in part.items():
            merged.setdefault(section, {}).update(values)
    return merged


def render(sections: Sections) -> str:
    """As an ini file. Values are ours or the owner's own; Grafana expands `$__file{path}` in them."""
    blocks = (
        f"[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in values.items())
        for name, values in sections.items()
    )
    return _HEADER + "\n".join(blocks)


def quoted(path: Path) -> str:
    """A path as a value: what begins a comment would end it, unless it stands between back quotes."""
    text = path.as_posix()
    return f"`{text}`" if "#" in text or ";" in text else text


def from_file(path: Path) -> str:
    """A value that Grafana takes out of a file."""
    text = f"$__file{{{path.as_posix()}}}"
    return f"`{text}`" if "#" in text or ";" in text else text


def own(path: Path) -> Sections:
    """The owner's settings; none if there is no such file. As in Grafana's own, keys may come before any section.

    Raises:
        UserError: it is not an ini file.
    """
    parser = configparser.RawConfigParser(default_section="", strict=False, comment_prefixes=("#", ";"))
    parser.optionxform = str  # type: ignore[assignment,method-assign] # as written
    if not path.is_file():
        return {}
    try:
        text = plain_text(path)
        try:
            parser.read_string(text, str(path))
        except configparser.MissingSectionHeaderError:
            parser.read_string(f"[{_TOP}]\n{text}", str(path))
    except (configparser.Error, ValueError) as error:
        raise UserError(f"{path}: {' '.join(str(error).split())}", "correct the file, then run setup") from None
    return {name: dict(parser.items(name)) for name in parser.sections()}
