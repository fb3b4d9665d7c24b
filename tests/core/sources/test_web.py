"""Whom a camera's decoder talks to: only the host that was configured, with its certificate checked."""

from __future__ import annotations

import base64
import socket
import ssl
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

from core.settings.models import Camera as Settings
from core.sources import open_source
from core.sources.capture import CaptureError
from core.sources.container import open_container
from core.sources.wire import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOGIN = "operator:CameraPa55"
PLAYLIST = "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:2,\n{}\n#EXT-X-ENDLIST\n"


def certificate(folder: Path, name: x509.GeneralName) -> Path:
    """A self-signed one with its key, for `name`."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "camera")])
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(1))
        .not_valid_after(now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([name]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = folder / f"{abs(hash(name))}.pem"
    path.write_bytes(made.public_bytes(pem[0]) + key.private_bytes(*pem))
    return path


class Camera:
    """Answers as told, and keeps who asked for what with which password."""

    def __init__(self, clip: bytes, pem: Path | None = None) -> None:
        camera = self
        self.asked: list[tuple[str, str | None]] = []
        self.answers: dict[str, tuple[int, bytes, dict[str, str]]] = {"/clip": (200, clip, {})}
        self.open = False  # without a password

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                given = (self.headers["Authorization"] or "").removeprefix("Basic ")
                camera.asked.append((self.path, base64.b64decode(given).decode() or None))
                status, body, headers = camera.answers.get(self.path, (404, b"", {}))
                if not given and not camera.open:
                    status, body, headers = 401, b"", {"WWW-Authenticate": 'Basic realm="camera"'}
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None: ...

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_: object) -> None: ...

        self.server = Server(("127.0.0.1", 0), Handler)
        if pem:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(pem)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def url(self, path: str, scheme: str = "http", host: str = "127.0.0.1", login: str = f"{LOGIN}@") -> str:
        return f"{scheme}://{login}{host}:{self.port}{path}"

    @property
    def passwords(self) -> list[str]:
        return [given for _, given in self.asked if given]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Half a second of MPEG-TS."""
    path = tmp_path_factory.mktemp("clip") / "a.ts"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg2video", rate=25)
        stream.width, stream.height = 64, 48
        for number in range(12):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 9 * number, np.uint8), "rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path.read_bytes()


@pytest.fixture
def camera(clip: bytes) -> Iterator[Callable[..., Camera]]:
    made: list[Camera] = []

    def start(pem: Path | None = None) -> Camera:
        made.append(Camera(clip, pem))
        return made[-1]

    yield start
    for one in made:
        one.server.shutdown()
        one.server.server_close()


def outcome(url: str, **trust: Any) -> str:
    """Key of the problem, or "picture"."""
    try:
        with open_container(Job("stream", url, "", live=False, paced=False, timeout=5.0, **trust)) as container:
            next(container.decode(video=0))
    except CaptureError as error:
        return error.key
    return "picture"


def test_a_plain_camera_is_seen_and_gets_its_password(camera: Callable[..., Camera]) -> None:
    plain = camera()
    assert outcome(plain.url("/clip")) == "picture"
    assert set(plain.passwords) == {LOGIN}
    plain.asked.clear()
    assert outcome(plain.url("/clip", login="operator:wrong@")) in ("picture", "sign_in")
    assert outcome(plain.url("/none")) == "not_found"


@pytest.mark.parametrize(
    "name", [x509.DNSName("evil.example"), x509.IPAddress(ip_address("127.0.0.1"))], ids=["another's", "unknown"]
)
def test_a_certificate_that_is_not_trusted_gets_no_password(
    tmp_path: Path, camera: Callable[..., Camera], name: x509.GeneralName
) -> None:
    secure = camera(certificate(tmp_path, name))
    assert outcome(secure.url("/clip", "https")) == "certificate"
    assert secure.asked == []


def test_a_cameras_own_certificate_is_trusted_for_its_own_name_only(
    tmp_path: Path, camera: Callable[..., Camera]
) -> None:
    pem = certificate(tmp_path, x509.IPAddress(ip_address("127.0.0.1")))
    secure = camera(pem)
    assert outcome(secure.url("/clip", "https"), ca_file=str(pem)) == "picture"
    secure.asked.clear()
    assert outcome(secure.url("/clip", "https", "localhost"), ca_file=str(pem)) == "certificate"
    assert secure.asked == []
    assert outcome(secure.url("/clip", "https"), ca_file=str(tmp_path / "none.pem")) == "ca_file"


