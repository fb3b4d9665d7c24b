"""Names of files that are taken for videos and models. Standard library only: asked before anything is installed."""

from __future__ import annotations

from typing import Final

#: What is taken for a video in a folder; a pattern may name anything.
VIDEOS: Final = (
    *(".3gp", ".asf", ".avi", ".dav", ".divx", ".flv", ".h264", ".h265", ".hevc", ".m2ts", ".m4v", ".mjpeg", ".mjpg"),
    *(".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".mts", ".mxf", ".ogv", ".ts", ".vob", ".webm", ".wmv"),
)
