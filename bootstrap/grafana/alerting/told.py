"""Whether Grafana tells whom the owner has named: a page can take contact points and policy away, and says nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import yaml

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Difference, InOrder
from bootstrap.files import write_atomic
from bootstrap.grafana.alerting.contacts import NAME
from bootstrap.grafana.asking import anew, look, read_again
from bootstrap.http_api import RefusedError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.converge.resource import Finding
    from bootstrap.grafana.site import Site
    from bootstrap.http_api import Api
    from bootstrap.services.spec import ServiceSpec
    from bootstrap.setup.context import Context

_AT: Final = "/api/v1/provisioning"
_HIDDEN: Final = "[REDACTED]"
_DEFAULTS: Final = frozenset({"", NAME, "grafana-default-email", "empty"})  # receivers that are nobody's work


@dataclass(frozen=True)
class KeptPolicy:
    """A notification policy of the owner's is kept as a file before ours replaces it.

    Args:
        site: the server; where it does not run yet there is none.
        folder: for the copy.
    """

    site: Site
    folder: Path
    name = "copy of the notification policy"

    def inspect(self, context: Context) -> Finding:
        """One that is not kept yet, or nothing to keep."""
        try:
            policy = self.site.setup(context).get(f"{_AT}/policies").data
        except (UnreachableError, RefusedError):
            return InOrder("no policy of yours")
        if not _own(policy):
            return InOrder("no policy of yours")
        kept = [one for one in self.folder.glob("policy-*.json") if one.read_text("utf-8") == _text(policy)]
        return (
            InOrder(f"kept at {kept[0]}") if kept else Difference("the policy of yours is kept before ours replaces it")
        )

    def apply(self, context: Context) -> None:
        """Write the copy."""
        policy = self.site.setup(context).get(f"{_AT}/policies").data
        copy = self.folder / f"policy-{datetime.now(UTC).strftime('%Y%m%dT%H%M%SZ')}.json"
        write_atomic(copy, _text(policy), 0o600)
        context.tell(Note(f"your notification policy in Grafana is replaced; a copy is kept at {copy}"))


@dataclass(frozen=True)
class Contacts:
    """The contact points of our file and its policy are Grafana's.

    Args:
        site: the server.
        service: its definition; started anew if reading the file again is not enough.
        file: with contact points and policy.
    """

    site: Site
    service: Callable[[], ServiceSpec]
    file: Path
    name = "contact points and policy"

    def inspect(self, context: Context) -> Finding:
        """Deleted, changed, or as in the file."""
        return look(lambda: self._wrong(self.site.setup(context)), "as set")

    def _wrong(self, api: Api) -> str:
        tree = yaml.safe_load(self.file.read_text("utf-8")) if self.file.is_file() else {}
        if not tree.get("policies"):
            return ""
        known = {one.get("uid"): one for one in api.get(f"{_AT}/contact-points").data or []}
        for point in (one for group in tree["contactPoints"] for one in group["receivers"]):
            found = known.get(point["uid"])
            if found is None:
                return f"the contact point {point['uid']} was deleted"
            if not _same(point["settings"], found.get("settings") or {}):
                return f"the contact point {point['uid']} was changed"
        receiver = (api.get(f"{_AT}/policies").data or {}).get("receiver")
        return "" if receiver == NAME else f"the notification policy was changed: alerts go to {receiver}"

    def apply(self, context: Context) -> None:
        """Keep the owner's policy, then have the file read again, else start Grafana anew."""
        api, kept = self.site.setup(context), KeptPolicy(self.site, self.file.parents[2])
        if isinstance(kept.inspect(context), Difference):
            kept.apply(context)
        try:
            again = read_again(context, self.site, "alerting")
        except RefusedError:
            again = False
        if not again or self._wrong(api):
            anew(context, self.service(), self.name, lambda: self._wrong(api))


def _same(wanted: dict[str, Any], found: dict[str, Any]) -> bool:
    """Grafana adds settings of its own and hides secret ones; in the file a dollar is written twice."""
    pairs = ((str(value).replace("$$", "$"), found.get(key)) for key, value in wanted.items())
    return all(shown == _HIDDEN or str(shown) == value for value, shown in pairs)


def _own(policy: object) -> bool:
    """Whether somebody has made it: other receivers than Grafana's and ours, or branches."""
    found = policy if isinstance(policy, dict) else {}
    return found.get("receiver", "") not in _DEFAULTS or bool(found.get("routes"))


def _text(policy: object) -> str:
    return json.dumps(policy, indent=1, sort_keys=True) + "\n"
