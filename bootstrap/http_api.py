"""Asking a service of ours on this machine for JSON: no proxies, no redirects, small answers, clear refusals."""

from __future__ import annotations

import json
import ssl
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

_SECONDS: Final = 30.0
_MOST: Final = 10_000_000
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
    """

    def __init__(self, who: str, status: int, code: str, message: str) -> None:
        super().__init__(f"{who} refuses: {message} ({status})", "see its log, then run setup again")
        self.status, self.code, self.message = status, code, message

    @property
    def unauthorized(self) -> bool:
        """Whether another token, password or right would help."""
        return self.status in _UNAUTHORIZED


@dataclass(frozen=True, slots=True)
class Answer:
    """A 2xx answer; `data` is its JSON, None if it has no body."""

    status: int
    headers: Mapping[str, str]
    data: Any


@dataclass(frozen=True)
class Api:
    """One service.

    Args:
        who: its name in messages.
        url: where it is, without a path.
        headers: sent with each request, such as who we are; never shown.
    """

    who: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

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

        # An address of this machine: proxies are for others, and no certificate is ever asked for.
        trust_nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        try:
            with (
                httpx.Client(base_url=self.url, timeout=_SECONDS, trust_env=False, verify=trust_nobody) as client,
                client.stream(
                    method, path, params=query, json=body, headers={**self.headers, **(headers or {})}
                ) as answer,
            ):
                return self._read(answer)
        except httpx.HTTPError as error:
            raise UnreachableError(
                f"{self.who} does not answer at {self.url}: {type(error).__name__}", "see its log, then run setup again"
            ) from None

    def _read(self, answer: httpx.Response) -> Answer:
        content = b""
        for chunk in answer.iter_bytes():
            content += chunk
            if len(content) > _MOST:
                raise UnreachableError(f"{self.who} sends too much", "see its log")
        data = self._decode(content)
        if not answer.is_success:
            found = data if isinstance(data, dict) else {}
            message = str(found.get("message") or answer.reason_phrase)
            raise RefusedError(self.who, answer.status_code, str(found.get("code", "")), message)
        return Answer(answer.status_code, answer.headers, data)

    def _decode(self, content: bytes) -> Any:  # noqa: ANN401 - JSON
        """JSON, or None if it is something else: whoever needs it checks it with a model."""
        try:
            return json.loads(content)
        except ValueError:
            return None
