"""What pip is to install: at once what runs the product, later what only reading a .pt takes. Standard library only.

pyproject.toml names all of it, so whoever installs with pip gets everything; `up` alone changes the order.
"""

from __future__ import annotations

import json
import platform
import re
import sys
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bootstrap.host import Stop

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.host import Host

#: Needed to read a PyTorch checkpoint (.pt) and to export it, never to run on what was exported.
DEFERRED: Final = ("torch", "ultralytics", "onnx")
#: `up` takes the part of a package that the product uses: the whole of it is half a gigabyte more on the disk.
ENOUGH: Final = {"pyside6": "PySide6-Essentials"}


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
    return [_enough(line) for line in wanted if line not in later], later


def _enough(requirement: str) -> str:
    name = _name(requirement)
    return ENOUGH[name] + requirement[len(name) :] if name in ENOUGH else requirement


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower()


def failed(what: str, host: Host) -> Stop:
    """Why pip has just failed, where its output says it in words that hide the cause."""
    for reason, (pattern, remedy) in _CAUSES.items():
        if re.search(pattern, host.last_words):
            return Stop(f"{what}: {reason}", remedy)
    return Stop(what, host.log_hint())


def brought(root: Path) -> Path:
    """Folder that a complete bundle has beside the product, for machines without network."""
    return root / "offline"


def for_here(pythons: list[str]) -> dict[str, Any]:
    """What a complete bundle says of itself: for which versions of Python, and for machines like this one."""
    return {"pythons": pythons, "system": platform.system(), "machine": platform.machine()}


def check_brought(root: Path) -> None:
    """Refuse early what pip would say in many words.

    Raises:
        Stop: the product came in a complete bundle, and that is for another machine.
    """
    try:
        found = json.loads((brought(root) / "bundle.json").read_text("utf-8"))
    except (OSError, ValueError):
        return
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    if here in found["pythons"] and {**found, **for_here(found["pythons"])} == found:
        return
    raise Stop(
        f"this bundle is for Python {' and '.join(found['pythons'])} on {found['system']} {found['machine']}; "
        f"this is Python {here} on {platform.system()} {platform.machine()}",
        f"use one of these, or create the bundle with --python {here} on such a machine",
    )


def download(python: Path, root: Path, folder: Path, *arguments: str) -> list[str]:
    """A pip call that puts packages into a folder, such that nothing is left to be built."""
    command = [
        str(python),
        "-m",
        "pip",
        "download",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
    ]
    command += ["--only-binary", ":all:", "--dest", str(folder)]
    return [*command, "--constraint", str(root / "constraints.txt"), *arguments]


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
    there = brought(root) / "packages"
    if there.is_dir():
        command += ["--no-index", "--find-links", str(there)]
    return [*command, "--progress-bar", "off", "--constraint", str(root / "constraints.txt"), *arguments]
