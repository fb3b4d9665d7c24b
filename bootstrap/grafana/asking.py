"""What every look at a running Grafana has in common."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from bootstrap.converge.resource import Difference, InOrder
from bootstrap.http_api import RefusedError, UnreachableError
from bootstrap.services import records
from bootstrap.services.wait import until_healthy
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.converge.resource import Finding
    from bootstrap.grafana.site import Site
    from bootstrap.http_api import Api
    from bootstrap.services.spec import ServiceSpec
    from bootstrap.setup.context import Context

_NOT_FOUND: Final = 404
_TRIED: Final = "restarted for"  # a section of the notes
_SETTLE_SECONDS: Final = 5.0  # Grafana writes dashboards a moment after it has answered
_NO_RULE: Final = "could not find alert rule"  # Grafana 9.3 says so with 500


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
        if error.status == _NOT_FOUND or error.message == _NO_RULE:
            return False
        raise
    return True


def read_again(context: Context, site: Site, kind: str) -> bool:
    """Have Grafana read its provisioning files of a kind; False if the administrator may not sign in now.

    Raises:
        RefusedError: Grafana refuses the files, and says why.
    """
    try:
        site.admin(context).call("POST", f"/api/admin/provisioning/{kind}/reload")
    except RefusedError as error:
        if error.unauthorized:
            return False
        raise
    return True


def anew(context: Context, spec: ServiceSpec, what: str, wrong: Callable[[], str]) -> None:
    """Start Grafana again for something that is `wrong`, and wait until it is ready.

    Raises:
        UserError: this very process was started for the same reason, and that has not helped.
    """
    reason = wrong()
    tried = f"{_process(context, spec)} {reason}"
    if context.notes.get(_TRIED, what) == tried:
        raise UserError(
            f"{reason}; restarting Grafana did not help",
            f"check its log: {records.log_path(context.layout, spec.name)}",
        )
    context.backend.start(spec, anew=True)
    until_healthy(context.backend, spec)
    deadline = time.monotonic() + _SETTLE_SECONDS
    while (left := wrong()) and time.monotonic() < deadline:
        time.sleep(0.1)
    context.notes.put(_TRIED, what, f"{_process(context, spec)} {left}" if left else None)


def _process(context: Context, spec: ServiceSpec) -> int | None:
    status = context.backend.status(spec.name)
    return status.pid if status else None
