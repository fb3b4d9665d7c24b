"""One file with all there is: the product, its Python packages and the services; for a machine with only a Python."""

from __future__ import annotations

import json
import re
import shlex
import sys
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap import packages, torch_install
from bootstrap.converge.progress import Note
from bootstrap.files import remove_tree
from bootstrap.host import Host, Stop
from bootstrap.setup import bundle, bundled_libraries
from core import paths
from core.beside import beside
from core.errors import UserError
from core.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bootstrap.setup.bundle import Item
    from bootstrap.setup.context import Context

ROOT: Final = Path(__file__).resolve().parents[2]
#: What the product consists of; there may be other things in somebody's checkout.
PARTS: Final = (
    *("ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md"),
    *("MANIFEST.in", "constraints.txt", "pyproject.toml", "setup.py"),
    *("assets", "benchmarks", "bootstrap", "core", "docs", "qml_app", "smart_intersection", "tests"),
)
#: How their packages are listed.
LIBRARIES: Final = "system packages for the window, for"
_FOLDER: Final = "smart-intersection"
_SERVICES: Final = "services.7z"
_LEFT_OUT: Final = ("__pycache__",)


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall be in it.

    Args:
        pythons: versions, '3.12'; none for the one that runs this.
        pytorch: whether .pt models can be read.
        tests: whether the tests can be run.
    """

    pythons: tuple[str, ...] = ()
    pytorch: bool = True
    tests: bool = False


def create(
    context: Context, platform: tuple[str, str], output: Path, wish: Wish, host: Host | None = None
) -> list[Item]:
    """Fetch and pack all; returns what is in it. The output is there as a whole or not at all.

    Args:
        context: as for `bundle.create`.
        platform: this machine's: pip knows what others need only in part.
        output: the file.
        wish: what shall be in it.
        host: whose Python downloads.

    Raises:
        UserError: something cannot be fetched, the platform is another one, or this runs from no checkout.
        OSError: it cannot be written.
    """
    here = (context.facts.system, context.facts.arch)
    if platform != here:
        raise UserError(
            f"a complete bundle for {' '.join(platform)} cannot be created on {' '.join(here)}",
            "create it on such a machine, or omit --complete",
        )
    if not (ROOT / "pyproject.toml").is_file():
        raise UserError(
            "a complete bundle holds files that are not part of an installed package",
            "run this in a clone of the repository, or omit --complete",
        )
    pythons = list(wish.pythons or (f"{sys.version_info.major}.{sys.version_info.minor}",))
    for version in pythons:
        if not re.fullmatch(r"3\.\d+", version):
            raise UserError(f"{version!r} is not a version of Python", "for example: --python 3.12")
    with tempfile.TemporaryDirectory(prefix="bundle-", dir=output.parent) as name:
        folder = Path(name)
        services = bundle.create(context, *platform, folder / _SERVICES)
        libraries = _libraries(folder / "libraries", context)
        _download(folder / "packages", pythons, wish, host or Host(Path(sys.prefix), log=_log()))
        (folder / "bundle.json").write_text(json.dumps(packages.for_here(pythons)), "utf-8")
        _pack(folder, output)
        files = list((folder / "packages").iterdir())
        size = sum(file.stat().st_size for file in files)
    product = bundle.Item(f"smart-intersection {_version()}", sum(file.stat().st_size for file in _product()))
    return [product, bundle.Item(f"{len(files)} packages for Python {', '.join(pythons)}", size), *libraries, *services]


def _libraries(folder: Path, context: Context) -> list[Item]:
    """Of the system, where they can be brought along; where they cannot, it is told."""
    if not bundled_libraries.possible(context):
        return []
    try:
        number = bundled_libraries.keep(folder, context)
    except UserError as error:
        context.tell(Note(f"missing in the bundle: {error}"))
        remove_tree(folder)
        return []
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return [bundle.Item(f"{number} {LIBRARIES} {context.facts.release}", size)]


def commands(output: Path) -> str:
    """What to do with it on the other machine."""
    python = "py" if sys.platform == "win32" else "python3"
    return (
        f"  tar xf {shlex.quote(output.name)}\n  cd {_FOLDER}\n"
        f"  {python} -m bootstrap setup --yes --offline offline/{_SERVICES}\n  {python} -m bootstrap up"
    )


def _log() -> Path:
    folder = paths.cache_dir()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "bundle.log"


def _version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def _download(folder: Path, pythons: list[str], wish: Wish, host: Host) -> None:
    try:
        wanted = _wanted(wish, host)
        for version in pythons:
            command = packages.download(Path(sys.executable), ROOT, folder, "--python-version", version, *wanted)
            if host.run(command, f"downloading the packages for Python {version}") != 0:
                raise packages.failed(f"cannot download the packages for Python {version}", host)
    except Stop as stop:
        raise UserError(stop.what, stop.remedy) from None


def _wanted(wish: Wish, host: Host) -> list[str]:
    now, later = packages.requirements(ROOT, ["test"] if wish.tests else [])
    if not wish.pytorch:
        return now
    offer = torch_install.offer_cpu(host, ROOT)
    if offer.useless_cuda:
        raise Stop(
            "only the CUDA build of PyTorch is available",
            f"allow access to {torch_install.CPU_INDEX}, or add --without-pytorch",
        )
    index = ["--extra-index-url", offer.extra_index] if offer.extra_index else []
    return [*index, *now, *later]


def left_out(system: str, items: Sequence[Item]) -> str:
    """What is not in a complete bundle, in a sentence; empty where nothing is missing.

    Args:
        system: operating system, in the catalogue's words.
        items: what is in it.
    """
    if system != "linux" or any(LIBRARIES in item.title for item in items):
        return ""
    return (
        "Not included: the system libraries that the window needs (Qt and OpenCV). Where they are missing, the first "
        "'up' names the packages; install them from the distribution's own media, or use 'up --headless'."
    )


def _product() -> Iterator[Path]:
    for part in PARTS:
        path = ROOT / part
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (file for file in files if file.is_file() and not set(file.parts) & set(_LEFT_OUT))


def _pack(folder: Path, output: Path) -> None:
    part = beside(output)
    try:
        with tarfile.open(part, "x") as file:  # what is in it does not shrink again
            for path in _product():
                file.add(path, f"{_FOLDER}/{path.relative_to(ROOT).as_posix()}", filter=_anybodys)
            file.add(folder, f"{_FOLDER}/{packages.brought(Path()).name}", filter=_anybodys)
        patiently(lambda: part.replace(output))
    finally:
        part.unlink(missing_ok=True)


def _anybodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Not with the rights of whoever has made it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o755 if entry.isdir() else 0o644
    return entry