def test_nothing_is_checked_where_the_user_says_so(tmp_path: Path, camera: Callable[..., Camera]) -> None:
    secure = camera(certificate(tmp_path, x509.DNSName("evil.example")))
    assert outcome(secure.url("/clip", "https"), tls_verify=False) == "picture"


def test_a_redirect_to_another_host_is_refused_unless_allowed_and_never_gets_the_password(
    camera: Callable[..., Camera],
) -> None:
    here, there = camera(), camera()
    there.open = True
    here.answers["/x"] = (302, b"", {"Location": there.url("/clip", host="localhost", login="")})
    assert outcome(here.url("/x")) == "elsewhere"
    assert there.asked == []
    assert outcome(here.url("/x"), allowed_hosts=("localhost",)) == "picture"
    assert there.asked
    assert there.passwords == []


def test_a_redirect_within_the_camera_is_followed(camera: Callable[..., Camera]) -> None:
    here = camera()
    here.answers["/x"] = (302, b"", {"Location": "/clip"})
    assert outcome(here.url("/x")) == "picture"


def test_a_redirect_from_tls_to_none_is_refused(tmp_path: Path, camera: Callable[..., Camera]) -> None:
    pem = certificate(tmp_path, x509.IPAddress(ip_address("127.0.0.1")))
    secure, plain = camera(pem), camera()
    secure.answers["/x"] = (302, b"", {"Location": plain.url("/clip", login="")})
    assert outcome(secure.url("/x", "https"), ca_file=str(pem)) == "elsewhere"
    assert plain.asked == []


@pytest.mark.parametrize("scheme", ["http", "https", "file", "crypto+http"])
def test_a_playlist_stays_on_the_camera(camera: Callable[..., Camera], scheme: str) -> None:
    here, there = camera(), camera()
    there.open = True
    kind = {"Content-Type": "application/vnd.apple.mpegurl"}
    there.answers["/clip.ts"] = there.answers["/clip"]
    here.answers["/list.m3u8"] = (200, PLAYLIST.format(there.url("/clip.ts", scheme, "localhost", "")).encode(), kind)
    assert outcome(here.url("/list.m3u8")) != "picture"
    assert there.asked == []


@pytest.mark.parametrize(("kind", "key"), [("text/html; charset=utf-8", "page"), ("application/json", "no_stream")])
def test_the_page_that_a_camera_has_for_people_is_called_so(camera: Callable[..., Camera], kind: str, key: str) -> None:
    here = camera()
    here.answers["/"] = (200, b"<!doctype html><title>Camera</title>" * 20, {"Content-Type": kind})
    assert outcome(here.url("/")) == key
    here.answers["/clip"] = (*here.answers["/clip"][:2], {"Content-Type": "text/html"})
    assert outcome(here.url("/clip")) == "picture"  # whatever a careless camera calls it


def test_a_playlist_of_the_camera_itself_is_played(camera: Callable[..., Camera]) -> None:
    here = camera()
    here.answers["/a/clip.ts"] = here.answers["/clip"]
    kind = {"Content-Type": "application/vnd.apple.mpegurl"}
    here.answers["/x"] = (302, b"", {"Location": "/a/list.m3u8"})
    here.answers["/a/list.m3u8"] = (200, PLAYLIST.format("clip.ts").encode(), kind)
    assert outcome(here.url("/x")) == "picture"
    assert set(here.passwords) == {LOGIN}


@pytest.mark.parametrize("spoilt", [False, True])
def test_an_encrypted_playlist_is_played(camera: Callable[..., Camera], clip: bytes, spoilt: bool) -> None:  # noqa: FBT001 -- a parameter
    here = camera()
    padding, cipher = PKCS7(128).padder(), Cipher(AES(bytes(range(16))), CBC(bytes(16))).encryptor()
    secret = cipher.update(padding.update(clip) + padding.finalize()) + cipher.finalize()
    here.answers["/key"] = (200, bytes(16) if spoilt else bytes(range(16)), {})
    here.answers["/clip.ts"] = (200, secret, {})
    text = PLAYLIST.replace("#EXTINF", f'#EXT-X-KEY:METHOD=AES-128,URI="key",IV=0x{32 * "0"}\n#EXTINF')
    here.answers["/list.m3u8"] = (200, text.format("clip.ts").encode(), {"Content-Type": "application/x-mpegurl"})
    assert (outcome(here.url("/list.m3u8")) == "picture") == (not spoilt)


