"""From the options of the command line to the settings of the engine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from bootstrap.profile import with_profile
from core.errors import UserError
from core.settings import Camera, Detector, Settings, load, mask
from core.settings.address import ModelName, SourceAddress
from core.settings.models import UNKNOWN

if TYPE_CHECKING:
    from core.settings import Address


def choose(config: Path | None, source: str | None, model: str | None) -> Settings:
    """The configuration file with `source` and `model` in place of its own, or settings made from them alone.

    What does not say where events go sends them to the services that setup installed, if there are any.

    Raises:
        UserError: the file is wrong, the source or the model is nothing we know.
    """
    settings = _chosen(config, source, model)
    _check(settings.detector, settings.cameras)
    return with_profile(settings)


def _chosen(config: Path | None, source: str | None, model: str | None) -> Settings:
    if config is None:
        return default_settings("simulator" if source is None else source, model)
    settings = load(config)
    if source is not None:
        settings = _with_source(settings, checked_source(source), config)
    return settings if model is None else _with_model(settings, _checked(ModelName, model, "--model"))


def default_settings(source: str, model: str | None = None) -> Settings:
    """Settings for one camera without a configuration file.

    The simulator brings its scene along; of another camera nothing is known, so it has no lines and what is in view
    is published, but nothing is counted.

    Raises:
        UserError: the source or the model is nothing we know.
    """
    address = checked_source(source)
    detector = Detector(model=None if model is None else _checked(ModelName, model, "--model"))
    camera = Camera(id="cam-1", source=address)
    if address.startswith("simulator:"):
        from core.simulator import scene  # noqa: PLC0415 - loads OpenCV; only the simulator needs it

        camera = camera.model_copy(update={"scene": scene()})
        return Settings(site="simulated-intersection", detector=detector, cameras=[camera])
    _check(detector, [camera])
    return Settings(detector=detector, cameras=[camera])


def _check(detector: Detector, cameras: list[Camera]) -> None:
    if not all(camera.known_to(detector) for camera in cameras):
        raise UserError(*UNKNOWN)


def checked_source(source: str) -> Address:
    """A source as given on the command line; relative files are in the current folder.

    Raises:
        UserError: it is nothing we know.
    """
    if not source:
        raise UserError("--source is empty", "give a file, an address, webcam:0 or simulator:crossroads")
    address: Address = _checked(SourceAddress, source, "--source")
    return address


def _checked(kind: Any, value: str, option: str) -> Any:  # noqa: ANN401 - annotated types have no common type
    try:
        return TypeAdapter(kind).validate_python(value, context={"folder": Path.cwd()})
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise UserError(f"{option} {mask(value) or '(empty)'} is nothing we know", reason) from None


def _with_source(settings: Settings, source: Address, config: Path) -> Settings:
    if len(settings.cameras) > 1:
        raise UserError(
            f"--source replaces the source of one camera, {config} has {len(settings.cameras)}",
            "leave --source out, or give a configuration with one camera",
        )
    camera = settings.cameras[0].model_copy(update={"source": source})
    return settings.model_copy(update={"cameras": [camera]})


def _with_model(settings: Settings, model: str) -> Settings:
    """The same model for all cameras, those with a detector of their own included."""
    detector = settings.detector.model_copy(update={"model": model})
    cameras = [
        camera.model_copy(update={"detector": camera.detector and camera.detector.model_copy(update={"model": model})})
        for camera in settings.cameras
    ]
    return settings.model_copy(update={"detector": detector, "cameras": cameras})
