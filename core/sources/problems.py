"""Why a source gives no pictures, in words a user can act on.

The decoder process names a problem by its key, after what ffmpeg and OpenCV complained of; ffmpeg's own text stays in
the decoder, because it repeats addresses with their credentials.
"""

from __future__ import annotations

import signal
from typing import Final, NamedTuple


class Problem(NamedTuple):
    """What is wrong and what to do."""

    what: str
    remedy: str


_CAMERA_ON: Final = (
    "see that the camera is switched on and in this network, and compare address and port with its manual"
)
_SIGN_IN: Final = "correct the user name and password in the address (rtsp://user:password@host/…)"
_FROM_OUTSIDE: Final = (9, 15)  # SIGKILL and SIGTERM, which have no names on Windows
_OTHER_FILE: Final = "name a video file, for example .mp4, .avi or .mkv; see if a video player shows it"

PROBLEMS: Final = {
    "refused": Problem("nothing listens at this address", _CAMERA_ON),
    "timeout": Problem("no answer in time", _CAMERA_ON),
    "unreachable": Problem("there is no way to this host", _CAMERA_ON),
    "unknown_host": Problem("this host name is not known", "correct the host name, or use the camera's IP address"),
    "sign_in": Problem("the user name or password is not accepted", _SIGN_IN),
    "forbidden": Problem("this user may not see the stream", "allow streaming for this user in the camera's settings"),
    "not_found": Problem("the host answers but has no such stream", "correct the path in the address"),
    "server": Problem("the server reports an error of its own", "restart the camera or server, and see its log"),
    "certificate": Problem("the secure connection failed", "see that the certificate of the server is valid"),
    "no_stream": Problem("it cannot be opened as a video stream", "see if a video player shows this address"),
    "lost": Problem("the stream ended", _CAMERA_ON),
    "cut_off": Problem("it is no video, or was cut off before its index was written", _OTHER_FILE),
    "not_video": Problem("it is not a video that can be decoded", _OTHER_FILE),
    "no_picture": Problem("not one picture in it can be decoded", _OTHER_FILE),
    "webcam": Problem(
        "no such camera is connected, or another program uses it", "plug it in, close other programs, or try webcam:1"
    ),
    "too_large": Problem("its pictures have more than 34 million pixels", "scale it down, for example to 1920x1080"),
    "memory": Problem("there is no memory left for its pictures", "run fewer cameras, or choose smaller pictures"),
    "simulator": Problem("the simulator failed", "please report it with the log"),
    "decoder": Problem("the decoder failed", "see if a video player shows it; convert it with ffmpeg"),
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
    if -code in _FROM_OUTSIDE:
        return Problem(
            f"the decoder was ended from outside ({_exit(code)}) while {while_at}; the system may be out of memory",
            "try again, with fewer cameras or smaller pictures if it happens again",
        )
    return Problem(
        f"the decoder died with {_exit(code)} while {while_at}; the video is damaged or uses an unsafe codec",
        "convert it with ffmpeg, or use another file",
    )


def _exit(code: int) -> str:
    if code < 0:
        try:
            return f"signal {signal.Signals(-code).name}"
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code:#010x}" if code > 0xFF else f"exit code {code}"  # noqa: PLR2004 -- NTSTATUS


def hung(patience: float, frame: int | None) -> Problem:
    """A decoder that gave nothing for `patience` seconds and was ended."""
    while_at = "opening the source" if frame is None else f"reading frame {frame}"
    return Problem(f"no picture for {patience:g} s while {while_at}; the decoder was ended", _CAMERA_ON)


def not_started(last_line: str) -> Problem:
    """A decoder process that ended before it could take its job."""
    return Problem(f"the decoder could not start: {last_line or 'no message'}", "run `python3 -m bootstrap up` again")
