"""What the database held before is still there: it starts with damaged, foreign or no files and says it is well."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Difference, InOrder, Skip
from bootstrap.http_api import RefusedError
from bootstrap.influx import store_files
from bootstrap.influx.site import NOTES, Site
from core.site_names import SELFTEST

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.converge.resource import Finding
    from bootstrap.influx.client import Influx
    from bootstrap.setup.context import Context

_WITNESS: Final = "newest value"
_SEEN: Final = "damaged files"
_DAY: Final = 86_400
_AGAIN: Final = (
    "What the engine still has in its journal can be sent again: smart-intersection telemetry retry influx --all"
)


@dataclass(frozen=True)
class StoredData:
    """A value that was there at an earlier run is looked up again, and the server's files and log are looked at.

    What is wrong is told once, with what helps; nothing is mended, as only the owner has a backup.

    Args:
        site: the server.
        bucket: of events.
        retention: of that bucket, seconds; 0 keeps for ever.
        data: its folder.
        log: what it has written of itself.
    """

    site: Site
    bucket: str
    retention: int
    data: Path
    log: Path
    name = "stored data"

    def inspect(self, context: Context) -> Finding:
        """All there, something gone or damaged, or files of another installation."""
        return self.site.look(context, lambda influx, org: self._asked(influx, org, context))

    def _asked(self, influx: Influx, org: str, context: Context) -> Finding:
        """Nothing else needs the answer: a server that refuses a question stops nothing."""
        try:
            return self._look(influx, org, context)
        except RefusedError as error:
            return Skip(f"not checked: {error.what}")

    def _look(self, influx: Influx, org: str, context: Context) -> Finding:
        found = influx.bucket(org, self.bucket)
        if found is None:
            return Difference("its bucket does not exist yet")
        if lost := self._damaged(context):
            return Difference(f"InfluxDB found damaged files when it started: {', '.join(lost)}")
        noted = self._noted(context, found.id)
        if noted and not self._is_there(influx, noted):
            return Difference(f"the values stored at {noted['time']} are gone")
        left = self._left(influx, found.id, context)
        if not context.check and (noted is None or _moment(noted["time"]) < datetime.now(UTC) - timedelta(days=1)):
            self._take(influx, found.id, context)
        return Skip(left) if left else InOrder("what was stored before is there")

    def apply(self, context: Context) -> None:
        """Tell it, and what helps; from now on what is there now counts."""
        influx, org = self.site.enter(context)
        found = influx.bucket(org, self.bucket)
        if found is None:
            return
        if lost := self._damaged(context):
            context.tell(Note(_cut_off(lost)))
            context.notes.put(NOTES, _SEEN, [one.time for one in store_files.damaged(self.log)])
        noted = self._noted(context, found.id)
        if noted and not self._is_there(influx, noted):
            context.tell(
                Note(f"the values stored at {noted['time']} are gone: {self._why(influx, found.id)}. {_AGAIN}")
            )
            self._take(influx, found.id, context)

    def _left(self, influx: Influx, bucket: str, context: Context) -> str:
        """What is on the disk of the bucket that was ours before, in words, if the server knows nothing of it."""
        before = (context.notes.get(NOTES, _WITNESS) or {}).get("bucket", bucket)
        folders = [folder for folder in self._others(influx) if folder.name == before != bucket]
        return _foreign(folders, self.data) if folders else ""

    def _noted(self, context: Context, bucket: str) -> dict[str, Any] | None:
        """Which value was there; None if none was, it may be too old by now, or the bucket is another."""
        found = context.notes.get(NOTES, _WITNESS)
        if not isinstance(found, dict) or found.get("bucket") != bucket:
            return None
        age = datetime.now(UTC) - _moment(found["time"])
        return found if self.retention == 0 or age < timedelta(seconds=self.retention - _DAY) else None

    def _is_there(self, influx: Influx, noted: dict[str, Any]) -> bool:
        first, after = _moment(noted["time"]), _moment(noted["time"]) + timedelta(milliseconds=1)
        return bool(influx.query(self.site.org, f"{self._read(_text(first), _text(after), noted['of'])} |> first()"))

    def _take(self, influx: Influx, bucket: str, context: Context) -> None:
        """Note the newest value; none if there is none."""
        since = f"-{self.retention}s" if self.retention else "1970-01-01T00:00:00Z"
        columns = '|> last() |> keep(columns: ["_time", "_measurement"]) |> group() |> sort(columns: ["_time"])'
        found = influx.query(self.site.org, f"{self._read(since, 'now()', '')} {columns}")
        newest = [{"bucket": bucket, "time": _text(_moment(row["_time"])), "of": row["_measurement"]} for row in found]
        if newest or context.notes.get(NOTES, _WITNESS):
            context.notes.put(NOTES, _WITNESS, newest[-1] if newest else None)

    def _read(self, start: str, stop: str, measurement: str) -> str:
        which = f" |> filter(fn: (r) => r._measurement == {json.dumps(measurement)})" if measurement else ""
        real = f" |> filter(fn: (r) => r.site != {json.dumps(SELFTEST)})"  # of a self-test nothing stays
        return f"from(bucket: {json.dumps(self.bucket)}) |> range(start: {start}, stop: {stop}){which}{real}"

    def _damaged(self, context: Context) -> list[str]:
        """Files that the server has not told of before."""
        told = context.notes.get(NOTES, _SEEN) or []
        return sorted({one.file for one in store_files.damaged(self.log) if one.time not in told})

    def _others(self, influx: Influx) -> list[Path]:
        return store_files.strangers(self.data / "engine", lambda bucket: influx.bucket_of(bucket) is not None)

    def _why(self, influx: Influx, bucket: str) -> str:
        """What the files say of it."""
        engine = self.data / "engine"
        if others := self._others(influx):
            return _foreign(others, self.data)
        if not any(store_files.written(folder) for folder in store_files.of_bucket(engine, bucket)):
            return f"{engine} holds nothing of them; if there is a backup, stop the service and put that folder back"
        return (
            f"unless somebody has deleted them, the index of {engine / 'data' / bucket} is incomplete; stop the "
            f"service and run: influxd inspect build-tsi --bucket-id {bucket} --data-path {engine / 'data'} "
            f"--wal-path {engine / 'wal'}"
        )


def _foreign(folders: list[Path], data: Path) -> str:
    names = ", ".join(str(one) for one in folders)
    return (
        f"{names}: data of buckets that InfluxDB does not know; unless somebody has deleted them there, "
        f"{data / 'influxd.bolt'} is not the file that belongs to them; to use them, stop the service and put back "
        "that file from a backup"
    )


def _cut_off(lost: list[str]) -> str:
    return (
        f"InfluxDB could not read {', '.join(lost)} to the end and went on without the rest: values that were stored "
        f"there are missing. {_AGAIN}"
    )


def _moment(text: str) -> datetime:
    """To the microsecond: the server writes nanoseconds."""
    whole, _, rest = text.removesuffix("Z").partition(".")
    return datetime.fromisoformat(f"{whole}.{rest[:6]:0<6}+00:00")


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
