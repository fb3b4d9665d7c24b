"""Addresses with credentials, which go into the file and never back to the screen."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from core.addresses import mask
from core.errors import UserError

_HIDDEN: Final = "***"


def composed(entered: str, user: str, password: str, before: str = "") -> str:
    """The address to save.

    Args:
        entered: what the user wrote, perhaps still with *** for what was hidden.
        user: in plain; empty, like the password, leaves the credentials in `before` or `entered` as they are.
        password: in plain.
        before: the address as it is now, credentials included.

    Raises:
        UserError: hidden credentials would go to another host than they were given for.
    """
    entered = entered.strip()
    if user or password:
        return _with_user(entered, f"{quote(user, safe='')}:{quote(password, safe='')}")
    if entered == mask(before):
        return before
    if _HIDDEN not in entered:
        return entered
    if _server(entered) != _server(mask(before)) or "://" not in before:
        raise UserError("the stored password belongs to another host", "enter user name and password again")
    address = _with_user(entered, before.split("://", 1)[1].rpartition("@")[0])
    if _HIDDEN in address:
        raise UserError("part of the address is hidden", "enter the address again, without ***")
    return address


def _with_user(address: str, user: str) -> str:
    scheme, found, rest = address.partition("://")
    if not found:
        raise UserError("user name and password require an address", "use rtsp://host/… or http://host/…")
    place, slash, path = rest.partition("/")
    return f"{scheme}://{user}@{place.rpartition('@')[2]}{slash}{path}"


def _server(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", address
    return parts.scheme, parts.netloc
