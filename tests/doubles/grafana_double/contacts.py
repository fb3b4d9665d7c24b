"""Contact points and the policy from files: a receiver that is not there is an error, and at the start an end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grafana_double.settings import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

_DEFAULT = "grafana-default-email"
_NEEDED = {"webhook": "url", "email": "addresses"}


def provision(files: list[tuple[Path, dict[str, Any]]], state: dict[str, Any]) -> None:
    """In Grafana's order: contact points, policies, then what is to be taken away, policies first."""
    points: dict[str, dict[str, Any]] = state.setdefault("contacts", {})
    state.setdefault("policy", {"receiver": _DEFAULT})
    for path, tree in files:
        for point in tree.get("contactPoints") or []:
            points.update({one["uid"]: {**one, "name": point["name"]} for one in _receivers(path, point)})
    for path, tree in files:
        for policy in tree.get("policies") or []:
            if policy.get("receiver") not in {_DEFAULT, *(one["name"] for one in points.values())}:
                raise SettingsError(f"{path}: receiver {policy.get('receiver')!r} does not exist")
            state["policy"] = {key: value for key, value in policy.items() if key != "orgId"}
    for _, tree in files:
        if tree.get("resetPolicies"):
            state["policy"] = {"receiver": _DEFAULT}
        for gone in tree.get("deleteContactPoints") or []:
            _delete(points, gone["uid"], state["policy"]["receiver"])


def _receivers(path: Path, point: dict[str, Any]) -> list[dict[str, Any]]:
    if not point.get("name") or not point.get("receivers"):
        raise SettingsError(f"{path}: contact point without name or receivers")
    for one in point["receivers"]:
        needed = _NEEDED.get(one.get("type"))
        if not one.get("uid") or needed is None or not (one.get("settings") or {}).get(needed):
            raise SettingsError(f"{path}: contact point {point['name']}: receiver without uid, known type or {needed}")
    return list(point["receivers"])


def _delete(points: dict[str, dict[str, Any]], uid: str, used: str) -> None:
    found = points.pop(uid, None)
    if found and found["name"] == used and not any(one["name"] == used for one in points.values()):
        raise SettingsError(f"contact point '{used}' is currently used by a notification policy")
