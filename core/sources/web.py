"""In the decoder process: what a camera gives over http or https, and whom it may send us to.

FFmpeg would take any certificate, follow a camera to any host and take its user and password along. So it never learns
them: each address it wants to open comes here. Only the host that was configured, and those that are allowed, are
asked; the password goes to the first alone, and never without TLS where TLS was configured.
"""

from __future__ import annotations

import errno
import http.client
import io
import socket
import ssl
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote, urlsplit

import av.error

from core.sources.capture import CaptureError

if TYPE_CHECKING:
    from email.message import Message

    from core.sources.decrypted import Decrypted
    from core.sources.wire import Job

_SAFE: Final = "%/:=&?~#+!$,;'@()*[]"
_RANGES: Final = 206
_ENCRYPTED: Final = "crypto+"  # FFmpeg's word before the address
_STATUS: Final = {401: "sign_in", 403: "forbidden", 404: "not_found"}
_SERVER: Final = 500


class Web:
    """Opens addresses for one camera.

    Args:
        job: its address, whom else it may name, and how certificates are checked.

    Attributes:
        address: the camera's, without user and password; where it redirects to, once `begin` has been there.
        page: whether it says that it gives a page for people, as a camera's own pages are.
        problem: key of the first thing that was refused, for FFmpeg's own words do not tell.
    """

    def __init__(self, job: Job) -> None:
        parts = urlsplit(job.where)
        self.host = (parts.hostname or "").lower()
        self.address = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        self.page = False
        self.problem: str | None = None
        self.login = (unquote(parts.username), unquote(parts.password or "")) if parts.username is not None else None
        self._tls, self._job = parts.scheme.lower() == "https", job
        self._until = time.monotonic() + job.timeout
        self._first: HttpFile | None = None
        handlers = (
            urllib.request.HTTPSHandler(context=trust(job)),
            _StayHere(self),
            urllib.request.HTTPBasicAuthHandler(_Login(self)),
            urllib.request.HTTPDigestAuthHandler(_Login(self)),
        )
        self._opener = urllib.request.build_opener(*handlers)

    def begin(self) -> None:
        """Go to the camera and learn where it really is: what it names is relative to that.

        Raises:
            CaptureError: it cannot be reached, or sends us elsewhere.
        """
        self._first = self._get(self.address)
        self.address, self.page = self._first.address, self._first.page

    def opened(self) -> None:
        """From now on only the pause between two bytes is limited."""
        self._until = float("inf")

    def open(self, url: str, _flags: int, options: dict[str, str]) -> HttpFile | Decrypted:
        """What FFmpeg wants to open: see `av.open`."""
        first, self._first = self._first, None
        if first is not None:
            return first
        if url.startswith(_ENCRYPTED):
            from core.sources.decrypted import Decrypted  # noqa: PLC0415 -- few streams are

            return Decrypted(self._get(url.removeprefix(_ENCRYPTED)), options.get("key", ""), options.get("iv", ""))
        offset = options.get("offset", "0")
        return self._get(url, int(offset) if offset.isdigit() else 0)

    def may_have_password(self, url: str) -> bool:
        """Whether `url` is the camera itself, no less protected than it was configured."""
        parts = urlsplit(url if "://" in url else f"//{url}")
        return (parts.hostname or "").lower() == self.host and (not self._tls or parts.scheme in ("", "https"))

    def check(self, url: str) -> None:
        """Refuse what nobody configured.

        Raises:
            CaptureError: the camera sends us elsewhere.
        """
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        schemes = ("https",) if self._tls and host == self.host else ("http", "https")
        if parts.scheme.lower() not in schemes or host not in {self.host, *self._job.allowed_hosts}:
            raise self._refused("elsewhere")

    def _get(self, url: str, offset: int = 0) -> HttpFile:
        self.check(url)
        answer = self.request(url, offset)
        return HttpFile(self, answer, offset)

    def request(self, url: str, offset: int = 0) -> Any:  # noqa: ANN401 -- as urllib has it: an http.client.HTTPResponse
        """The answer to one GET, from byte `offset` on.

        Raises:
            CaptureError: there is none, or it is none that helps.
        """
        headers = {"User-Agent": "SmartIntersection", "Accept": "*/*"} | (
            {"Range": f"bytes={offset}-"} if offset else {}
        )
        asked = urllib.request.Request(quote(url, safe=_SAFE), headers=headers)  # noqa: S310 -- `check` has seen it
        try:
            return self._opener.open(asked, timeout=self._job.timeout)
        except urllib.error.HTTPError as error:
            error.close()
            raise self._refused(_STATUS.get(error.code, "server" if error.code >= _SERVER else "no_stream")) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._refused(_key(error)) from None

    def check_time(self) -> None:
        """A trickle that never becomes a picture is none.

        Raises:
            av.error.TimeoutError: opening takes too long.
        """
        if time.monotonic() > self._until:
            raise av.error.TimeoutError(errno.ETIMEDOUT, "too slow")

    def _refused(self, key: str) -> CaptureError:
        self.problem = self.problem or key
        return CaptureError(key)


