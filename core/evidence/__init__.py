"""Pictures and clips of violations: what a person needs to judge what a rule said."""

from core.evidence.keeper import Evidence
from core.evidence.recorder import Recorder, can_fire
from core.evidence.shelf import CLIP, FOLDER, SNAPSHOT, file_names

__all__ = ["CLIP", "FOLDER", "SNAPSHOT", "Evidence", "Recorder", "can_fire", "file_names"]
