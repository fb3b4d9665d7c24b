"""A decoder that is only slow gets there: its machine may be busy, and to begin it again and again keeps it so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.settings.models import Camera
from core.sources import decoded, open_source
from core.sources.decoded import Behaviour, DecodedSource
from core.sources.problems import hung
from core.sources.process import DecoderProcess
from core.sources.wire import Job

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from core.kinds.sources import Problem


def test_patience_grows_from_attempt_to_attempt_until_a_picture_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float | None] = []

    class Slow:
        """A decoder that is killed before its first picture, but for the sixth, which is killed by somebody later."""

        def __init__(self, _job: Job, _patience: float, opening: float) -> None:
            given.append(opening)
            self.delivered = len(given) == 6
            self.hung, self.opened = not self.delivered, True

        def messages(self) -> Iterator[Any]:
            if len(given) == 8:
                source.close()
            if self.delivered:
                source._slow = 0  # as the first picture does
            return iter(())

        def why_it_ended(self, _frame: int | None) -> Problem:
            return hung(1.0, None, "stream")

        def stop(self) -> None: ...

    monkeypatch.setattr(decoded, "DecoderProcess", Slow)
    job = Job("stream", "http://x/", ring="", live=True, paced=False, timeout=1.0)
    source = DecodedSource(job, Behaviour(reconnects=True, patience=20.0, backoff=lambda _: 0.0))
    assert list(source.pictures()) == []
    assert given == [20, 40, 80, 160, 160, 160, 20, 40]


def test_what_takes_the_place_of_a_source_that_was_too_slow_is_as_patient() -> None:
    camera = Camera.model_validate({"id": "a", "source": "simulator:crossroads"})
    assert open_source(camera, realtime=True, slow=2)._slow == 2  # type: ignore[union-attr] -- no recording


def test_a_decoder_has_long_to_start_then_as_long_as_it_is_given_then_as_long_as_always() -> None:
    process = DecoderProcess.__new__(DecoderProcess)
    process._patience, process._opening = 20.0, 40.0
    process.started = process.delivered = False
    limits = [process._limit]
    process.started = True
    limits.append(process._limit)
    process.delivered = True
    limits.append(process._limit)
    assert limits == [120.0, 40.0, 20.0]
