"""The doubles packed as their makers pack the real ones, a catalogue of them, and a mirror that serves them."""

from __future__ import annotations

import hashlib
import io
import json
import os
import platform
import py_compile
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import threading
import zipapp
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import genuine

HERE = Path(__file__).parent
ARCH = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}[platform.machine().lower()]
INFLUXDB, GRAFANA, GRAFANA_OLDEST = "2.9.1", "13.2.3", "9.3.2"  # of the doubles
NOBODY = 65534
WHOLE = 1 << 40  # bytes: of a cut that cuts nothing
_UNCHECKED = py_compile.PycInvalidationMode.UNCHECKED_HASH
_DEFAULTS = """\
[paths]
data = data
logs = data/log
plugins = data/plugins
provisioning = conf/provisioning
bundled_plugins = data/plugins-bundled
[server]
protocol = http
http_addr =
http_port = 3000
[security]
admin_user = admin
admin_password = admin
"""


def program(package: str, version: str, interpreter: str = sys.executable) -> bytes:
    """A double as one executable file."""
    target = io.BytesIO()
    folder = Path(tempfile.mkdtemp())
    try:
        for name in (package, "double_parts"):
            shutil.copytree(HERE / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(HERE.parent / "core" / "telemetry" / "line_protocol.py", folder)
        for path in folder.rglob("*.py"):  # ready to run: they are started hundreds of times
            py_compile.compile(str(path), str(path) + "c", invalidation_mode=_UNCHECKED)
        yaml = sysconfig.get_path("purelib")
        main = f"import sys\nsys.path.append({yaml!r})\nfrom {package}.cli import main\nmain({version!r})\n"
        (folder / "__main__.py").write_text(main)
        zipapp.create_archive(folder, target, interpreter=f"{interpreter} -SE")
    finally:
        shutil.rmtree(folder)
    return target.getvalue()


def pack(folder: Path, interpreter: str = sys.executable) -> Path:
    """Write archives of the newest and the seed versions into a folder, and a catalogue; returns that.

    Where the makers' own are given, they are it.
    """
    if genuine.releases():
        return genuine.copied(folder)
    return pack_doubles(folder, interpreter)


def everybodys() -> str | None:
    """This interpreter, or the system's of the same version if other users may not get at this one; None if none."""
    same = f"python{sys.version_info.major}.{sys.version_info.minor}"
    question = f"import sys; assert sys.version_info[:2] == {sys.version_info[:2]}"
    for python in (sys.executable, f"/usr/bin/{same}", f"/usr/local/bin/{same}"):
        somebody: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if _root() else {}
        try:
            done = subprocess.run([python, "-c", question], check=False, cwd="/", **somebody)
        except OSError:
            continue
        if done.returncode == 0:
            return python
    return None


def _root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def pack_doubles(folder: Path, interpreter: str = "") -> Path:
    """The same with doubles whatever else is given; other users may run them, too, unless an interpreter is named."""
    interpreter = interpreter or everybodys() or sys.executable
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        _influxdb(folder, INFLUXDB, interpreter),
        _influxdb(folder, "2.7.4", interpreter),
        _grafana(folder, GRAFANA, interpreter),
        _grafana(folder, "10.2.2", interpreter),
        _grafana(folder, GRAFANA_OLDEST, interpreter),
    ]
    catalogue = folder / "catalogue.json"
    catalogue.write_text(json.dumps({"schema": 1, "artifacts": rows}))
    return catalogue


def _influxdb(folder: Path, version: str, interpreter: str) -> dict[str, Any]:
    """From 2.7.3 to 2.7.12 the program is in usr/bin."""
    top = f"influxdb2-{version}"
    place = f"{top}/usr/bin" if version.startswith("2.7") else top
    url = f"https://dl.influxdata.com/influxdb/releases/{top}_linux_{ARCH}.tar.gz"
    files = {
        f"{place}/influxd": (program("influxd_double", version, interpreter), 0o755),
        f"{top}/LICENSE": (b"MIT\n", 0o644),
    }
    return _archive(folder, "influxdb", version, url, files)


def _grafana(folder: Path, version: str, interpreter: str) -> dict[str, Any]:
    """From 13.2 on the InfluxDB plugin is a bundled one; before, it is part of the program. 9.3.2 has no `grafana`."""
    base, old = "https://dl.grafana.com", version.startswith(("9.", "10."))
    top = f"grafana-v{version}" if version.startswith("10.") else f"grafana-{version}"
    url = f"{base}/grafana/release/{version}/grafana_{version}_36482603486_linux_{ARCH}.tar.gz"
    plugin = "public/app/plugins/datasource" if old else "data/plugins-bundled"
    double = (program("grafana_double", version, interpreter), 0o755)
    names = ("grafana-server", "grafana-cli") if version == GRAFANA_OLDEST else ("grafana",)
    files = {
        **{f"{top}/bin/{name}": double for name in names},
        f"{top}/conf/defaults.ini": (_DEFAULTS.encode(), 0o644),
        f"{top}/{plugin}/influxdb/plugin.json": (b'{"id": "influxdb"}', 0o644),
    }
    if old:
        url = f"{base}/oss/release/grafana-{version}.linux-{ARCH}.tar.gz"
        files.setdefault(f"{top}/bin/grafana-server", (b"#!/bin/sh\nexec grafana server\n", 0o755))
    return _archive(folder, "grafana", version, url, files)


def _archive(folder: Path, product: str, version: str, url: str, files: dict[str, tuple[bytes, int]]) -> dict[str, Any]:
    path = folder / url.rsplit("/", 1)[-1]
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        for name, (content, mode) in files.items():
            member = tarfile.TarInfo(name)
            member.size, member.mode, member.mtime = len(content), mode, 1_700_000_000
            archive.addfile(member, io.BytesIO(content))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    row = {"product": product, "version": version, "os": "any", "arch": "any", "kind": "archive", "url": url}
    return {**row, "sha256": digest, "size": path.stat().st_size}


class Mirror:
    """Serves the files of a folder, whole or from an offset on; remembers what was asked for."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[tuple[str, str]] = []
        self.cuts: list[int] = []  # bytes after which the next answers break off
        mirror = self

        class Http(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                path = folder / Path(self.path).name
                wanted = self.headers.get("Range", "")
                mirror.asked.append((self.path, wanted))
                if not path.is_file() or len(Path(self.path).parts) > 2:
                    self.send_response(404)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                content = path.read_bytes()
                start = int(wanted.removeprefix("bytes=").partition("-")[0]) if wanted else 0
                self.send_response(206 if wanted else 200)
                if wanted:
                    self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
                self.send_header("Accept-Ranges", "bytes")
                self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
                self.send_header("Content-Length", str(len(content) - start))
                self.end_headers()
                whole = content[start:]
                self.close_connection = bool(mirror.cuts)
                self.wfile.write(whole[: mirror.cuts.pop(0)] if mirror.cuts else whole)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Http)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
