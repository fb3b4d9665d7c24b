"""What a runtime is given to load a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.detect.export import exported
from core.kinds.runtimes import CHECKPOINT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.detect.export import Format
    from core.settings.models import Detector as Settings


@dataclass(frozen=True, slots=True)
class Opening:
    """A model's file, and how it is to be run.

    Attributes:
        file: the user's file; its ending is one that the runtime reads.
        settings: the detector's settings.
        cache: folder for exports, and for what libraries want to keep.
        progress: told in words what slow thing is being done.
        streams: inferences worth running at the same time; see `load_model`.
    """

    file: Path
    settings: Settings
    cache: Path
    progress: Callable[[str], None]
    streams: int = 1

    def exported(self, target: Format) -> Path:
        """The file to read: what a checkpoint is exported to, or the user's own.

        Raises:
            UserError: it cannot be exported.
        """
        if self.file.suffix.lower() != CHECKPOINT:
            return self.file
        return exported(self.file, target, self.cache, self.progress)
