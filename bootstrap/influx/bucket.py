"""A bucket and how long it keeps data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import SHORTEN, Difference, HeldBackError, InOrder
from core.errors import UserError
from core.reports.flux import SUFFIX

if TYPE_CHECKING:
    from bootstrap.converge.resource import Finding
    from bootstrap.influx.client import Influx
    from bootstrap.influx.models import Authorization, Rule
    from bootstrap.influx.site import Site
    from bootstrap.setup.context import Context

_BEGIN: Final = "1970-01-01T00:00:00Z"
_HOUR: Final = 3_600
_DAY: Final = 24 * _HOUR
# The server's own choice of shard durations: at least this retention, this duration.
_SHARDS: Final = ((180 * _DAY, 7 * _DAY), (2 * _DAY, _DAY), (0, _HOUR))
_FEW: Final = 4


@dataclass(frozen=True)
class RetainedBucket:
    """A bucket with a retention.

    Args:
        site: the server.
        bucket: its name.
        retention: seconds, an hour or more.
        description: for people; set when the bucket is made.
        tokens: descriptions of those that were made for it and for the other bucket of ours.
        shard: seconds of data in one piece, if it keeps a few of them; 0 leaves it to the server. Each piece costs it
            about 1 MB of memory, and data are kept for up to one piece longer.
        key: what the owner's retention is called in conf.d/retention.yaml.
    """

    site: Site
    bucket: str
    retention: int
    description: str
    tokens: tuple[str, ...] = ()
    shard: int = 0
    key: str = "raw_days"

    @property
    def name(self) -> str:
        """Which one."""
        return f"bucket {self.bucket}"

    def inspect(self, context: Context) -> Finding:
        """Missing, other retention, or fine.

        Raises:
            HeldBackError: a shorter one would delete data, and that was not allowed.
        """
        return self.site.look(context, lambda influx, org: self._look(influx, org, context))

    def _look(self, influx: Influx, org: str, context: Context) -> Finding:
        found = influx.bucket(org, self.bucket)
        if found is None:
            before = self._before(influx, org)
            return Difference(f"renamed to {before}" if before else "missing", after=_words(self.retention))
        if found.rule.every != self.retention:
            now, wanted = _words(found.rule.every), _words(self.retention)
            if _shorter(self.retention, found.rule.every) and not context.choices.shorten:
                raise self._held_back(now, _lost(influx, self.site.org, self.bucket, self.retention))
            return Difference(f"keeps data for {now} instead of {wanted}", now, wanted)
        if 0 < found.rule.shard < (shard := fitting(self.retention, self.shard)):
            now, wanted = _words(found.rule.shard), _words(shard)
            return Difference(f"keeps data in pieces of {now} instead of {wanted}", now, wanted)
        return InOrder(f"keeps data for {_words(self.retention)}")

    def _held_back(self, now: str, lost: str) -> HeldBackError:
        return HeldBackError(
            f"keeps data for {now}; a retention of {_words(self.retention)} {lost}",
            f"to keep the data, set {self.key} in conf.d/retention.yaml of influxdb as in the database; to delete "
            f"it, run: setup {SHORTEN[0]}",
            SHORTEN,
        )

    def apply(self, context: Context) -> None:
        """Make it, or change its retention; data within the new one stay."""
        influx, org = self.site.enter(context)
        found = influx.bucket(org, self.bucket)
        if found is None:
            before = self._before(influx, org)
            influx.make_bucket(org, self.bucket, self.description, self.retention, fitting(self.retention, self.shard))
            if before:
                context.tell(
                    Note(
                        f"the bucket {self.bucket} was renamed to {before}: earlier data stay there, and {self.bucket} "
                        f"is new and empty. To keep using the earlier data, delete the new bucket, give {before} its "
                        "earlier name and run setup"
                    )
                )
        else:
            influx.set_retention(found.id, change(found.rule, self.retention, self.shard))

    def _before(self, influx: Influx, org: str) -> str:
        """What the bucket is called now that our tokens were made for; empty if it is gone or has its name."""
        ours = [one for one in influx.authorizations(org) if one.description in self.tokens]
        found = (influx.bucket_of(one) for one in sorted(set[str]().union(*map(_buckets, ours))))
        renamed = [one for one in found if one and _plain(one.name) != _plain(self.bucket)]
        # One made by the server's first setup has no description.
        renamed.sort(key=lambda one: (one.description != self.description, one.description != ""))
        return renamed[0].name if renamed else ""


def _plain(bucket: str) -> str:
    return bucket.removesuffix(SUFFIX)


def _buckets(token: Authorization) -> set[str]:
    return {one.resource.id for one in token.permissions if one.resource.type == "buckets" and one.resource.id}


def change(now: Rule, retention: int, shard: int = 0) -> dict[str, Any]:
    """What to send for a new retention: the server refuses one shorter than the shards it has been cutting."""
    rule = {"everySeconds": retention}
    wanted = fitting(retention, shard)
    if 0 < retention < now.shard or now.shard < wanted:
        rule["shardGroupDurationSeconds"] = wanted or _usual(retention)
    return rule


def fitting(retention: int, shard: int) -> int:
    """How long a shard shall be where at least four make up the retention, else as the server has it; 0 if it decides.

    Args:
        retention: seconds; 0 keeps for ever.
        shard: seconds.
    """
    if not shard:
        return 0
    return shard if retention == 0 or retention >= _FEW * shard else _usual(retention)


def _usual(retention: int) -> int:
    return next(shard for least, shard in _SHARDS if retention >= least)


def _shorter(wanted: int, now: int) -> bool:
    """Whether something of what is kept now would go; 0 is for ever."""
    return wanted != 0 and (now == 0 or wanted < now)


def _lost(influx: Influx, org: str, bucket: str, retention: int) -> str:
    """What a shorter retention would do to what is stored, in words."""
    read = f"from(bucket: {json.dumps(bucket)}) |> range(start: {_BEGIN}, stop: -{retention}s)"
    try:
        count = influx.query(org, f"{read} |> count() |> group() |> sum()")
        times = '|> first() |> keep(columns: ["_time"]) |> group() |> sort(columns: ["_time"])'
        oldest = influx.query(org, f"{read} {times}")
    except UserError:
        return "would delete everything older"
    if not (count and oldest):
        return "would delete everything older; there is no such data yet"
    number = int(count[0]["_value"])
    values = "value" if number == 1 else "values"
    return f"would delete {number:,} stored {values}, the oldest from {oldest[0]['_time'][:10]}"


def _words(seconds: int) -> str:
    if seconds == 0:
        return "ever"
    if seconds % _DAY == 0:
        return f"{seconds // _DAY} day{'s' * (seconds != _DAY)}"
    return f"{seconds / _HOUR:g} hours"
