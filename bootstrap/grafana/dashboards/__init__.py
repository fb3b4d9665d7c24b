"""The dashboards, built from plain data: `python -m bootstrap.grafana.dashboards` writes their files to assets/.

The files are classic dashboard JSON of schema 37, which Grafana 9.3 to 13 load; newer ones migrate it as they read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bootstrap.grafana.dashboards import overview, performance, violations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: File name of each, and what makes it.
ALL: Final[Mapping[str, Callable[[], dict[str, Any]]]] = {
    "overview.json": overview.board,
    "violations.json": violations.board,
    "performance.json": performance.board,
}
