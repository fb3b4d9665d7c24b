"""A bucket and how long it keeps data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bootstrap.setup.progress import Note
from bootstrap.setup.resource import Difference, InOrder

if TYPE_CHECKING:
    from bootstrap.influx.client import Influx
    from bootstrap.influx.models import Authorization, Rule
    from bootstrap.influx.site import Site
    from bootstrap.setup.context import Context
    from bootstrap.setup.resource import Finding

_HOUR: Final = 3_600
_DAY: Final = 24 * _HOUR
# The server's own choice of shard durations: at least this retention, this duration.
_SHARDS: Final = ((180 * _DAY, 7 * _DAY), (2 * _DAY, _DAY), (0, _HOUR))


@dataclass(frozen=True)
class RetainedBucket:
    """A bucket with a retention.

    Args:
        site: the server.
        bucket: its name.
        retention: seconds, an hour or more.
        description: for people; set when the bucket is made.
        tokens: descriptions of those that were made for it: the first one's buckets but for those of the others.
    """

    site: Site
    bucket: str
    retention: int
    description: str
    tokens: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Which one."""
        return f"bucket {self.bucket}"

    def inspect(self, context: Context) -> Finding:
        """Missing, other retention, or fine."""
        return self.site.look(context, self._look)

    def _look(self, influx: Influx, org: str) -> Finding:
        found = influx.bucket(org, self.bucket)
        if found is None:
            before = self._before(influx, org)
            return Difference(f"renamed to {before}" if before else "missing", after=_words(self.retention))
        if found.rule.every != self.retention:
            now, wanted = _words(found.rule.every), _words(self.retention)
            return Difference(f"keeps data for {now} instead of {wanted}", now, wanted)
        return InOrder(f"keeps data for {_words(self.retention)}")

    def apply(self, context: Context) -> None:
        """Make it, or change its retention; data within the new one stay."""
        influx, org = self.site.enter(context)
        found = influx.bucket(org, self.bucket)
        if found is None:
            before = self._before(influx, org)
            influx.make_bucket(org, self.bucket, self.description, self.retention)
            if before:
                context.tell(
                    Note(
                        f"the bucket {self.bucket} was renamed to {before}: earlier data stay there, and {self.bucket} "
                        f"is new and empty. To keep using the earlier data, delete the new bucket, give {before} its "
                        "earlier name and run setup"
                    )
                )
        else:
            influx.set_retention(found.id, change(found.rule, self.retention))

    def _before(self, influx: Influx, org: str) -> str:
        """What the bucket is called now that our tokens were made for; empty if it is gone or has its name."""
        held = {one.description: _buckets(one) for one in influx.authorizations(org)}
        first, *others = (held.get(token, set()) for token in self.tokens or ("",))
        names = [influx.bucket_name(one) for one in sorted(first.difference(*others))]
        return next((name for name in names if name not in ("", self.bucket)), "")


def _buckets(token: Authorization) -> set[str]:
    return {one.resource.id for one in token.permissions if one.resource.type == "buckets" and one.resource.id}


def change(now: Rule, retention: int) -> dict[str, Any]:
    """What to send for a new retention: the server refuses one shorter than the shards it has been cutting."""
    rule = {"everySeconds": retention}
    if 0 < retention < now.shard:
        rule["shardGroupDurationSeconds"] = next(shard for least, shard in _SHARDS if retention >= least)
    return rule


def _words(seconds: int) -> str:
    if seconds == 0:
        return "for ever"
    return f"{seconds // _DAY} days" if seconds % _DAY == 0 else f"{seconds / _HOUR:g} hours"
