"""The zone of the site, by which dashboards cut days: not that of the shell that a run happens to be started from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final
from zoneinfo import available_timezones

from bootstrap.grafana.redrawn import OVERVIEW
from bootstrap.site_zone import configured

if TYPE_CHECKING:
    from bootstrap.setup.context import Context

_SECTION: Final = "timezone"


def timezone(context: Context) -> str:
    """IANA's name: of the configuration that runs or would; else as it was set up; else this machine's.

    What was set up counts until the system's own clock is put into another zone.
    """
    return configured() or _noted(context) or context.facts.timezone


def remember(context: Context) -> None:
    """Keep it for the next run.

    Raises:
        OSError: it could not be written.
    """
    name = _noted(context) or context.facts.timezone
    context.notes.put(_SECTION, "name", name)
    context.notes.put(_SECTION, "system", context.facts.system_timezone)


def _noted(context: Context) -> str:
    """As it was set up; by the dashboards themselves where it was set up before this was noted."""
    noted = context.notes.section(_SECTION)
    if not noted:
        return _installed(context)
    return str(noted.get("name", "")) if noted.get("system") == context.facts.system_timezone else ""


def _installed(context: Context) -> str:
    try:
        board = json.loads((context.layout.config("grafana") / "dashboards" / OVERVIEW).read_text("utf-8"))
        name = board["timezone"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return name if name in available_timezones() else ""
