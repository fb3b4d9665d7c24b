"""What an engine does whose model needs PyTorch when that is not here yet: fetch it, or let the window ask first."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap import stage0, torch_install
from bootstrap.engine_process import ASK_FIRST
from bootstrap.host import Host, Stop
from bootstrap.packages import DEFERRED
from core import paths
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bootstrap.steps import Watch
    from bootstrap.torch_install import Offer
    from core.settings import Settings

_NEEDED: Final = " requires PyTorch, which is not installed yet"


def ensure(settings: Settings, tell: Callable[[str], None], environment: Mapping[str, str] = os.environ) -> None:
    """Have what the models of `settings` need; may take minutes.

    Args:
        settings: what is to run.
        tell: told in words what slow thing is being done.
        environment: of this process.

    Raises:
        UserError: it cannot be had, or a window has to ask first; `model_in` knows that one.
    """
    model = missing(settings)
    if model is None:
        return
    if environment.get(ASK_FIRST):
        raise UserError(f"{Path(model).name}{_NEEDED}", "download it in the window, or use an exported model")
    tell(f"{Path(model).name} requires PyTorch on first use")
    fetch(offer())


def missing(settings: Settings) -> str | None:
    """The first model of `settings` that waits for PyTorch; None if all can run."""
    every = (settings.detector, *(camera.detector for camera in settings.cameras if camera.detector))
    detectors = [one for one in every if one.model and not one.model.endswith((".onnx", ".xml", "_openvino_model"))]
    if not detectors:
        return None
    from core.detect.pytorch import missing_for  # noqa: PLC0415 - loads OpenCV

    return missing_for(detectors, paths.cache_dir())


def model_in(failure: str) -> str | None:
    """The model's name if `failure` is what `ensure` says where a window has to ask first."""
    model, found, _ = failure.partition(_NEEDED)
    return model.removeprefix("error: ") if found else None


def offer() -> Offer:
    """What would be downloaded; asks the network.

    Raises:
        UserError: it can be had nowhere, or this Python is not ours to install into.
    """
    try:
        return torch_install.offer(_host(), stage0.ROOT)
    except Stop as stop:
        raise UserError(stop.what, stop.remedy) from None


def fetch(taken: Offer, watch: Watch | None = None, *, agreed: bool = False) -> None:
    """Download and install it; what was interrupted goes on.

    Args:
        taken: what `offer` offered.
        watch: told the bytes that have arrived and whether they are being unpacked.
        agreed: whether somebody agreed to CUDA that this machine has no use for.

    Raises:
        UserError: it did not work.
    """
    host = _host()
    try:
        if taken.useless_cuda and not agreed:
            raise taken.refusal()
        with stage0.alone(stage0.ROOT / ".venv.lock", host):
            torch_install.install(host, stage0.ROOT, taken, watch)
    except Stop as stop:
        raise UserError(stop.what, stop.remedy) from None


def _host() -> Host:
    """This machine, if stage 0 made the environment we run in.

    Raises:
        UserError: somebody else did.
    """
    venv = stage0.ROOT / ".venv"
    if Path(sys.prefix) != venv:
        raise UserError(
            "PyTorch is not installed in this environment", f"run: {sys.executable} -m pip install {' '.join(DEFERRED)}"
        )
    return Host(venv)


def main(what: str) -> int:
    """For the window, as a process of its own that it can end: "offer" or "fetch", told in lines of JSON."""

    def say(**told: object) -> None:
        print(json.dumps(told), flush=True)  # noqa: T201 - it is what we are for

    try:
        taken = offer()
        say(download=taken.size.download, disk=taken.size.disk, useless_cuda=taken.useless_cuda)
        if what == "fetch":
            fetch(taken, lambda arrived, unpacking: say(arrived=arrived, unpacking=unpacking), agreed=True)
    except UserError as error:
        say(failure=str(error))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
