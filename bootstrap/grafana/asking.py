"""What every look at a running Grafana has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.http_api import RefusedError, UnreachableError
from bootstrap.services.wait import until_healthy
from bootstrap.setup.resource import Difference, InOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.http_api import Api
    from bootstrap.services.spec import ServiceSpec
    from bootstrap.setup.context import Context
    from bootstrap.setup.resource import Finding

_NOT_FOUND: Final = 404


def look(wrong: Callable[[], str], good: str) -> Finding:
    """What `wrong` finds is a difference, and so is a server that does not run or does not know us; else all is `good`.

    Raises:
        RefusedError: the server refuses for another reason.
    """
    try:
        found = wrong()
    except UnreachableError:
        return Difference("its server is not running yet")
    except RefusedError as error:
        if not error.unauthorized:
            raise
        return Difference(f"cannot be read: {error.message}")
    return Difference(found) if found else InOrder(good)


def exists(api: Api, path: str) -> bool:
    """Whether the server has something there.

    Raises:
        UserError: it does not say.
    """
    try:
        api.get(path)
    except RefusedError as error:
        if error.status == _NOT_FOUND:
            return False
        raise
    return True


def anew(context: Context, spec: ServiceSpec) -> None:
    """Start Grafana again and wait until it is ready."""
    context.backend.start(spec, anew=True)
    until_healthy(context.backend, spec)
