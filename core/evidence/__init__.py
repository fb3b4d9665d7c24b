"""Pictures and clips of violations: what a person needs to judge what a rule said.

`keeper.Evidence` is what the engine uses; only names are offered here, because who just looks needs no OpenCV.
"""

from core.evidence.shelf import CLIP, FOLDER, SNAPSHOT, file_names

__all__ = ["CLIP", "FOLDER", "SNAPSHOT", "file_names"]
