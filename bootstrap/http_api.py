"""Asking a service of ours, mostly on this machine: no proxies, no redirects, small answers, clear refusals."""

from __future__ import annotations

import json
import re
import ssl
import time
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

_SECONDS: Final = 30.0
_MOST: Final = 10_000_000
_PARTS: Final = 10  # times as long as for a part of it may an answer take as a whole
_NUMBER: Final = re.compile(r"^\[Errno -?\d+\] ")
_UNAUTHORIZED: Final = (401, 403)


class UnreachableError(UserError):
    """Nobody answers, or not as an HTTP service does."""


class RefusedError(UserError):
    """An answer other than 2xx.

    Args:
        who: whom we asked.
        status: HTTP status.
        code: the service's own word for it, such as 'conflict'; empty if it gives none.
        message: its sentence.
        data: the whole answer, if it is JSON.
    """

    def __init__(self, who: str, status: int, code: str, message: str, data: object = None) -> None:
        super().__init__(f"{who} rejected the request: {message} ({status})", "check its log, then run setup again")
        self.status, self.code, self.message, self.data = status, code, message, data

    @property
    def unauthorized(self) -> bool:
        """Whether another token, password or right would help."""
        return self.status in _UNAUTHORIZED


@dataclass(frozen=True, slots=True)
class Answer:
    """A 2xx answer; `data` is its JSON, None if it has no body or another one; `text` is the body as it came."""

    status: int
    headers: Mapping[str, str]
    data: Any
    text: str = ""


@dataclass(frozen=True)
class Api:
    """One service.

    Args:
        who: its name in messages.
        url: where it is, without a path.
        headers: sent with each request, such as who we are; never shown.
        trust: whose certificates count; None for nobody's, as on this machine none is needed.
        seconds: to wait for a connection, and for each part of an answer.
    """

    who: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    trust: ssl.SSLContext | None = None
    seconds: float = _SECONDS

    def get(self, path: str, **query: str) -> Answer:
        """Ask for something.

        Raises:
            UnreachableError, RefusedError: no answer, or not a good one.
        """
        return self.call("GET", path, query=query)

    def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send a request with a JSON body, if any.

        Raises:
            UnreachableError, RefusedError: no answer, or not a good one.
        """
        import httpx  # noqa: PLC0415 - who asks nobody must not pay for it

        heads = {**self.headers, **(headers or {})}
        url, client = f"{self.url.rstrip('/')}{path}", _client(self.trust)
        try:
            with client.stream(method, url, params=query, json=body, headers=heads, timeout=self.seconds) as answer:
                return self._read(answer)
        except httpx.HTTPError as error:
            raise UnreachableError(
                f"{self.who} does not respond at {self.url}: {_words(error)}",
                "check its log, then run setup again",
            ) from None

    def _read(self, answer: httpx.Response) -> Answer:
        content, until = b"", time.monotonic() + _PARTS * self.seconds
        for chunk in answer.iter_bytes():
            content += chunk
            if time.monotonic() > until:
                raise UnreachableError(f"the response from {self.who} does not end", "check its log")
            if len(content) > _MOST:
                raise UnreachableError(f"the response from {self.who} is too large", "check its log")
        data = self._decode(content)
        if not answer.is_success:
            found = data if isinstance(data, dict) else {}
            message = str(found.get("message") or answer.reason_phrase)
            raise RefusedError(self.who, answer.status_code, str(found.get("code", "")), message, data)
        return Answer(answer.status_code, answer.headers, data, content.decode("utf-8", "replace"))

    def _decode(self, content: bytes) -> Any:  # noqa: ANN401 - JSON
        """JSON, or None if it is something else: whoever needs it checks it with a model."""
        try:
            return json.loads(content)
        except ValueError:
            return None


def _words(error: httpx.HTTPError) -> str:
    """What the system calls it, without its number; what only the library knows by its name."""
    import httpx  # noqa: PLC0415 - as above

    if isinstance(error, httpx.TimeoutException):
        return "timed out"
    return _NUMBER.sub("", str(error)) or type(error).__name__


@cache
def _client(trust: ssl.SSLContext | None) -> httpx.Client:
    """One for all who ask, as making one takes longer than asking. It keeps connections, but no cookies.

    A session's cookie would open the door to whoever asks next, with a wrong token, too.
    """
    from http.cookiejar import CookieJar, DefaultCookiePolicy  # noqa: PLC0415 - as above

    import httpx  # noqa: PLC0415 - as above

    none = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    return httpx.Client(trust_env=False, verify=trust or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), cookies=none)
