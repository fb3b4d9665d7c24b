"""Cameras and servers in the network."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from core.addresses import mask
from core.errors import UserError
from core.kinds.sources.kind import SourceKind
from core.words import Words


def _where(text: str, camera: str) -> str:
    """The whole address. Masked it must make sense too: an unescaped / in a password seems to end the host."""
    if not (_has_host(text) or _has_host(mask(text))):
        raise UserError(
            f"camera '{camera}': '{mask(text)}' has no host",
            "check host and port, for example rtsp://192.0.2.7:554/stream",
        )
    return text


def _has_host(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # an IPv6 address without its bracket, a port that is none
        return False


KIND: Final = SourceKind(
    name="stream",
    begins=("rtsp://", "rtsps://", "rtmp://", "http://", "https://"),
    form=Words("an rtsp:// or http:// address", "eine Adresse mit rtsp:// oder http://"),
    about="a stream: RTSP (over TCP), RTMP, or MJPEG, MPEG-TS or HLS over HTTP",
    nature="camera",
    where=_where,
    bounded=True,
    order=2,
)
