"""Where an installation keeps its things. Versions come and go, `data` and `secrets` stay."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: Names the profile file of an installation under another prefix than the usual one.
VARIABLE: Final = "SMART_INTERSECTION_PROFILE"


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths under one prefix; makes nothing.

    ```
    <prefix>/<product>/<version>/   an unpacked release; `<product>/current` is a text file with the version in use
             config/<service>/      written by setup; conf.d in it belongs to the owner
             data/<service>/        what a service stores: kept by upgrade, repair and uninstall
             secrets/               one file each, readable by the owner only
             models/                networks for the engine, known to it by name
             services/              what shall run: <name>.json, and whether it shall: <name>.want
             run/                   what does run; nothing in it is needed after a reboot
             logs/  cache/          may be deleted at any time
             start.sh, stop.sh      start and stop all services; on Windows start.bat and stop.bat
             profile.yaml           where the engine and the app find the services
             setup.json             what setup wrote, to tell its own text from one edited by hand
    ```
    """

    prefix: Path

    def product(self, name: str) -> Path:
        """Folder of all versions of a product."""
        return self.prefix / name

    def config(self, service: str) -> Path:
        """Folder of a service's configuration."""
        return self.prefix / "config" / service

    def data(self, service: str) -> Path:
        """Folder of what a service stores."""
        return self.prefix / "data" / service

    @property
    def secrets(self) -> Path:
        """Folder of secrets."""
        return self.prefix / "secrets"

    @property
    def models(self) -> Path:
        """Folder of networks for the engine."""
        return self.prefix / "models"

    @property
    def services(self) -> Path:
        """Folder of service definitions."""
        return self.prefix / "services"

    @property
    def run(self) -> Path:
        """Folder of what is known about running processes."""
        return self.prefix / "run"

    @property
    def logs(self) -> Path:
        """Folder of logs."""
        return self.prefix / "logs"

    @property
    def cache(self) -> Path:
        """Folder of downloads, named by their SHA-256."""
        return self.prefix / "cache"

    @property
    def lock(self) -> Path:
        """Held by whoever changes this installation."""
        return self.prefix / "setup.lock"

    @property
    def profile(self) -> Path:
        """Where the engine and the app find the services."""
        return self.prefix / "profile.yaml"

    @property
    def notes(self) -> Path:
        """What setup wrote."""
        return self.prefix / "setup.json"


def profile_path() -> Path:
    """Where the installation on this machine says what it is, whether or not there is one."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    from core import paths  # noqa: PLC0415 - the rest is needed before any package is installed

    return paths.state_dir() / "profile.yaml"


# What uninstall removes, but for the owner's own files; DATA only with --purge: secrets open the data, setup.json knows
# their version.
MADE: Final = ("config", "models", "services", "run", "logs", "cache", "profile.yaml")
DATA: Final = ("data", "secrets", "setup.json")
