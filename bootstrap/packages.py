"""What pip is to install: at once what runs the product, later what only reading a .pt takes. Standard library only.

pyproject.toml names all of it, so whoever installs with pip gets everything; `up` alone changes the order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bootstrap.host import Stop

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.host import Host

#: Needed to read a PyTorch checkpoint (.pt) and to export it, never to run on what was exported.
DEFERRED: Final = ("torch", "ultralytics", "onnx")


# Reason: what pip's output says then, and what helps. Without a network it speaks of conflicting requirements.
_CAUSES: Final = {
    "the disk is full": ("No space left on device", "free some disk space and run this again"),
    "the package index's TLS certificate could not be verified": (
        "CERTIFICATE_VERIFY_FAILED",
        "add your company's CA certificate to pip's configuration (pip config set global.cert FILE) and run this again",
    ),
    "the proxy refused the connection": (
        "ProxyError|Proxy Authentication|Cannot connect to proxy",
        "check HTTPS_PROXY or pip's 'proxy' setting and run this again",
    ),
    "the package index is unreachable": (
        "NewConnectionError|ConnectTimeout|ReadTimeout|NameResolutionError|Connection refused|Temporary failure",
        "connect this machine to the internet, or set pip's index-url to a reachable index, and run this again",
    ),
}


class Size(NamedTuple):
    """Bytes that installing takes: to download, and on the disk in the end."""

    download: int
    disk: int


# Measured on Linux with Python 3.11; elsewhere it is much the same.
BASE: Final = Size(320_000_000, 980_000_000)
TESTS: Final = Size(85_000_000, 320_000_000)


def requirements(root: Path, extras: list[str]) -> tuple[list[str], list[str]]:
    """What pyproject.toml requires with `extras`: at once, with what builds the product, and later."""
    import tomllib  # noqa: PLC0415 - costs what a second run must not pay

    read = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    optional = read["project"].get("optional-dependencies", {})
    wanted = [*read["project"]["dependencies"], *read["build-system"]["requires"]]
    wanted += [line for extra in extras for line in optional.get(extra, [])]
    later = [line for line in wanted if _name(line) in DEFERRED]
    return [line for line in wanted if line not in later], later


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower()


def failed(what: str, host: Host) -> Stop:
    """Why pip has just failed, where its output says it in words that hide the cause."""
    for reason, (pattern, remedy) in _CAUSES.items():
        if re.search(pattern, host.last_words):
            return Stop(f"{what}: {reason}", remedy)
    return Stop(what, host.log_hint())


def pip(python: Path, root: Path, *arguments: str) -> list[str]:
    """A pip call that asks nothing and otherwise does as this machine's pip configuration says.

    Modules are compiled when they are first imported: compiling all of them takes longer than unpacking them.
    """
    # Others may have set `user = true`, which an environment refuses.
    command = [
        str(python),
        "-m",
        "pip",
        "install",
        "--no-user",
        "--no-input",
        "--disable-pip-version-check",
        "--no-compile",
    ]
    return [*command, "--progress-bar", "off", "--constraint", str(root / "constraints.txt"), *arguments]
