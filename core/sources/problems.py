"""Why a source gives no pictures, in words a user can act on.

The decoder process names a problem by its key, after what ffmpeg and OpenCV complained of; ffmpeg's own text stays in
the decoder, because it repeats addresses with their credentials.
"""

from __future__ import annotations

import signal
from typing import Final

from core.kinds.sources import SOURCES, Problem

_CAMERA_ON: Final = "check that the camera is on and connected to the network, and check address and port"
_SIGN_IN: Final = "check the user name and password in the address (rtsp://user:password@host/…)"
#: Signals by which others end a process.
FROM_OUTSIDE: Final = (9, 15)  # SIGKILL and SIGTERM, which have no names on Windows
_OTHER_FILE: Final = "check that a media player opens it, or choose another video file (.mp4, .avi, .mkv …)"

PROBLEMS: Final = {
    **{key: problem for kind in SOURCES.values() for key, problem in kind.problems.items()},
    "refused": Problem("connection refused", _CAMERA_ON),
    "timeout": Problem("connection timed out", _CAMERA_ON),
    "unreachable": Problem("host unreachable", _CAMERA_ON),
    "unknown_host": Problem("unknown host name", "check the host name, or use the camera's IP address"),
    "sign_in": Problem("wrong user name or password", _SIGN_IN),
    "no_login": Problem("the camera requires a user name and password", _SIGN_IN.replace("check", "enter", 1)),
    "forbidden": Problem(
        "access to the stream denied", "grant this user access to the stream in the camera's settings"
    ),
    "not_found": Problem("stream not found on this host", "check the path in the address"),
    "server": Problem(
        "the camera or server reported an internal error", "restart the camera or server, and check its log"
    ),
    "certificate": Problem(
        "the camera's certificate is not trusted",
        "give the camera a certificate that this system trusts, or set its tls.ca_file",
    ),
    "ca_file": Problem("the certificates in tls.ca_file cannot be read", "name a PEM file with certificates"),
    "elsewhere": Problem(
        "the camera refers to another host",
        "enter that host's address instead, or add the host to allowed_hosts of this camera",
    ),
    "no_stream": Problem("not a readable video stream", "check that a media player can open this address"),
    "snapshot": Problem(
        "the address delivers a single image, not a stream",
        "enter the address of the camera's video stream (rtsp://… or MJPEG; see its manual)",
    ),
    "page": Problem(
        "the address opens a web page, not a stream",
        "enter the address of the camera's video stream (rtsp://… or MJPEG; see its manual)",
    ),
    "lost": Problem("the stream ended", _CAMERA_ON),
    "cut_off": Problem("not a video file, or cut off before the recording was finished", _OTHER_FILE),
    "not_video": Problem("not a video file, or an unsupported format", _OTHER_FILE),
    "no_picture": Problem("no frame can be decoded", _OTHER_FILE),
    "one_picture": Problem("the file contains a single image, in which nothing can be counted", _OTHER_FILE),
    "too_large": Problem("the image is larger than 34 megapixels", "reduce the resolution, for example to 1920x1080"),
    "memory": Problem("not enough memory for the images", "run fewer cameras, or reduce the resolution"),
    "bloated": Problem(
        "the source takes too much memory", "check that a media player can open it, and restart the camera"
    ),
    "bloated_file": Problem("the file takes too much memory to be read", _OTHER_FILE),
    "decoder": Problem("the decoder failed", "check that a media player opens it, or convert it with ffmpeg"),
}

#: What ffmpeg or OpenCV write, lower case, and the problem that means; the first that fits counts.
_PHRASES: Final = (
    ("401 unauthorized", "sign_in"),
    ("401 (unauthorized)", "sign_in"),
    ("403 forbidden", "forbidden"),
    ("403 (forbidden)", "forbidden"),
    ("404 not found", "not_found"),
    ("404 (not found)", "not_found"),
    ("http error 5", "server"),
    ("server returned 5", "server"),
    ("connection refused", "refused"),
    ("error number -138", "refused"),  # Windows, by number
    ("failed to resolve", "unknown_host"),
    ("no route to host", "unreachable"),
    ("unreachable", "unreachable"),
    ("timeout triggered", "timeout"),
    ("timed out", "timeout"),
    ("certificate", "certificate"),
    ("tls handshake", "certificate"),
    ("moov atom not found", "cut_off"),
)


def recognise(complaints: str, otherwise: str) -> str:
    """Key of the problem that `complaints`, the text of ffmpeg and OpenCV, speak of.

    Only ffmpeg's and OpenCV's own words are looked at, not the addresses they quote: those may hold any digits.
    """
    words = " ".join(word for word in complaints.lower().split() if "/" not in word and "@" not in word)
    return next((key for phrase, key in _PHRASES if phrase in words), otherwise)


def died(code: int, frame: int | None) -> Problem:
    """Why a decoder process ended that did not say so.

    Args:
        code: exit status as `subprocess` gives it: negative for a signal, large for a Windows exception.
        frame: the frame it was reading; None while opening.
    """
    while_at = "opening the source" if frame is None else f"reading frame {frame}"
    if -code in FROM_OUTSIDE:
        return Problem(
            f"the decoder was killed ({_exit(code)}) while {while_at}; the system may be out of memory",
            "try again; if it happens again, run fewer cameras or reduce the resolution",
        )
    return Problem(
        f"the decoder crashed ({_exit(code)}) while {while_at}; the video is probably damaged",
        "convert it with ffmpeg, or use another file",
    )


def _exit(code: int) -> str:
    if code < 0:
        try:
            return f"signal {signal.Signals(-code).name}"
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code:#010x}" if code > 0xFF else f"exit code {code}"  # noqa: PLR2004 -- NTSTATUS


def hung(patience: float, frame: int | None, kind: str) -> Problem:
    """A decoder of a source of this kind that gave nothing for `patience` seconds and was ended."""
    while_at = "opening the source" if frame is None else f"reading frame {frame}"
    return Problem(
        f"no image for {patience:g} s while {while_at}; the decoder was stopped",
        _OTHER_FILE if kind == "file" else _CAMERA_ON,
    )


def not_started(last_line: str) -> Problem:
    """A decoder process that ended before it could take its job."""
    return Problem(f"the decoder failed to start: {last_line or 'no message'}", "run 'python3 -m bootstrap up' again")
