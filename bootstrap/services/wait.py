"""Waiting until a service serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.services.machine import State
from bootstrap.services.probes import check, wait_healthy
from core.errors import UserError
from core.scrub import scrub

if TYPE_CHECKING:
    from bootstrap.services.spec import ServiceSpec
    from bootstrap.services.supervised import Supervised

_LOG_LINES: Final = 20
_TRIES: Final = 3


def until_healthy(backend: Supervised, spec: ServiceSpec) -> None:
    """Wait until it runs with this very definition and its probe succeeds.

    Raises:
        UserError: it does not come up; the end of its log is in the message.
    """
    before = getattr(backend.status(spec.name), "restarts", 0)

    def gave_up() -> str | None:
        """It will not come up by waiting; whoever keeps it running may go on trying."""
        status = backend.status(spec.name)
        hopeless = status and (status.state == State.EXITED or status.restarts - before >= _TRIES)
        return status.reason if status and hopeless else None

    wrong = wait_healthy(lambda: trouble(backend, spec), spec.policy.start_seconds, gave_up)
    if wrong:
        log = "\n".join(f"  | {scrub(line)}" for line in backend.logs(spec.name, _LOG_LINES))
        raise UserError(
            f"{spec.name} did not start: {wrong}\n{log}".rstrip(), "check its log, fix the problem and run setup"
        )


def trouble(backend: Supervised, spec: ServiceSpec) -> str | None:
    """Why it is not as it should be; None if it is. That something answers is not enough: it may be another process."""
    status = backend.status(spec.name)
    if status is None or status.state != State.RUNNING:
        return f"{status.state}: {status.reason}" if status else "not running"
    if backend.outdated():
        return "its supervisor is a different version"
    if not backend.wanted(spec.name):
        return "running, but about to be stopped"
    if status.fingerprint != spec.fingerprint():
        return "running with an outdated configuration"
    wrong = check(spec.ready, spec.policy.probe_timeout)
    return f"not ready: {wrong}" if wrong else None
