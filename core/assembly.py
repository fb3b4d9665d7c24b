"""Puts together what runs a camera: its stages, its pipeline, and for recordings what plays them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core import local_time, results
from core.analyse import Analyser
from core.counted_before import CountedBefore, Recognised
from core.lent import LentLive
from core.live import LiveWriter
from core.pipeline import Pipeline
from core.recorded_camera import RecordedCamera
from core.sources.recorded import RecordedSource
from core.stages import Stages, Turn
from core.track import Tracker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from core.events import AnyEvent
    from core.evidence.keeper import Evidence
    from core.journal.recount import Count
    from core.kept_camera import Runner
    from core.lent import LentSource
    from core.playback import Mode, Played
    from core.preparing import Models
    from core.scene import MqttSignals
    from core.settings.models import Camera, Settings
    from core.sources import Source
    from core.telemetry import Telemetry


@dataclass(frozen=True, slots=True)
class Assembly:
    """What all cameras of an engine share.

    Attributes:
        runtime: folder of newest frames, and where the user of a recording asks.
        state: folder of results.
        telemetry, evidence, models, signals, counted: the engine's.
        duration: stop each camera after so many seconds of media time; None for no limit.
        stay: recordings that have ended can be counted again.
    """

    runtime: Path
    state: Path
    telemetry: Telemetry
    evidence: Evidence
    models: Models
    signals: MqttSignals
    counted: CountedBefore
    duration: float | None
    stay: bool

    def runner(self, settings: Settings, camera: Camera, source: Source, turn: Turn) -> Runner:
        """What runs a camera: one pipeline, or for recordings one after another.

        Args:
            settings: of all cameras.
            camera: which.
            source: its pictures.
            turn: which of several attempts this is.
        """
        if not isinstance(source, RecordedSource):
            return self._pipeline(settings, camera, source, LiveWriter(self.runtime, camera.id), turn)
        if self.stay:  # its user sees that it has failed, and has it begin again
            turn = turn._replace(again=False)
        shown = LentLive(self.runtime, camera.id)

        def make(camera: Camera, lent: LentSource, count: Count | None, playback: Played) -> Pipeline:
            emit = _discard if count is None else count.emit
            return self._pipeline(settings, camera, lent, shown, turn, emit=emit, playback=playback)

        def begin() -> Count:
            self.evidence.anew(camera.id)
            return self.telemetry.count(camera.id)

        def keep(facts: dict[str, Any]) -> dict[str, Any]:
            return results.keep(self.state / results.FOLDER, settings.site, camera.id, facts)

        looks = self.stay and not (camera.scene.lines or camera.scene.zones)
        mode: Mode = "preview" if looks else "count"
        before = Recognised(self.counted, camera.id)
        how: dict[str, Any] = {"before": before, "runtime": self.runtime, "mode": mode, "stay": self.stay}
        return RecordedCamera(camera, source, make, begin, keep, **how)

    def _pipeline(  # noqa: PLR0913 -- each is another part
        self,
        settings: Settings,
        camera: Camera,
        source: Source,
        live: LiveWriter,
        turn: Turn,
        *,
        emit: Callable[[Sequence[AnyEvent]], None] | None = None,
        playback: Played | None = None,
    ) -> Pipeline:
        telemetry, site = settings.telemetry, settings.site
        detector = self.models.session(settings, camera)
        stages = Stages(
            source=source,
            detector=detector,
            tracker=Tracker(),
            analyser=Analyser(
                site,
                camera,
                telemetry.detection_interval,
                detector.info.name,
                self.signals,
                occupancy_interval=telemetry.occupancy_interval,
                zone=local_time.zone(settings.timezone),
            ),
            live=live,
            emit=emit or self.telemetry.emit,
            receivers=self._receivers,
            evidence=None if emit is _discard else self.evidence.recorder(camera),
            playback=playback,
        )
        interval = telemetry.performance_interval
        return Pipeline(site, camera.id, stages, duration=self.duration, performance_interval=interval, turn=turn)

    def _receivers(self) -> tuple[dict[str, int], dict[str, int]]:
        """Backlog and set aside of each receiver."""
        sinks = self.telemetry.stats()["sinks"]
        backlog, set_aside = (
            {name: int(sink[key]) for name, sink in sinks.items()} for key in ("backlog", "set_aside")
        )
        return backlog, set_aside


def _discard(_: Sequence[AnyEvent]) -> None:
    """What is only looked at is nobody's business."""
