"""In the decoder process: files and streams are opened with FFmpeg's libraries (PyAV), and why one cannot be."""

from __future__ import annotations

import os
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final

import av
import av.error
import av.logging
from av.stream import Disposition

from core.sources.capture import CaptureError
from core.sources.problems import recognise
from core.sources.staying import staying

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

    from core.sources.web import Web
    from core.sources.wire import Job

_COMPLAINTS: Final = 2  # file descriptor of the error output, a temporary file the engine gave us
#: Lists of other files or addresses; none of them is a recording.
_LISTS: Final = frozenset({"hls", "concat", "sdp", "dash", "imf"})
_WEB: Final = "http,https,httpproxy,tcp,tls,crypto,data,hls"
#: What a source may make FFmpeg open: what a camera answers must not have it listen, or read files of this machine.
_REACH: Final = {
    "file": "file",
    "http": _WEB,
    "rtsp": "rtsp,rtsps,tcp,tls",
    "rtmp": "rtmp,rtmps,rtmpt,rtmpts,rtmpe,rtmpte,ffrtmphttp,ffrtmpcrypt,http,https,httpproxy,tcp,tls",
}
#: FFmpeg's options for a file.
FILE: Final = {"protocol_whitelist": _REACH["file"]}
#: RTSP: sound is left out; TCP, because over UDP pictures arrive torn. HLS: each part is opened by us, see `web`.
_KIND: Final = {
    "rtsp": {"rtsp_transport": "tcp", "allowed_media_types": "video"},
    "http": {"http_persistent": "0", "http_multiple": "0"},
}
#: Where the user wants UDP, the ports for it.
_DATAGRAMS: Final = ",rtp,srtp,udp"
_BUNDLES: Final = (
    *filter(None, (os.environ.get("SSL_CERT_FILE"),)),
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)

_KEYS: Final[tuple[tuple[type[av.error.FFmpegError], str], ...]] = (
    (av.error.HTTPUnauthorizedError, "sign_in"),
    (av.error.HTTPForbiddenError, "forbidden"),
    (av.error.HTTPNotFoundError, "not_found"),
    (av.error.HTTPServerError, "server"),
    (av.error.ConnectionRefusedError, "refused"),
    (av.error.TimeoutError, "timeout"),
    (av.error.ExitError, "timeout"),
    (av.error.MemoryError, "bloated"),
)


def open_container(job: Job) -> InputContainer:
    """Open what `job` names and learn what is in it.

    Raises:
        CaptureError: it cannot be opened, or is none.
    """
    _listen_to_complaints()
    began = time.monotonic()
    web = _web(job)
    try:
        with staying(job) if _scheme(job) == "rtsp" else nullcontext():
            where, opener = (web.address, web.open) if web else (job.where, None)
            limits = (job.timeout, job.timeout)
            container = av.open(where, options=_options(job), timeout=limits, metadata_errors="replace", io_open=opener)
    except av.error.FFmpegError as error:
        if web and web.problem:
            raise CaptureError(web.problem) from None
        silent = time.monotonic() - began >= job.timeout
        otherwise = "page" if web and web.page else _cannot_open(job.kind)
        raise CaptureError("timeout" if silent else problem(error, otherwise)) from None
    finally:
        av.logging.set_libav_level(av.logging.FATAL)  # a damaged stream complains for as long as it runs
    if job.kind == "file" and container.format.name in _LISTS:
        raise CaptureError("not_video")
    if web:
        web.opened()
    return container


def _web(job: Job) -> Web | None:
    """What is fetched over http is fetched by us: FFmpeg would follow a camera anywhere."""
    if _scheme(job) != "http":
        return None
    from core.sources.web import Web  # noqa: PLC0415 -- files and RTSP cameras need none of it

    web = Web(job)
    web.begin()
    return web


def _cannot_open(kind: str) -> str:
    return "not_video" if kind == "file" else "no_stream"


def best_stream(container: InputContainer, kind: str) -> VideoStream:
    """The video to look at: the one marked as default, else the largest; a cover is no video. One thread decodes it.

    At usual sizes threads of the decoder cost more than they give, and add latency to live pictures.

    Raises:
        CaptureError: there is none.
    """
    moving = [one for one in container.streams.video if one.codec_context and not one.disposition & _STILL]
    if not moving:
        raise CaptureError(_cannot_open(kind))
    marked = [one for one in moving if one.disposition & Disposition.default]
    # Most writers mark the first one, whatever it is: only another one is marked on purpose.
    chosen = marked[0] if len(marked) == 1 and marked[0] is not moving[0] else max(moving, key=_pixels)
    for other in container.streams:
        if other.index != chosen.index:
            other.discard = av.stream.Discard.all
    prepare(chosen)
    return chosen


def prepare(stream: VideoStream) -> None:
    """Have one thread decode a video."""
    stream.codec_context.thread_count = 1
    stream.codec_context.copy_opaque = True  # what is known of a packet comes out with its frame


_STILL: Final = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image


def _pixels(stream: VideoStream) -> int:
    return stream.width * stream.height


def problem(error: av.error.FFmpegError, otherwise: str) -> str:
    """Key of the problem behind an error of FFmpeg."""
    by_kind = next((key for kind, key in _KEYS if isinstance(error, kind)), None)
    return by_kind or recognise(f"{error.strerror} {_complaints()}", otherwise)


def _options(job: Job) -> dict[str, str]:
    if job.kind == "file":
        return dict(FILE)
    wished = {**_KIND.get(_scheme(job), {}), **_wished()}
    reach = _REACH[_scheme(job)] + (_DATAGRAMS if "udp" in wished.get("rtsp_transport", "") else "")
    return {"protocol_whitelist": reach, **wished, **_trust(job)}


def _scheme(job: Job) -> str:
    """Of a stream, the same with and without TLS; empty for what is none."""
    return job.where.partition(":")[0].lower().removesuffix("s") if job.kind == "stream" else ""


def _trust(job: Job) -> dict[str, str]:
    """How RTSP over TLS is checked; FFmpeg's own system store is where few systems have theirs."""
    file = job.ca_file or next((path for path in _BUNDLES if Path(path).is_file()), "")
    return {"tls_verify": str(int(job.tls_verify)), **({"ca_file": file} if file else {})}


def _wished() -> dict[str, str]:
    """Options of FFmpeg in the user's own environment, as OpenCV reads them: name;value|name;value."""
    pairs = os.environ.get("OPENCV_FFMPEG_CAPTURE_OPTIONS", "").split("|")
    return {name: value for name, _, value in (pair.partition(";") for pair in pairs) if value}


def _listen_to_complaints() -> None:
    """FFmpeg's warnings tell why a stream cannot be opened: to the error output, from where they are read."""
    av.logging.restore_default_callback()
    av.logging.set_libav_level(av.logging.WARNING)
    try:
        os.ftruncate(_COMPLAINTS, 0)
        os.lseek(_COMPLAINTS, 0, os.SEEK_SET)
    except OSError:  # started by hand, in a terminal
        return


def _complaints() -> str:
    sys.stderr.flush()
    try:
        os.lseek(_COMPLAINTS, 0, os.SEEK_SET)
        text = os.read(_COMPLAINTS, 65_536).decode("utf-8", "replace")
        os.lseek(_COMPLAINTS, 0, os.SEEK_END)
    except OSError:  # started by hand, in a terminal
        return ""
    return text
