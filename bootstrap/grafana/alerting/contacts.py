"""Who is told of an alert. Without a webhook or an address Grafana's own policy stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from bootstrap.grafana.alerting.limits import Limits

NAME: Final = "Smart Intersection"
_WEBHOOK, _EMAIL = "si-webhook", "si-email"
_HEADER: Final = "# Written by setup; the next run writes it anew. Webhook and addresses: conf.d/alerts.yaml.\n"


def wanted(limits: Limits) -> bool:
    """Whether somebody is to be told."""
    return bool(limits.webhook or limits.email)


def render(limits: Limits, before: str) -> str:
    """Contact points and the policy as a provisioning file; without anybody to be told, what takes ours away.

    Args:
        limits: the owner's choice.
        before: the file as it is, empty if there is none: what has left it stays in Grafana unless deleted by name.
    """
    return _HEADER + yaml.safe_dump({"apiVersion": 1, **_content(limits, before)}, sort_keys=False)


def _content(limits: Limits, before: str) -> dict[str, Any]:
    receivers = _receivers(limits)
    here = {one["uid"] for one in receivers}
    gone = [{"orgId": 1, "uid": uid} for uid in (_WEBHOOK, _EMAIL) if uid in before and uid not in here]
    deleted = {"deleteContactPoints": gone} if gone else {}
    if not receivers:
        return {"resetPolicies": [1], **deleted}
    policy = {
        "orgId": 1,
        "receiver": NAME,
        "group_by": ["grafana_folder", "alertname"],
        "group_wait": "30s",
        "group_interval": "5m",
        "repeat_interval": "4h",
    }
    return {"contactPoints": [{"orgId": 1, "name": NAME, "receivers": receivers}], "policies": [policy], **deleted}


def _receivers(limits: Limits) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if limits.webhook:
        found.append(_receiver(_WEBHOOK, "webhook", {"url": _plain(limits.webhook), "httpMethod": "POST"}))
    if limits.email:
        addresses = ";".join(_plain(one) for one in limits.email)
        found.append(_receiver(_EMAIL, "email", {"addresses": addresses, "singleEmail": False}))
    return found


def _receiver(uid: str, kind: str, settings: dict[str, Any]) -> dict[str, Any]:
    return {"uid": uid, "type": kind, "settings": settings, "disableResolveMessage": False}


def _plain(text: str) -> str:
    """Grafana puts environment variables in the place of `$NAME`."""
    return text.replace("$", "$$")
