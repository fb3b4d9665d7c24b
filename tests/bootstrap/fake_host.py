"""A stand-in for the machine on which the first stage of `python -m bootstrap` runs."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bootstrap import stage0, system_packages
from bootstrap.host import Host

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class FakeHost:
    """A Debian machine that keeps books: what is there, what was run, what would fail."""

    folder: Path
    libraries: set[str] = field(default_factory=set)
    programs: set[str] = field(default_factory=lambda: {"apt-get"})
    failing: tuple[str, ...] = ()
    root: bool = True
    nvidia: bool = False
    linux: bool = True
    offered: tuple[str, ...] = ("mosquitto", "victoria-metrics")
    answers: bool = False  # PyTorch's own index
    room: int = 10**12
    torch: str = "2.13.0+cpu"  # what pip's configuration offers
    ran: list[list[str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._real = Host(self.folder / ".venv", io.StringIO())
        self.venv = self._real.venv
        self.notes, self.noted, self.note = self._real.notes, self._real.noted, self._real.note
        self.log_hint = self._real.log_hint
        self.last_words = ""

    @property
    def python(self) -> Path:
        return self._real.python

    @property
    def is_environment(self) -> bool:
        return self._real.is_environment

    def say(self, text: str) -> None:
        self.said.append(text)

    def which(self, program: str) -> str | None:
        return f"/usr/bin/{program}" if program in self.programs else None

    def missing_libraries(self, names: object) -> list[str]:
        return [name for name in names if name not in self.libraries]  # type: ignore[attr-defined]

    def has_mesa(self) -> bool:
        return "mesa" in self.programs

    def has_nvidia(self) -> bool:
        return self.nvidia

    def reachable(self, address: str) -> bool:
        assert address.startswith("https://download.pytorch.org/")
        return self.answers

    def free(self, folder: Path) -> int:
        assert folder.is_dir()
        return self.room

    def privilege(self) -> list[str] | None:
        return [] if self.root else None

    def ask(self, command: list[str]) -> tuple[int, str]:
        if command[:2] == ["apt-cache", "show"]:
            return (0, "") if command[2] in self.offered else (100, "")
        if "--dry-run" in command:
            requires = (
                ["filelock"] if "cpu" in self.torch else ["filelock", 'nvidia-cudnn-cu13; platform_system=="Linux"']
            )
            return 0, json.dumps({"install": [{"metadata": {"version": self.torch, "requires_dist": requires}}]})
        return (0, "") if command[1:] == ["-m", "pip", "--version"] else (1, "")

    def run(self, command: list[str], title: str, env: object = None, arrivals: object = None) -> int:  # noqa: ARG002 - as the real one
        self.ran.append(command)
        self.titles.append(title)
        if any(word in title for word in self.failing):
            return 1
        if "venv" in command:
            shutil.rmtree(self.venv, ignore_errors=True)
            self.python.parent.mkdir(parents=True)
            self.python.touch()
            (self.venv / "pyvenv.cfg").touch()
        if "PACKAGES=" in command[-1]:
            self._install(command[-1])
        return 0

    def _install(self, script: str) -> None:
        wanted = script.split("'")[1].split() + [name for name in script.split("'")[3].split() if name in self.offered]
        everything = system_packages.ENGINE | system_packages.APP
        self.libraries |= {library for library, package in everything.items() if package in wanted}
        self.programs |= {name for name, package in system_packages.TEST_PROGRAMS.items() if package in wanted}
        self.programs |= {"mesa"} if "libgl1-mesa-dri" in wanted else set()

    def pip_calls(self) -> list[list[str]]:
        return [command for command in self.ran if "pip" in command]


def prepare(host: FakeHost, *arguments: str) -> None:
    stage0.prepare(host, host.folder, list(arguments))  # type: ignore[arg-type] - as strict as the real one


def complete(clone: Path) -> FakeHost:
    return FakeHost(clone, libraries=set(system_packages.ENGINE))
