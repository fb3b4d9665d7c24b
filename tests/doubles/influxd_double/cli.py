"""`influxd [run] FLAGS`, `influxd recovery …`, `influxd version`."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from double_parts.http import serve

from influxd_double import config, meta, recovery, server

if TYPE_CHECKING:
    from double_parts.store import Store


def main(version: str) -> None:
    words = sys.argv[1:]
    if words[:1] == ["recovery"]:
        recovery.main(words[1:])
    elif words[:1] == ["version"]:
        sys.stdout.write(f"InfluxDB v{version} (double)\n")
    else:
        _run(version, words[1:] if words[:1] == ["run"] else words)


def _look(store: Store, version: str) -> None:
    """A file that is cut off, or that a newer version has written."""
    try:
        state = store.read()
    except ValueError:
        sys.stderr.write("panic: assertion failed: Page expected to be: 3, but self identifies as 0\n")
        sys.exit(2)
    if version < "2.9" and any("hash" in one for one in state["auths"]):
        sys.exit('Error: unknown migration "create authorizationhashedindexv1 bucket"')


def _run(version: str, words: list[str]) -> None:
    settings = config.read(words)
    bolt, engine = Path(settings["bolt-path"]), Path(settings["engine-path"])
    held = meta.lock(bolt)
    if held is None:
        sys.exit("Error: failed to open bolt store: timeout")
    engine.mkdir(parents=True, exist_ok=True)
    store = meta.bolt(bolt)
    _look(store, version)
    hashed = settings["use-hashed-tokens"]
    hashed = version >= "2.9" if hashed is None else str(hashed).lower() == "true"
    if hashed:
        with store.change() as state:
            meta.hash_all(state)
    host, _, port = settings["http-bind-address"].rpartition(":")
    made = server.Server(store, engine, f"v{version}", hashed=hashed)
    headers = {"X-Influxdb-Build": "OSS", "X-Influxdb-Version": f"v{version}"}
    serve((host, int(port)), made.routes.answer, server.refuse, headers, (signal.SIGINT,))  # SIGTERM is not handled
