"""What setup has installed here: the engine's telemetry settings, and where the app and people find the services."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from bootstrap.layout import VARIABLE, Layout, profile_path
from bootstrap.plain import typed
from bootstrap.services import control
from bootstrap.services.records import ENGINE
from core.errors import UserError
from core.health import RUNNING, Beside, Health
from core.plain_files import plain_text, plain_yaml
from core.settings.models import Detector, Settings, Telemetry
from core.settings.sinks.mqtt import Mqtt  # noqa: TC001 -- of a model's field

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.services.control import Status

#: Keys of a telemetry section that say where events go.
DESTINATION: Final = ("profile", "mqtt", "influx")


class _Section(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Readable(_Section):
    """An InfluxDB whose events may be read."""

    url: str
    org: str
    bucket: str
    token_file: str


class Dashboards(_Section):
    """A Grafana."""

    url: str


class App(_Section):
    """Where people and the app find the services; what is not here is missing."""

    mqtt: Mqtt | None = None
    influx: Readable | None = None
    grafana: Dashboards | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """An installation, for those who use it."""

    telemetry: Telemetry
    app: App


def read(path: Path) -> Profile | None:
    """The profile of an installation; None if there is none.

    Raises:
        UserError: it is damaged.
    """
    try:
        found = plain_yaml(plain_text(path))
        return Profile(Telemetry.model_validate(found["telemetry"]), App.model_validate(found.get("app") or {}))
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise UserError(
            f"{path.parent} is not a folder", "set SMART_INTERSECTION_HOME to another folder, or move that file away"
        ) from None
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        reason = type(error).__name__
        raise UserError(f"cannot use {path} ({reason})", "run: smart-intersection repair") from error


def use(prefix: Path | None) -> None:
    """Have this process, and those it starts, use the installation at `prefix`; None for the usual one.

    Raises:
        UserError: there is none.
    """
    if prefix is None:
        return
    path = Layout(prefix.expanduser().absolute()).profile
    if not path.is_file():
        raise UserError(
            f"no installation found in {path.parent}", f"run: smart-intersection setup --prefix {typed(path.parent)}"
        )
    os.environ[VARIABLE] = str(path)


def services_beside() -> dict[str, Beside]:
    """What setup has installed here, as its supervisor has it; nothing if it cannot be asked."""
    try:
        found = control.status(Layout(profile_path().parent))
    except OSError:
        return {}
    return {one.name: _beside(one) for one in found if one.name != ENGINE}  # that tells of itself


def _beside(status: Status) -> Beside:
    """A service whose supervisor was killed runs all the same, and is found again by the next one."""
    state = RUNNING if status.state == "unattended" else str(status.state)
    state = "unhealthy" if status.healthy is False and state == RUNNING else state
    return Beside(Health(state, None if state == RUNNING else status.reason), status.pid, status.restarts)


def chosen(telemetry: Telemetry) -> bool:
    """Whether a configuration's own section says where events go; intervals and limits alone do not."""
    return not telemetry.model_fields_set.isdisjoint(DESTINATION)


def with_profile(settings: Settings) -> Settings:
    """`settings` with what is installed here: networks called by name, and where events go.

    A telemetry section that says where events go stays as it is; other keys of it are kept beside the installed ones.

    Raises:
        UserError: the profile file is damaged, or the one that was named is not there.
    """
    named = os.environ.get(VARIABLE)
    path = profile_path()
    settings = _with_weights(settings, Layout(path.parent).models)
    own = settings.telemetry
    if chosen(own):
        return settings
    found = read(path)
    if named and found is None:
        raise UserError(f"{VARIABLE} is set to {path}, which does not exist", "correct or unset the variable")
    return settings.model_copy(update={"telemetry": beside(own, found.telemetry)}) if found else settings


def beside(own: Telemetry, installed: Telemetry) -> Telemetry:
    """The installed destinations with what else a configuration's own section says."""
    return installed.model_copy(update={key: getattr(own, key) for key in own.model_fields_set})


def _with_weights(settings: Settings, folder: Path) -> Settings:
    """Names of networks that setup has fetched become their files; others are left to the engine to fetch."""
    if not folder.is_dir():
        return settings
    from core.detect.catalogue import known_models, sha256  # noqa: PLC0415 - only those who have some pay for it

    files = {name: (folder / known.file, known.sha256) for name, known in known_models().items()}
    there = {name: str(path) for name, (path, digest) in files.items() if path.is_file() and sha256(path) == digest}

    def installed(detector: Detector) -> Detector:
        file = there.get((detector.model or "").removesuffix(".pt"))
        return detector.model_copy(update={"model": file}) if file else detector

    cameras = [
        camera.model_copy(update={"detector": camera.detector and installed(camera.detector)})
        for camera in settings.cameras
    ]
    return settings.model_copy(update={"detector": installed(settings.detector), "cameras": cameras})
