"""A bucket and how long it keeps data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bootstrap.setup.resource import Difference, InOrder

if TYPE_CHECKING:
    from bootstrap.influx.client import Influx
    from bootstrap.influx.models import Rule
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
    """

    site: Site
    bucket: str
    retention: int
    description: str

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
            return Difference("missing", after=_words(self.retention))
        if found.rule.every != self.retention:
            now, wanted = _words(found.rule.every), _words(self.retention)
            return Difference(f"keeps data for {now} instead of {wanted}", now, wanted)
        return InOrder(f"keeps data for {_words(self.retention)}")

    def apply(self, context: Context) -> None:
        """Make it, or change its retention; data within the new one stay."""
        influx, org = self.site.enter(context)
        found = influx.bucket(org, self.bucket)
        if found is None:
            influx.make_bucket(org, self.bucket, self.description, self.retention)
        else:
            influx.set_retention(found.id, change(found.rule, self.retention))


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
