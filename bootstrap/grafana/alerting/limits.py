"""What the owner may set in conf.d/alerts.yaml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model

from core.settings.rules import RULES

_MAIL = re.compile(r"[^@\s;,]+@[^@\s;,]+")


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", value):
        raise ValueError("is not an http or https address")
    return value


def _mail(value: str) -> str:
    if not _MAIL.fullmatch(value):
        raise ValueError("is not an e-mail address")
    return value


Minutes = Annotated[int, Field(ge=1, le=1_440)]


class _Limits(BaseModel):
    """When an alert fires, and who is told. Each rule has a limit of its own, `<rule>_per_hour`: see `per_hour`.

    Args:
        camera_silent_minutes: a camera that has not reported for so long is offline.
        service_down_minutes: a service that has not been running for so long is down.
        no_data_minutes: if nothing at all has arrived for so long, data have stopped.
        fps_floor: frames a second below which a camera is too slow.
        latency_ceiling_ms: p95 from capture to result above which it is late.
        backlog_growth: events by which a backlog may grow in 15 minutes.
        webhook: address that is sent each alert.
        email: addresses that are written to; needs an [smtp] section in conf.d/grafana.ini.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    camera_silent_minutes: Minutes = 5
    service_down_minutes: Minutes = 2
    no_data_minutes: Minutes = 10
    fps_floor: Annotated[float, Field(gt=0)] = 5.0
    latency_ceiling_ms: Annotated[float, Field(gt=0)] = 1_000.0
    backlog_growth: Annotated[int, Field(ge=1)] = 1_000
    webhook: Annotated[str, AfterValidator(_url)] | None = None
    email: tuple[Annotated[str, AfterValidator(_mail)], ...] = ()

    def per_hour(self, rule: str) -> int:
        """Violations of a rule an hour at one camera above which it is more than single drivers."""
        found: int = getattr(self, f"{rule}_per_hour")
        return found


if TYPE_CHECKING:
    Limits = _Limits
else:
    Limits = create_model(
        "Limits",
        __base__=_Limits,
        __doc__=_Limits.__doc__,
        **{f"{name}_per_hour": (Annotated[int, Field(ge=1)], kind.per_hour) for name, kind in RULES.items()},
    )