def test_an_answer_that_describes_a_session_opens_no_port(camera: Callable[..., Camera]) -> None:
    here = camera()
    session = b"v=0\no=- 0 0 IN IP4 0.0.0.0\ns=x\nc=IN IP4 0.0.0.0\nt=0 0\nm=video 15004 RTP/AVP 96\n"
    here.answers["/sdp"] = (200, session + b"a=rtpmap:96 H264/90000\n", {"Content-Type": "application/sdp"})
    opened: list[int] = []
    before = _datagrams()
    watching = threading.Timer(0.2, lambda: opened.extend(_datagrams() - before))
    watching.start()
    assert outcome(here.url("/sdp")) == "no_stream"
    watching.join()
    assert 15004 not in opened


def _datagrams() -> set[int]:
    try:
        lines = Path("/proc/net/udp").read_text("ascii").splitlines()[1:]
    except OSError:
        return set()
    return {int(line.split()[1].partition(":")[2], 16) for line in lines}


def test_a_camera_that_nobody_checks_says_so() -> None:
    def notice(source: str, **tls: Any) -> str | None:
        return open_source(Settings.model_validate({"id": "a", "source": source, "tls": tls})).notice

    assert "certificate is not checked" in (notice("rtsps://camera/x", verify=False) or "")
    assert notice("rtsps://camera/x") is None
    assert notice("rtsp://camera/x", verify=False) is None


class RtspHost:
    """Speaks enough RTSP to send others away, or to ask them for a password."""

    def __init__(self, moved_to: str = "", pem: Path | None = None) -> None:
        self.asked: list[str] = []
        self._moved_to, self._context = moved_to, None
        if pem:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(pem)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):  # closed by the test
            while True:
                client, _ = self.socket.accept()  # one at a time would wait for a connection that nobody uses any more
                threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with suppress(OSError), client:
            client.settimeout(5)
            with self._context.wrap_socket(client, server_side=True) if self._context else client as line:
                while asked := line.recv(4096).decode():
                    self.asked.append(asked)
                    line.sendall(self._answer(asked))

    def _answer(self, asked: str) -> bytes:
        head = f"CSeq: {asked.partition('CSeq: ')[2].split()[0]}\r\n"
        if self._moved_to and not asked.startswith("OPTIONS"):
            return f"RTSP/1.0 302 Found\r\n{head}Location: {self._moved_to}\r\n\r\n".encode()
        if self._moved_to:
            return f"RTSP/1.0 200 OK\r\n{head}Public: DESCRIBE\r\n\r\n".encode()
        return f'RTSP/1.0 401 Unauthorized\r\n{head}WWW-Authenticate: Basic realm="x"\r\n\r\n'.encode()


@pytest.fixture
def rtsp() -> Iterator[Callable[..., RtspHost]]:
    made: list[RtspHost] = []

    def start(*options: Any) -> RtspHost:
        made.append(RtspHost(*options))
        return made[-1]

    yield start
    for one in made:
        one.socket.close()


def test_rtsp_over_tls_gives_its_password_to_a_trusted_certificate_only(
    tmp_path: Path, rtsp: Callable[..., RtspHost]
) -> None:
    pem = certificate(tmp_path, x509.IPAddress(ip_address("127.0.0.1")))
    host = rtsp("", pem)
    url = f"rtsps://{LOGIN}@127.0.0.1:{host.port}/x"
    assert outcome(url) in ("certificate", "no_stream")
    assert host.asked == []
    assert outcome(url, ca_file=str(pem)) == "sign_in"
    assert any("Authorization: Basic" in asked for asked in host.asked)


@pytest.mark.skipif(sys.platform == "win32", reason="there the decoder process ends instead")
@pytest.mark.parametrize("where", ["rtsp://localhost:{}/y", "rtsp://127.0.0.1:" + 990 * "x" + "@localhost:{}/y"])
def test_an_rtsp_camera_that_sends_us_elsewhere_is_not_followed(rtsp: Callable[..., RtspHost], where: str) -> None:
    there = rtsp()
    here = rtsp(where.format(there.port))
    assert outcome(f"rtsp://{LOGIN}@127.0.0.1:{here.port}/x", allowed_hosts=("localhost",)) == "elsewhere"
    assert there.asked == []
    if "@" not in where:
        assert outcome(f"rtsp://127.0.0.1:{here.port}/x", allowed_hosts=("localhost",)) == "sign_in"
        assert there.asked
    moved = rtsp(f"rtsp://127.0.0.1:{there.port}/y")
    assert outcome(f"rtsp://{LOGIN}@127.0.0.1:{moved.port}/x") == "sign_in"
