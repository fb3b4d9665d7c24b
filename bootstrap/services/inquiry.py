"""Asking a service whether it serves, on a thread of its own: it may take as long as its timeout."""

from __future__ import annotations

import queue
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from bootstrap.services import probes
from core.threads import After, begin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.services.spec import ServiceSpec


class Inquiry:
    """One question at a time; what was answered is fetched by whoever asked.

    Attributes:
        pending: whether a question is under way.
    """

    def __init__(self) -> None:
        self.pending = False
        self._answers: queue.SimpleQueue[tuple[int, str | None]] = queue.SimpleQueue()

    def ask(self, number: int, spec: ServiceSpec) -> None:
        """Begin to ask; `number` comes back with the answer."""
        self.pending = True
        begin(partial(self._ask, number, spec), f"probe-{spec.name}", after=After.NOTED)

    def answers(self) -> Iterator[tuple[int, str | None]]:
        """Numbers of questions with None, or what was wrong."""
        with suppress(queue.Empty):
            while True:
                found = self._answers.get_nowait()
                self.pending = False
                yield found

    def _ask(self, number: int, spec: ServiceSpec) -> None:
        wrong: str | None = "the check itself failed"
        try:
            wrong = probes.check(spec.ready, spec.policy.probe_timeout)
        finally:  # or it would never be asked again
            self._answers.put((number, wrong))