class HttpFile(io.RawIOBase):
    """What one address gives, for FFmpeg to read; where the server knows ranges it can jump."""

    def __init__(self, web: Web, answer: Any, offset: int) -> None:  # noqa: ANN401 -- as `Web.request`
        super().__init__()
        self.address: str = answer.geturl()
        self.page: bool = answer.headers.get_content_type() == "text/html"
        self._web, self._answer = web, answer
        length = answer.headers.get("Content-Length", "")
        start = offset if answer.status == _RANGES else 0
        self._size = start + int(length) if length.isdecimal() else None
        self._ranges = self._size is not None and answer.headers.get("Accept-Ranges", "").lower() == "bytes"
        self._at = self._wanted = start

    def readable(self) -> bool:
        """For FFmpeg: always."""
        return True

    def seekable(self) -> bool:
        """Whether the server knows ranges and the length."""
        return self._ranges

    def tell(self) -> int:
        """Byte that is read next."""
        return self._wanted

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Read on from there; nothing is asked for before that."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._wanted, io.SEEK_END: self._size or 0}[whence]
        self._wanted = max(base + offset, 0)
        return self._wanted

    def read(self, size: int = -1) -> bytes:
        """What is there, at most `size` bytes; nothing at the end.

        Raises:
            av.error.FFmpegError: the connection is lost or silent.
        """
        self._web.check_time()
        try:
            if self._wanted != self._at:
                self._jump()
            data: bytes = self._answer.read1(size) if self._wanted == self._at else b""
        except TimeoutError:
            raise av.error.TimeoutError(errno.ETIMEDOUT, "silent") from None
        except (OSError, ValueError, http.client.HTTPException, CaptureError):
            raise av.error.ConnectionResetError(errno.ECONNRESET, "lost") from None
        self._at += len(data)
        self._wanted = self._at
        return data

    def _jump(self) -> None:
        self._answer.close()
        if self._size is not None and self._wanted >= self._size:
            return
        self._answer = self._web.request(self.address, self._wanted)
        self._at = self._wanted if self._answer.status == _RANGES else -1

    def close(self) -> None:
        """Let go of the connection."""
        self._answer.close()
        super().close()


def trust(job: Job) -> ssl.SSLContext:
    """How https is checked: against the system's certificates and the camera's own, or, where so configured, not.

    Raises:
        CaptureError: the camera's certificate file cannot be used.
    """
    if not job.tls_verify:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.set_ciphers("DEFAULT:@SECLEVEL=0")  # cameras that are checked by nobody are often old ones
        return context
    context = ssl.create_default_context()
    try:
        if job.ca_file:
            context.load_verify_locations(job.ca_file)
    except (OSError, ssl.SSLError):
        raise CaptureError("ca_file") from None
    return context


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows a camera only to itself and to whom is allowed."""

    def __init__(self, web: Web) -> None:
        self._web = web

    def redirect_request(  # noqa: PLR0913, PLR0917 -- as the base class has it
        self,
        req: urllib.request.Request,
        fp: Any,  # noqa: ANN401 -- as above
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        self._web.check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # typeshed wants HTTPMessage


class _Login(urllib.request.HTTPPasswordMgr):
    """The camera's user and password, for itself alone."""

    def __init__(self, web: Web) -> None:
        super().__init__()
        self._web = web

    def find_user_password(self, _realm: str, authuri: str) -> tuple[str | None, str | None]:
        found = self._web.login if self._web.may_have_password(authuri) else None
        return found or (None, None)


def _key(error: Exception) -> str:
    """Key of the problem behind an error of the network."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, ssl.SSLError):
        return "certificate"
    kinds = ((TimeoutError, "timeout"), (ConnectionRefusedError, "refused"), (socket.gaierror, "unknown_host"))
    found = next((key for kind, key in kinds if isinstance(reason, kind)), None)
    unreachable = getattr(reason, "errno", None) in (errno.ENETUNREACH, errno.EHOSTUNREACH)
    return found or ("unreachable" if unreachable else "no_stream")
