"""A supervisor that was killed is started by the engine that it kept, unless somebody else does so first."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict

from bootstrap import engine_service
from bootstrap.files import write_atomic
from bootstrap.layout import Layout
from bootstrap.reviving import Reviving
from bootstrap.services import records
from core.processes import Identity


def test_a_supervisor_is_missed_for_a_while_before_it_is_started() -> None:
    layout = engine_service.keeper()
    layout.services.mkdir(parents=True)
    layout.run.mkdir()
    now, revived, done = [0.0], list[Layout](), threading.Event()

    def revive(of: Layout) -> None:
        revived.append(of)
        done.set()

    def wait(seconds: int) -> None:
        for _ in range(seconds):
            now[0] += 1.0
            reviving.look()

    reviving = Reviving(lambda: now[0], revive)
    wait(60)  # the engine was stopped
    records.write_want(layout, "engine", records.Want(up=True))
    wait(15)
    write_atomic(records.supervisor_path(layout), json.dumps(asdict(Identity.own())))
    wait(60)  # there is one again
    assert not revived
    records.supervisor_path(layout).unlink()
    wait(25)
    assert done.wait(10.0)
    assert revived == [layout]
