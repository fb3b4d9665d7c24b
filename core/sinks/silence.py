"""Why a server gave no answer, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import urllib3.exceptions

if TYPE_CHECKING:
    from collections.abc import Iterator


def why(error: BaseException) -> str:
    """What the system said below all that libraries wrapped around it, never their names for it.

    Args:
        error: of a request that got no answer.
    """
    for one in _below(error):
        match one:
            case urllib3.exceptions.NameResolutionError():
                return "unknown host name"
            case ConnectionRefusedError():
                return "connection refused"
            case TimeoutError() | urllib3.exceptions.TimeoutError():
                return "connection timed out"
            case ConnectionError() | urllib3.exceptions.ProtocolError():
                return "connection lost"
            case OSError(strerror=str(text)) if text:
                return text[0].lower() + text[1:]
    return f"connection failed ({type(error).__name__})"


def _below(error: BaseException | None) -> Iterator[BaseException]:
    """The innermost first, which knows most."""
    if error is None:
        return
    inner = getattr(error, "reason", None)
    yield from _below(inner if isinstance(inner, BaseException) else error.__cause__ or error.__context__)
    yield error
