"""What the links share while one self-test runs."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap.selftest import made_up
from core import paths
from core.errors import UserError
from core.settings.models import Telemetry as Options
from core.settings.models import WithoutCameras
from core.telemetry import Telemetry

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.selftest.listener import Listener
    from bootstrap.selftest.places import Places
    from core.events import Crossing, Violation
    from core.settings.sinks.influx import Influx
    from core.settings.sinks.mqtt import Mqtt

_TICK: Final = 0.05
_PATIENCE: Final = 15.0  # of one link; only the alert may need more
_FOLDER: Final = "selftest-"


@dataclass
class Run:
    """One self-test.

    Args:
        places: where the chain leads.
        timeout: seconds for all links together.
        now: when it begins, seconds since the epoch: the time of what is made up.
    """

    places: Places
    timeout: float
    now: float
    events: tuple[Crossing, Violation] = field(init=False)
    listener: Listener | UserError | None = None
    prefix_used: bool = False  # something retained may be below our topic
    stored: float | None = None  # when the database was seen to hold it, seconds since the epoch
    refused: UserError | None = None  # Grafana does not take our password
    written: bool = False  # the database has acknowledged it
    stack: ExitStack = field(default_factory=ExitStack)
    _folder: Path | None = None

    def __post_init__(self) -> None:
        self.events = made_up.events(self.now)
        self._deadline = time.monotonic() + self.timeout

    def folder(self, name: str) -> Path:
        """A folder of this run on the disk of the engine's journal; gone when the run ends.

        Raises:
            UserError: that disk cannot be written.
        """
        try:
            if self._folder is None:
                state = paths.state_dir()
                state.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._folder = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=state))
                self.stack.callback(shutil.rmtree, self._folder, ignore_errors=True)
            (self._folder / name).mkdir(exist_ok=True)
        except OSError as error:
            raise UserError(
                f"cannot write in {paths.state_dir()}: {error.strerror or error}",
                "free some disk space and check the folder's permissions",
            ) from None
        return self._folder / name

    def telemetry(self, name: str, mqtt: Mqtt | None, influx: Influx | None) -> Telemetry:
        """The product's own delivery with a journal of its own; started, and closed when the run ends.

        Raises:
            UserError: it cannot start.
        """
        embedded = mqtt is not None and self.places.profile == "embedded"
        options = Options(profile="embedded" if embedded else "remote", mqtt=mqtt, influx=influx)
        made = Telemetry(WithoutCameras(telemetry=options), self.folder(name), self.places.protocol)
        made.start()
        self.stack.callback(made.close, 0.0)
        return made

    def wait(
        self, done: Callable[[], bool], seconds: float = _PATIENCE, *, every: float = _TICK, anyway: bool = False
    ) -> bool:
        """Look until something is so; false if not in time, which for what must be done anyway is these seconds."""
        until = time.monotonic() + seconds
        until = until if anyway else min(self._deadline, until)
        while not done():
            if time.monotonic() > until:
                return False
            time.sleep(every)
        return True

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return max(0.0, self._deadline - time.monotonic())
