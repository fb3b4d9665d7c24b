"""Nobody shall be called because of a violation that was made up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bootstrap.grafana import alerts
from bootstrap.grafana.site import Site
from bootstrap.http_api import RefusedError
from core.errors import UserError
from core.events import SELFTEST, utc

if TYPE_CHECKING:
    from bootstrap.http_api import Api
    from bootstrap.selftest.run import Run

_PATIENCE: Final = 10.0
_AFTERWARDS: Final = 900.0  # seconds; Grafana lets go of an alert some looks after its points are gone


def grafana(run: Run) -> Api | None:
    """Grafana as a service account of ours; None where there is none that is ours."""
    where = run.places.app.grafana
    return Site(where.url).api(run.places.secrets, _PATIENCE) if where else None


def keep(run: Run) -> None:
    """Silence the self-test's alerts for its own time and some more. Where Grafana is away it cannot call anybody."""
    api = grafana(run)
    if api is not None:
        length = timedelta(seconds=run.timeout + _AFTERWARDS)
        try:
            alerts.silence(api, {"site": SELFTEST}, length, utc(run.now), "smart-intersection selftest")
        except RefusedError as error:
            run.refused = error if error.unauthorized else None  # each try counts: five lock the administrator out
        except UserError:
            pass
