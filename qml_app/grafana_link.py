"""The address of a dashboard that shows what the app shows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Sequence


def dashboard(base: str, uid: str, site: str, cameras: Sequence[str], start: str) -> str:
    """A dashboard's page.

    Args:
        base: Grafana's address.
        uid: of the dashboard.
        site: whose; empty for all.
        cameras: which; none for all.
        start: of the time range, as Grafana writes it: now-6h.
    """
    chosen = [("var-site", site)] if site else []
    chosen += [("var-camera", camera) for camera in cameras]
    return f"{base.rstrip('/')}/d/{uid}?{urlencode([*chosen, ('from', start), ('to', 'now')])}"
