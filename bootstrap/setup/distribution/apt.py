"""Debian, Ubuntu and their relatives: apt fetches and verifies, dpkg-deb unpacks; neither needs root for it."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from bootstrap.files import remove_tree
from bootstrap.setup.distribution import repository
from bootstrap.setup.distribution.kind import Offer, failed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bootstrap.setup.facts import Facts

# 'http://…/pool/main/m/mosquitto/mosquitto_2.0.11-1_amd64.deb' mosquitto_2.0.11-1_amd64.deb 409696 SHA256:…
_FILE: Final = re.compile(r"^'([^']+)' ([a-z0-9.+-]+)_([^_ ]+)_([a-z0-9]+)\.deb ", re.MULTILINE)
# The C library belongs to the system's loader: another one beside it would not even start.
_SYSTEMS: Final = frozenset({"libc6", "libgcc-s1", "libcrypt1"})
_FRESH_SECONDS: Final = 3600.0
_OPTIONS: Final = (
    *("-o", "Acquire::Retries=3", "-o", "Acquire::http::Timeout=30", "-o", "Acquire::https::Timeout=30"),
    *("-o", "Acquire::Languages=none", "-o", "Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false"),
    *("-o", "Acquire::GzipIndexes=true", "-o", "APT::Sandbox::User=root"),
)
# Lists as the archive has them: their signature is for the compressed ones.
_AS_THEY_ARE: Final = "Acquire::IndexTargets::deb::Packages::KeepCompressedAs=xz"
_HELPER: Final = "/usr/lib/apt/apt-helper"
_NOT_FOUND: Final = 127
_REMEDY: Final = "check network and apt's sources (sudo apt-get update), then run setup again"


class _File(NamedTuple):
    url: str
    package: str
    version: str
    arch: str

    @property
    def name(self) -> str:
        return f"{self.package}_{self.version}_{self.arch}.deb"


@dataclass(frozen=True, slots=True)
class Apt:
    """See `Distribution`.

    Args:
        facts: the machine.
        work: folder of ours for lists and the like.
        more: options besides the usual ones.
    """

    facts: Facts
    work: Path
    more: tuple[str, ...] = ()
    name = "apt"
    tools = ("apt-get", "dpkg-deb", "dpkg-query")
    suffix = ".deb"

    @classmethod
    def without_network(cls, facts: Facts, work: Path, folder: Path) -> Apt:
        """One whose archive is a folder that `keep` made, there to stay."""
        return cls(facts, work, repository.options(folder))

    @classmethod
    def for_others(cls, facts: Facts, work: Path, arch: str) -> Apt:
        """One for `keep`, whose packages are for machines with another processor."""
        return cls(facts, work, (_AS_THEY_ARE, f"APT::Architecture={arch}", f"APT::Architectures={arch}"))

    def offer(self, package: str) -> Offer:
        """As apt would install it on a machine without any package, less what this one has.

        Raises:
            UserError: its lists do not have it, not even new ones.
        """
        return _offered(self._files(package, self._installed()))

    def reach(self, package: str) -> None:
        """Fetch it and let it go, as apt does, through the proxies that are set for apt.

        Raises:
            UserError: it cannot be reached. A file that has been replaced can: setup fetches newer lists then.
        """
        probe = self.work / "apt" / "probe"
        code, text = self._run(_HELPER, "download-file", self._files(package, set())[0].url, str(probe))
        probe.unlink(missing_ok=True)
        if code not in (0, _NOT_FOUND) and " 404 " not in text:
            raise failed(f"apt cannot download {package}", text, _REMEDY)

    def keep(self, package: str, folder: Path) -> Offer:
        """As `offer` for a machine that has nothing: signed lists and packages, in a folder that is not there yet.

        Raises:
            UserError: they cannot be fetched.
        """
        self._fresh()
        return self._kept(self._files(package, set()), folder)

    def keep_whole(self, packages: Sequence[str], folder: Path) -> Offer:
        """As `keep`, with all that they need, down to the C library: for apt itself to install what is missing.

        Raises:
            UserError: as `keep`.
        """
        self._fresh()
        code, text = self._listed(*packages)
        files = [_File(unquote(url), *rest) for url, *rest in _FILE.findall(text)]
        if code or not files:
            raise failed("apt does not offer the system libraries", text, _REMEDY)
        return self._kept(files, folder)

    def _fresh(self) -> None:
        """New lists: whoever takes them may have nothing newer for long."""
        self._stamp.unlink(missing_ok=True)
        self.refresh()

    def _kept(self, files: list[_File], folder: Path) -> Offer:
        incoming = self.work / "incoming"
        remove_tree(incoming)
        incoming.mkdir()
        offer = _offered(files)
        self.fetch(offer, incoming)
        _, targets = self._run("apt-get", "indextargets", "--format", repository.FORMAT, "Created-By: Packages")
        repository.keep(targets, {file.url: incoming / file.name for file in files}, folder)
        remove_tree(incoming)
        return offer

    def _files(self, package: str, there: set[str]) -> list[_File]:
        """The package, and the libraries that come along; the package first."""
        code, text = self._listed(package)
        if code and not self._own_lists.is_dir():  # a machine whose lists were never fetched, or thrown away
            self.refresh()
            code, text = self._listed(package)
        files = [_File(unquote(url), *rest) for url, *rest in _FILE.findall(text)]
        main = next((file for file in files if file.package == package), None)
        if code or main is None:
            raise failed(f"apt does not offer {package}", text, _REMEDY)
        return [main, *(file for file in files if file is not main and _beside(file, main, there))]

    def refresh(self) -> None:
        """Fetch lists of our own: the machine's are root's.

        Raises:
            UserError: they cannot be fetched.
        """
        if self._stamp.is_file() and 0 <= time.time() - self._stamp.stat().st_mtime < _FRESH_SECONDS:
            return
        lists = self.work / "lists.incoming" if not self._own_lists.is_dir() else self._own_lists
        (lists / "partial").mkdir(parents=True, exist_ok=True)
        code, text = self._run("apt-get", "-q", "update", "-o", f"Dir::State::lists={lists}", own=False)
        if code:
            raise failed("apt cannot fetch its lists", text, _REMEDY)
        if lists != self._own_lists:
            lists.replace(self._own_lists)
        self._stamp.touch()

    def fetch(self, offer: Offer, folder: Path) -> None:
        """Download; apt compares each file with its lists, and these bear the distribution's signature.

        Raises:
            UserError: it failed.
        """
        code, text = self._download(offer, folder)
        if code:
            raise failed("apt cannot download the packages", text, _REMEDY)

    def unpack(self, file: Path, place: Path) -> None:
        """Files only; scripts of the package are not run.

        Raises:
            UserError: it is damaged, or there is no room.
        """
        code, text = self.facts.run(["dpkg-deb", "-x", str(file), str(place)])
        if code:
            raise failed(f"cannot unpack {file.name}", text, "free some disk space and run setup again")

    @property
    def _stamp(self) -> Path:
        return self.work / "lists.fetched"

    @property
    def _own_lists(self) -> Path:
        return self.work / "lists"

    def _listed(self, *packages: str) -> tuple[int, str]:
        # As on a machine with nothing: what is installed, held or broken here does not change the answer.
        return self._run("apt-get", "-qq", "--print-uris", "--no-install-recommends", "install", *packages)

    def _download(self, offer: Offer, folder: Path) -> tuple[int, str]:
        return self._run("apt-get", "-q", "download", *offer.packages, cwd=folder)

    def _installed(self) -> set[str]:
        _, text = self.facts.run(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"])
        return {line.split()[0] for line in text.splitlines() if line.endswith(" installed")}

    def _run(self, *command: str, own: bool = True, cwd: Path | None = None) -> tuple[int, str]:
        scratch = self.work / "apt"
        (scratch / "partial").mkdir(parents=True, exist_ok=True)
        places = [f"Dir::Cache={scratch}", f"Dir::Cache::archives={scratch}", "Dir::State::status=/dev/null"]
        places += ["Dir::Cache::pkgcache=", "Dir::Cache::srcpkgcache="]  # tens of megabytes, to be read once
        if own and self._own_lists.is_dir():
            places.append(f"Dir::State::lists={self._own_lists}")
        options = [word for place in (*places, *self.more) for word in ("-o", place)]
        # Its temporary files, too: /tmp may be closed to us.
        before = ["env", "-C", str(cwd or scratch), f"TMPDIR={scratch}"]
        return self.facts.run([*before, *command, *_OPTIONS, *options])


def _offered(files: list[_File]) -> Offer:
    return Offer(unquote(files[0].version), tuple(f"{file.package}={unquote(file.version)}" for file in files))


def _beside(file: _File, main: _File, there: set[str]) -> bool:
    """Whether a library comes along: those of the same source always, they must be of one version."""
    if not file.package.startswith("lib") or file.arch == "all" or file.package in _SYSTEMS:
        return False
    return file.package not in there or file.url.rpartition("/")[0] == main.url.rpartition("/")[0]
