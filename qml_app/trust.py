"""Whom the connection of a new camera trusts, from the form to its configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def words(text: str) -> list[str]:
    """A list as people type it, with commas or spaces between."""
    return text.replace(",", " ").split()


def trusted(choice: Mapping[str, Any]) -> dict[str, Any]:
    """Settings of a camera for what was chosen in the form: `verify`, `certificate`, `hosts`; none for the usual."""
    tls: dict[str, Any] = {} if choice.get("verify", True) else {"verify": False}
    if certificate := str(choice.get("certificate", "")).strip():
        tls["ca_file"] = certificate
    hosts = words(str(choice.get("hosts", "")))
    return {**({"tls": tls} if tls else {}), **({"allowed_hosts": hosts} if hosts else {})}
