"""Machines whose package manager is a double: strict about what it is told, real files come out."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from bootstrap.setup.facts import Facts

_PROGRAM: Final = "#!/bin/sh\n{lacking}echo 'mosquitto version {version}'\n"
_SITE: Final = "http://deb.example"
_LISTS: Final = "deb.example_dists_bookworm"
_TOOLS: Final = {
    "apt": ("apt-get", "dpkg-deb", "dpkg-query"),
    "dnf": ("dnf", "rpmkeys", "rpm2cpio", "cpio"),
}


class Machine(Facts):
    """A Linux machine without root.

    Attributes:
        offers: version of the package that the lists name.
        published: versions that can be downloaded; others have been replaced.
        lists: whether the machine has lists.
        network: whether anything can be reached.
        installed: libraries that the machine has.
        theirs: the program as it is installed here; None if it is not.
        commands: what was run, its first two words.
    """

    system = "linux"  # takes the place of what would be looked up
    arch = "amd64"  # as above
    privilege = None  # as above

    def __init__(self, kind: str = "apt") -> None:
        self.kind = kind
        self.release = "debian bookworm"  # as above
        self.package_manager = "apt" if kind == "apt" else None  # as above
        self.offers = "2.0.11-1.2+deb12u1"
        self.published = {self.offers}
        self.lists = self.network = self.signed = True
        self.installed = {"libssl3"}
        self.theirs: Path | None = None
        self.commands: list[str] = []

    def which(self, program: str) -> Path | None:
        if program == "mosquitto":
            return self.theirs
        return Path(f"/usr/bin/{program}") if program in _TOOLS[self.kind] else None

    def run(self, command: list[str], timeout: float = 600.0, text: str = "") -> tuple[int, str]:
        words, folder = list(command), Path()
        if words[0] == "env":
            assert words[1] == "-C"
            folder, words = Path(words[2]), words[3:]
            while "=" in words[0]:
                words.pop(0)
        if words[-1] == "-h":
            return super().run(command, timeout, text)
        self.commands.append(" ".join(words[:2]))
        answer = {
            "apt-get": self._apt,
            "/usr/lib/apt/apt-helper": self._helper,
            "dpkg-deb": self._deb,
            "dpkg-query": self._query,
            "dnf": self._dnf,
            "sh": self._sh,
        }
        return answer[words[0]](words, folder)

    def _apt(self, words: list[str], folder: Path) -> tuple[int, str]:
        assert "Dir::State::status=/dev/null" in words, "what is installed, held or broken here must not count"
        own = _option(words, "Dir::State::lists")
        if sources := _option(words, "Dir::Etc::sourcelist"):
            return self._apt_without_network(words, folder, Path(own), _repository(Path(sources)))
        if "indextargets" in words:
            return 0, f"{_SITE}|bookworm|main|main/binary-amd64/Packages|{own}/{_LISTS}_main_binary-amd64_Packages.xz\n"
        if "update" in words:
            if self.network:
                for name in ("InRelease", f"{_LISTS}_InRelease", f"{_LISTS}_main_binary-amd64_Packages.xz"):
                    (Path(own) / name).write_text(self.newest)
            return (
                (0, "") if self.network else (100, "Err:1 http://deb.example\n  no route\nE: Some index files failed")
            )
        known = (Path(own) / "InRelease").read_text() if own else self.offers if self.lists else ""
        if "--print-uris" in words:
            assert words[words.index("install") + 1] == "mosquitto"
            return (0, _uris(known)) if known else (100, "E: Unable to locate package mosquitto")
        wanted = _wanted(words)
        if not self.network or not set(wanted.values()) <= {*self.published, "1.7", "3.0"}:
            return 100, "E: Failed to fetch http://deb.example/pool  404  Not Found"
        for package, version in wanted.items():
            (folder / f"{package}_{version}_amd64.deb").write_text(version)
        return 0, ""

    def _helper(self, words: list[str], _: Path) -> tuple[int, str]:
        assert words[1] == "download-file"
        Path(words[3]).write_text("a package")
        if words[2].partition("mosquitto_")[2].removesuffix("_amd64.deb") not in self.published:
            return 100, "E: Failed to fetch http://deb.example/pool  404  Not Found"
        return (0, "") if self.network else (100, "E: Failed to fetch http://deb.example/pool  Temporary failure")

    def _apt_without_network(self, words: list[str], folder: Path, own: Path, archive: Path) -> tuple[int, str]:
        """The archive is a folder; whatever is in it has to be signed."""
        if "update" in words:
            if not self.signed:
                return 100, "E: The repository 'copy: bookworm InRelease' is not signed."
            (own / "InRelease").write_text((archive / "dists/bookworm/InRelease").read_text())
            assert (archive / "dists/bookworm/main/binary-amd64/Packages.xz").is_file()
            return 0, ""
        if not (own / "InRelease").is_file():
            return 100, "E: Unable to locate package mosquitto"
        if "--print-uris" in words:
            return 0, _uris((own / "InRelease").read_text(), f"copy:{quote(str(archive))}")
        for package, version in _wanted(words).items():
            name = f"{package}_{version}_amd64.deb"
            shutil.copy(next((archive / "pool").rglob(name)), folder / name)
        return 0, ""

    @property
    def newest(self) -> str:
        return max(self.published)

    def _deb(self, words: list[str], _: Path) -> tuple[int, str]:
        assert words[1] == "-x"
        unpack(Path(words[2]), Path(words[3]))
        return 0, ""

    def _query(self, words: list[str], _: Path) -> tuple[int, str]:
        assert "db:Status-Status" in words[-1]
        return 0, "".join(f"{name} installed\n" for name in self.installed) + "libcjson1 config-files\n"

    def _dnf(self, words: list[str], _: Path) -> tuple[int, str]:
        if "repoquery" in words:
            return 0, "2.0.20-1.fc40\n\n"
        assert words[:6] == ["dnf", "-q", "-y", "download", "--resolve", "--destdir"], shlex.join(words)
        (Path(words[6]) / "mosquitto-2.0.20-1.fc40.x86_64.rpm").write_text("2.0.20")
        (Path(words[6]) / "libcjson-1.rpm").write_text("1")
        return 0, ""

    def _sh(self, words: list[str], _: Path) -> tuple[int, str]:
        if "rpm2cpio" in words[2]:
            unpack(Path(words[4]), Path(words[5]))
            return 0, ""
        assert "rpmkeys" in words[2]
        assert "--checksig" in words[2]
        return (0, "") if self.signed else (1, "error: mosquitto.rpm: digests OK")


def _option(words: list[str], name: str) -> str:
    return next((word.partition("=")[2] for word in words if word.startswith(f"{name}=")), "")


def _repository(sources: Path) -> Path:
    """The one archive that a list of sources names."""
    (line,) = sources.read_text().splitlines()
    found = re.fullmatch(r"deb (?:\[signed-by=[^ ]+\] )?copy:([^ ]+) bookworm main", line)
    assert found, line
    return Path(unquote(found[1]))


def _wanted(words: list[str]) -> dict[str, str]:
    """Versions of packages that are to be downloaded."""
    assert words[:3] == ["apt-get", "-q", "download"]
    return dict(word.split("=") for word in words[3:] if re.fullmatch(r"[a-z0-9-]+=[0-9][^ ]*", word))


def _uris(version: str, site: str = _SITE) -> str:
    rows = [
        ("g/glibc/libc6", "2.36", "amd64"),
        ("a/audit/libaudit-common", "1", "all"),
        ("s/shadow/passwd", "4", "amd64"),
        ("o/openssl/libssl3", "3.0", "amd64"),
        ("c/cjson/libcjson1", "1.7", "amd64"),
        ("m/mosquitto/libmosquitto1", version, "amd64"),
        ("m/mosquitto/mosquitto", version, "amd64"),
    ]
    lines = []
    for path, number, arch in rows:
        file = f"{path.rpartition('/')[2]}_{number}_{arch}.deb"
        lines.append(f"'{site}/pool/main/{path.rpartition('/')[0]}/{file.replace('+', '%2b')}' {file} 1000 SHA256:0")
    return "\n".join(lines)


def unpack(file: Path, place: Path) -> None:
    """What comes out of a package of the doubles."""
    name = re.split(r"[_-]\d", file.name)[0]
    if not name.startswith("mosquitto"):
        library = place / "usr" / "lib" / f"{name}.so.1"
        library.parent.mkdir(parents=True, exist_ok=True)
        library.with_name(f"{library.name}.0").write_text(file.read_text())
        library.symlink_to(f"{library.name}.0")
        return
    for path in ("usr/sbin/mosquitto", "etc/init.d/mosquitto"):
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        program(place / path, file.read_text().split("-")[0])


def program(path: Path, version: str, lacking: str = "") -> Path:
    """A program that tells its version, or what it lacks."""
    lacking = f"echo '{lacking}'; exit 127\n" if lacking else ""
    path.write_text(_PROGRAM.format(version=version, lacking=lacking))
    path.chmod(0o755)
    return path


def forget(folder: Path) -> None:
    """As if it had never been fetched."""
    shutil.rmtree(folder, ignore_errors=True)
