"""Asking the internet, the same way for setup and models: the system's trust, and a way out as the user has set it.

httpx reads proxy settings by itself and ends at the first that it does not know (a SOCKS proxy that is not needed, an
IPv6 address or a network in NO_PROXY), and sends even what is on this machine through a proxy. So the way is chosen
here, for each request: what a redirect leads to may have another one.
"""

from __future__ import annotations

import ipaddress
import ssl
import urllib.request
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import httpx
import truststore

if TYPE_CHECKING:
    from collections.abc import Mapping

_PORTS: Final = {"http": 80, "https": 443}
#: Other names of schemes.
_SCHEMES: Final = {"socks": "socks5"}


def client(timeout: httpx.Timeout) -> httpx.Client:
    """Follows redirects; a company's proxy that signs with its own certificate is trusted if the system trusts it."""
    trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.Client(follow_redirects=True, trust_env=False, timeout=timeout, transport=_Chosen(trust))


def proxy(url: str, settings: Mapping[str, str]) -> str | None:
    """The proxy for an address; None for the direct way.

    Args:
        url: the address.
        settings: by scheme ('https', 'all'), and 'no' for the exceptions, as urllib.request.getproxies gives them.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or _PORTS.get(parts.scheme, 0)
    if _on_this_machine(host) or any(_matches(one.strip(), host, port) for one in settings.get("no", "").split(",")):
        return None
    found = (settings.get(parts.scheme) or settings.get("all") or "").strip()
    if not found:
        return None
    scheme, separator, rest = found.rpartition("://")
    return f"{_SCHEMES.get(scheme.lower(), scheme.lower())}://{rest}" if separator else f"http://{found}"


def _on_this_machine(host: str) -> bool:
    address = _address(host)
    return address.is_loopback if address else host == "localhost" or host.endswith(".localhost")


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return None


def _matches(exception: str, host: str, port: int) -> bool:
    """Whether an entry of NO_PROXY means this host: a name, domain, address or network, with or without a port."""
    if exception == "*":
        return True
    name, only = _split(exception.lower())
    if not name or (only and only != str(port)):
        return False
    address = _address(host)
    if address is None:
        name = name.removeprefix("*").lstrip(".")
        return bool(name) and (host == name or host.endswith(f".{name}"))
    try:
        return address in ipaddress.ip_network(name.partition("%")[0], strict=False)
    except ValueError:
        return False


def _split(exception: str) -> tuple[str, str]:
    """Name and port of an entry; an IPv6 address has a port only in brackets."""
    if exception.startswith("["):
        name, _, rest = exception[1:].partition("]")
        return name + (rest if rest.startswith("/") else ""), rest.partition(":")[2]
    if exception.count(":") == 1:
        name, _, port = exception.partition(":")
        return name, port
    return exception, ""


class _Chosen(httpx.BaseTransport):
    """Sends each request on its own way."""

    def __init__(self, trust: ssl.SSLContext) -> None:
        self._trust = trust
        self._ways: dict[str | None, httpx.HTTPTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send it.

        Raises:
            httpx.TransportError: it has no answer, or the proxy is of a kind that we cannot use.
        """
        way = proxy(str(request.url), urllib.request.getproxies())
        if way not in self._ways:
            self._ways[way] = self._open(way)
        return self._ways[way].handle_request(request)

    def close(self) -> None:
        """Close all ways."""
        for way in self._ways.values():
            way.close()

    def _open(self, way: str | None) -> httpx.HTTPTransport:
        try:
            return httpx.HTTPTransport(verify=self._trust, proxy=way, trust_env=False)
        except (ValueError, httpx.InvalidURL) as error:
            raise httpx.UnsupportedProtocol(f"the proxy address is not valid: {error}") from None
