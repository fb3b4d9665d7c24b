"""Asking InfluxDB by Flux: rows, or one line that says what is wrong and what to do."""

from __future__ import annotations

import codecs
import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

import urllib3
from influxdb_client.client.influxdb_client import InfluxDBClient
from influxdb_client.rest import ApiException

from core.errors import UserError
from core.reports import annotated
from core.sinks import answers
from core.sinks.bounded import bound
from core.sinks.secrets import reveal
from core.sinks.silence import why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.reports.annotated import Piece
    from core.settings.sinks.influx import Influx

    Row = dict[str, Any]
    Ask = Callable[[str], Iterator[Row]]

_T = TypeVar("_T")
_TIMEOUT_MS: Final = 20_000
_NO_ACCESS: Final = frozenset({401, 403, 404})  # a bucket that a token may not read is one that is not there
_CHUNK: Final = 65_536  # bytes
_READ: Final = (
    "set telemetry.influx.read_token_file to a file with a token that has read access; "
    "if setup installed the database, run: smart-intersection repair"
)
_RUNS: Final = "check that it is running and that telemetry.influx.url is right"


class DeniedError(UserError):
    """There is no such bucket, or this token may not read it: InfluxDB does not tell these apart."""


class Database:
    """Runs scripts; made by `opened`."""

    def __init__(self, api: Any, options: Influx) -> None:  # noqa: ANN401 -- the library has no types
        self._api, self._options = api, options

    def __call__(self, script: str) -> Iterator[Row]:
        """The rows of all its tables, by column."""
        return self._told(annotated.rows(self._lines(script)))

    def pieces(self, script: str) -> Iterator[Piece]:
        """The same as columns, piece by piece: a third of the time for many rows."""
        return self._told(annotated.pieces(self._lines(script)))

    def _lines(self, script: str) -> Iterator[str]:
        answer, rest = self._api.query_raw(script), ""
        try:
            for text in codecs.iterdecode(_stream(answer), "utf-8"):
                *lines, rest = (rest + text).split("\n")
                yield from (f"{line}\n" for line in lines)  # a text in quotes may go on in the next one
        finally:
            answer.close()
        yield rest

    def _told(self, found: Iterator[_T]) -> Iterator[_T]:
        where = f"InfluxDB at {self._options.url.masked}"
        try:
            yield from found
        except ApiException as error:
            if not error.status:
                raise _silent(where, error) from None
            raise _refused(self._options, error.status, answers.message(error.body or b"")) from None
        except annotated.AbortedError as error:
            raise UserError(f"{where} aborted the query: {error}", "check the InfluxDB log") from None
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise _silent(where, error) from None
        except (csv.Error, LookupError, ValueError, TypeError, AttributeError):
            raise UserError(f"{where} responds, but is not an InfluxDB 2 server", _RUNS) from None


def _stream(answer: Any) -> Iterator[bytes]:  # noqa: ANN401 -- urllib3's, or one that was read
    return answer.stream(_CHUNK) if hasattr(answer, "stream") else iter([answer.data])


@contextmanager
def opened(options: Influx) -> Iterator[Database]:
    """Runs scripts.

    Args:
        options: where, and with which token; it only has to be good for reading.

    Raises:
        UserError: the token cannot be read; while rows are taken: no answer, a refusal, or not InfluxDB's answer.
    """
    token = reveal(options.token, options.token_file, "token for reading InfluxDB", ascii_only=True) or ""
    with InfluxDBClient(
        url=options.url.reveal(),
        token=token,
        org=options.org,
        timeout=_TIMEOUT_MS,
        ssl_ca_cert=options.ca_file,
        retries=False,
    ) as client:
        bound(client)
        api = client.query_api()
        yield Database(api, options)


def _refused(options: Influx, status: int, message: str) -> UserError:
    where = f"InfluxDB at {options.url.masked}"
    if status in _NO_ACCESS:
        return DeniedError(f"{where} denied read access to bucket '{options.bucket}': {message} ({status})", _READ)
    return UserError(f"{where} rejected the query: {message} ({status})", _RUNS)


def _silent(where: str, error: Exception) -> UserError:
    return UserError(f"{where} does not respond: {why(error)}", _RUNS)
