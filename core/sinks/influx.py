"""The InfluxDB sink: batches of line protocol, and what to do with each answer."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import structlog
import urllib3
from influxdb_client.client.influxdb_client import InfluxDBClient
from influxdb_client.rest import ApiException
from influxdb_client.service.write_service import WriteService

from core.errors import UserError
from core.journal.aside import Refused
from core.sinks import answers
from core.sinks.answers import Answer, Verdict
from core.sinks.backoff import Backoff
from core.sinks.batches import BATCH_BYTES, BatchSink
from core.sinks.bounded import bound
from core.sinks.lines import lines
from core.sinks.secrets import Renewed, Watched, reveal
from core.sinks.silence import why
from core.sinks.sink import Unavailable
from core.sinks.unwrite import WITHDRAWAL, Unwriter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.journal.journal import Journal
    from core.journal.reader import Reader
    from core.journal.rows import Stored
    from core.settings.sinks.influx import Influx
    from core.sinks.registry import Delivery

log = structlog.get_logger()

_TIMEOUT_MS: Final = 20_000
_GZIP_LEVEL: Final = 1
_TRIES: Final = 5
_SLOW: Final = 30.0
_SUSPECTS: Final = 8
_KNOWN: Final = 8  # events before the cursor, of which the server has taken one or the other


class Point(NamedTuple):
    """An event and its line."""

    event: Stored
    line: bytes


@dataclass(slots=True)
class _Search:
    """What is known while looking for the points of one batch that a server refuses.

    An answer that every point gets is one about the server, or what stands in front of it: `suspects` are to blame
    only where another point passed. `refused` are so in any case, by themselves or by the server's own count.
    """

    reader: Reader
    passed: bool = False
    refused: list[Refused] = field(default_factory=list)
    suspects: list[Refused] = field(default_factory=list)


class InfluxSink(BatchSink):
    """Writes the journal to a bucket.

    influxdb-client does the request in its synchronous manner; it keeps nothing and tries nothing again, so the
    journal alone decides what is still to be sent.

    Args:
        journal: where events come from.
        cursor: name of the cursor in it.
        options: address, organisation, bucket and batches.
        token: gives the one to use now, read anew for each try; None for receivers that want none.
        evidence_key: see `lines`; None where there is none.

    Raises:
        UserError: the token cannot be read.
    """

    name = "influx"

    def __init__(
        self,
        journal: Journal,
        cursor: str,
        options: Influx,
        token: Callable[[], str | None],
        evidence_key: Renewed | None = None,
    ) -> None:
        super().__init__(journal, cursor, Backoff(), Watched(options.token_file))
        self._options, self._key = options, evidence_key or Renewed(lambda: None)
        self._token = token
        self._client = InfluxDBClient(
            url=options.url.reveal(),
            token=token(),  # type: ignore[arg-type]  # None is its default
            timeout=_TIMEOUT_MS,
            ssl_ca_cert=options.ca_file,
            retries=False,
        )
        bound(self._client)
        self._service = WriteService(self._client.api_client)  # type: ignore[no-untyped-call]
        self._unwriter = Unwriter(self._client, options)
        self.most = options.batch_points
        self._failed: tuple[int, int] = (0, 0)  # a batch the server stumbled over, and how often
        self._good: Point | None = None  # one that the server took: it takes it again, if it takes any

    def begin(self) -> None:
        """Log in."""
        self._log_in()

    def takes_any(self) -> bool:
        """Whether the server has taken a point."""
        return self._good is not None

    def _log_in(self) -> None:
        """Use the token as it is now: it may have been replaced since it was refused."""
        try:
            token = self._token()
        except UserError as error:
            raise Unavailable("refused", str(error), _SLOW) from error
        if token is not None:
            self._client.api_client.set_default_header("Authorization", f"Token {token}")  # type: ignore[no-untyped-call]

    def next_batch(self, reader: Reader, position: int) -> list[Stored]:
        """The next events: a full batch at once, a small one when it has waited long enough."""
        batch = reader.after(position, self.most, BATCH_BYTES)
        full = len(batch) >= self.most or sum(len(event.body) for event in batch) >= BATCH_BYTES
        if batch and not full and not self.closing.wait(self._options.flush_seconds):
            batch = reader.after(position, self.most, BATCH_BYTES)
        return _to_withdrawal(batch)

    def write(self, batch: Sequence[Stored], position: int, reader: Reader) -> list[Refused]:
        """Store a batch; see `BatchSink.write`."""
        search = _Search(reader)
        withdrawals = [event for event in batch if _withdraws(event)]
        points = _points([event for event in batch if not _withdraws(event)], search, self._key.value())
        if points:
            self._send(points, search, position)
        if withdrawals:
            self._delete(withdrawals)
        if search.suspects and not search.passed and not self._takes_any(reader, position):
            raise _rejects_all(search.suspects[0].reason)
        self.most = min(self._options.batch_points, self.most + self.most // 8 + 1)
        return sorted({blamed.seq: blamed for blamed in search.refused + search.suspects}.values())

    def _send(self, points: Sequence[Point], search: _Search, position: int) -> None:
        answer = self._post(points)
        match answer.verdict:
            case Verdict.STORED:
                search.passed = True
                self._good = points[0]
            case Verdict.PARTIAL:
                search.passed = search.passed or answer.dropped < len(points)
                self._find(points, answer, search, position)
            case Verdict.TOO_LARGE | Verdict.MALFORMED:
                self._split(points, answer, search, position)
            case Verdict.FAILED:
                self._count_failure(answer, position)
                self._split(points, answer, search, position)
            case Verdict.REFUSED:
                raise Unavailable("refused", answer.reason, answer.wait)
            case Verdict.LATER:
                raise Unavailable("busy", answer.reason, answer.wait)

    def _delete(self, withdrawals: Sequence[Stored]) -> None:
        try:
            self._unwriter.delete(withdrawals)
        except ApiException as error:
            if error.status:
                raise Unavailable("busy", f"{error.status} {error.reason}") from error
            raise self._unreachable(error) from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise self._unreachable(error) from error

    def _count_failure(self, answer: Answer, position: int) -> None:
        """A few whole tries first; after those, one point may be what the server stumbles over."""
        tries = self._failed[1] + 1 if self._failed[0] == position else 1
        self._failed = (position, tries)
        if tries < _TRIES:
            raise Unavailable("busy", answer.reason)

    def _split(self, points: Sequence[Point], answer: Answer, search: _Search, position: int) -> None:
        """Nothing of `points` was stored: try halves, down to the one that is at fault."""
        if len(points) == 1:
            search.suspects.append(_refused(points[0], answer.reason))
            if len(search.suspects) >= _SUSPECTS and not search.passed:
                search.passed = self._takes_any(search.reader, position)
                if not search.passed:
                    raise _rejects_all(answer.reason)
            return
        middle = len(points) // 2
        if answer.verdict is Verdict.TOO_LARGE:
            self.most = max(1, min(self.most, middle))
        self._send(points[:middle], search, position)
        self._send(points[middle:], search, position)

    def _find(self, points: Sequence[Point], answer: Answer, search: _Search, position: int) -> None:
        """All but `answer.dropped` of `points` are stored: send only as much again as it takes to know which.

        What a half lacks, the other one has: a right half is never sent as a whole.
        """
        if answer.dropped <= 0:
            return
        if answer.dropped >= len(points):
            blamed = search.refused if answer.certain else search.suspects
            blamed += [_refused(point, answer.reason) for point in points]
            return
        middle = len(points) // 2
        found = len(search.refused) + len(search.suspects)
        self._send(points[:middle], search, position)
        rest = answer.dropped - (len(search.refused) + len(search.suspects) - found)
        self._find(points[middle:], replace(answer, dropped=rest), search, position)

    def _takes_any(self, reader: Reader, position: int) -> bool:
        """Whether the server takes a point that it has taken before: a repeated point overwrites itself."""
        if self._good is None:
            before = reader.after(max(0, position - _KNOWN), _KNOWN, BATCH_BYTES)
            known = _points([event for event in before if event.seq <= position], _Search(reader), self._key.value())
            return any(self._post([point]).verdict is Verdict.STORED for point in known)
        return self._post([self._good]).verdict is Verdict.STORED

    def _post(self, points: Sequence[Point]) -> Answer:
        body = gzip.compress(b"\n".join(point.line for point in points), _GZIP_LEVEL)
        try:
            _, status, headers = self._service.post_write_with_http_info(  # type: ignore[no-untyped-call]
                org=self._options.org,
                bucket=self._options.bucket,
                body=body,
                precision="ns",
                content_encoding="gzip",
                content_type="text/plain; charset=utf-8",
            )
        except ApiException as error:
            if error.status:
                return answers.read(error.status, error.headers or {}, error.body or b"")
            raise self._unreachable(error) from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise self._unreachable(error) from error
        return answers.read(status, headers, b"")

    def _unreachable(self, error: Exception) -> Unavailable:
        return Unavailable("unreachable", f"no response from {self._options.url.masked}: {why(error)}")


def _to_withdrawal(batch: list[Stored]) -> list[Stored]:
    """The events to the first withdrawal: what comes after it may be written where it deletes."""
    return next((batch[: at + 1] for at, event in enumerate(batch) if event.kind == WITHDRAWAL), batch)


def _withdraws(event: Stored) -> bool:
    return event.kind == WITHDRAWAL and event.fault is None


def _points(batch: Sequence[Stored], search: _Search, evidence_key: str | None) -> list[Point]:
    """The points of a batch; what cannot be written down is refused at once."""
    points = []
    for event in batch:
        if event.fault is not None:
            search.refused.append(Refused(event.seq, event.fault, event.body, event.again))
            continue
        try:
            points += [Point(event, text) for text in lines(event, evidence_key)]
        except ValueError as error:
            search.refused.append(Refused(event.seq, str(error), event.body, event.again))
    return points


def _refused(point: Point, reason: str) -> Refused:
    return Refused(point.event.seq, reason, point.event.body, point.event.again)


def _rejects_all(reason: str) -> Unavailable:
    return Unavailable("refused", f"the server rejects all points: {reason}", _SLOW)


def token(options: Influx) -> str | None:
    """The token to write with, as it is now.

    Raises:
        UserError: it cannot be read, or cannot be one.
    """
    return reveal(options.token, options.token_file, "InfluxDB token", ascii_only=True)


def build(delivery: Delivery) -> InfluxSink:
    """The database of the settings.

    Raises:
        UserError: the token cannot be read.
    """
    options, file = delivery.telemetry.influx, delivery.telemetry.evidence_key_file
    assert options is not None  # noqa: S101 -- without it there is no cursor, and nobody asks
    evidence_key = Renewed(partial(reveal, None, file, "key of links to evidence"), file)
    return InfluxSink(delivery.journal, delivery.cursor, options, partial(token, options), evidence_key)
