"""Checkpoints run by torch itself: the fast path on graphics processors."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import threading
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from core.detect import checkpoint
from core.detect.facts import read_facts
from core.detect.head import check_outputs, read_head
from core.detect.picture import taken, trial, trial_shape
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from core.detect.opening import Opening
    from core.detect.protocol import Shape
    from core.types import Image


class TorchRuntime:
    """A checkpoint loaded into torch.

    Args:
        weights: the .pt file.
        device: "auto", "cpu", "mps", "cuda", "cuda:1" or a number.
        cache: folder for what ultralytics wants to keep.
        names: what the settings say that class names mean.

    Raises:
        UserError: not a detection checkpoint, or no such device.
    """

    backend = "torch"
    batch = 1
    fixed: Shape | None = None

    def __init__(self, weights: Path, device: str, cache: Path, names: Mapping[str, str]) -> None:
        model = checkpoint.load(weights, cache)
        import torch  # noqa: PLC0415 -- seconds that other backends need not wait for

        self._torch = torch
        self.device = _torch_device(torch, device)
        self.depth = 2 if self.device.startswith("cuda") else 1
        self._half = self.device.startswith("cuda")
        self.facts = read_facts(checkpoint.metadata(model))
        self.grey = taken(weights, [1, self.facts.channels, None, None], 3, np.dtype(np.float32))[0].channels == 1
        network = model.model.fuse(verbose=False).eval().to(self.device)
        self._network = network.half() if self._half else network
        if self.device == "cpu":
            torch.set_num_threads(os.cpu_count() or 1)  # ultralytics leaves it at one on small machines
        # Its head remembers the grid of the last shape: two cameras must not change that under each other.
        self._one_at_a_time = threading.Lock()
        whole = self._tried(weights)
        check_outputs(weights, self.facts, [whole.shape])
        self.head = read_head(weights, self.facts, names, lambda: whole)

    def _tried(self, weights: Path) -> NDArray[np.float32]:
        """What the network gives for the trial picture."""
        try:
            output: NDArray[np.float32] = self.run(trial(trial_shape(self.facts.stride))).float().cpu().numpy()
        except Exception as error:  # a network may be anything, and so may what it raises
            said = (str(error).strip().splitlines() or [""])[0]
            raise UserError(
                f"PyTorch cannot run model {weights} on an image: {type(error).__name__}: {said[:200]}",
                "use another detection model, or another backend",
            ) from error
        return output

    def run(self, image: Image) -> Any:  # noqa: ANN401 -- torch.Tensor
        """Raw output for one picture, (h, w, 3) uint8 BGR; on the device, perhaps still being computed."""
        torch = self._torch
        shown = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)[..., None] if self.grey else image
        with self._one_at_a_time, torch.inference_mode():
            planes = torch.from_numpy(shown).to(self.device).permute(2, 0, 1).flip(0).unsqueeze(0)
            planes = planes.half() if self._half else planes.float()
            output = self._network(planes / 255)
        return output[0] if isinstance(output, (tuple, list)) else output

    def lanes(self, shape: Shape) -> Callable[[], TorchLane]:
        """Warm up for this shape; on a graphics processor the first run takes seconds."""
        self.run(np.zeros((*shape, 3), np.uint8))
        return lambda: TorchLane(self, shape)


class TorchLane:
    """One inference. On a graphics processor it goes on while the next frame is prepared."""

    def __init__(self, runtime: TorchRuntime, shape: Shape) -> None:
        self.input: Image = np.empty((*shape, 3), np.uint8)
        self._runtime = runtime
        self._output: Any = None

    def start(self) -> None:
        """Queue the work."""
        self._output = self._runtime.run(self.input)

    def wait(self) -> NDArray[np.float32]:
        """The raw output, copied to the processor's memory."""
        output: NDArray[np.float32] = self._output.float().cpu().numpy()
        return output


def has_accelerator() -> bool:
    """Whether torch could find a graphics processor; asks the driver, since importing torch takes seconds."""
    if platform.system() == "Darwin":
        return platform.machine() == "arm64"
    name = "nvcuda.dll" if platform.system() == "Windows" else "libcuda.so.1"
    try:
        driver = ctypes.CDLL(name)
        count = ctypes.c_int(0)
        return driver.cuInit(0) == 0 and driver.cuDeviceGetCount(ctypes.byref(count)) == 0 and count.value > 0
    except (OSError, AttributeError):
        return False


def sees_accelerator() -> bool:
    """Whether the installed torch can use one: a CPU build cannot, whatever the machine has."""
    if not has_accelerator() or importlib.util.find_spec("torch") is None:
        return False
    import torch  # noqa: PLC0415 -- only where it is likely to be used

    return bool(torch.cuda.is_available() or torch.backends.mps.is_available())


def _torch_device(torch: Any, device: str) -> str:  # noqa: ANN401 -- a module
    if device == "auto":
        if torch.cuda.is_available():
            return "cuda:0"
        return "mps" if torch.backends.mps.is_available() else "cpu"
    wanted = f"cuda:{device}" if device.isdigit() else device
    try:
        torch.zeros(1, device=wanted)
    except (RuntimeError, AssertionError) as error:
        raise UserError(f"PyTorch finds no device '{device}' on this machine", "set detector.device to auto") from error
    return wanted


def build(opening: Opening) -> TorchRuntime:
    """The network of a model.

    Raises:
        UserError: see `TorchRuntime`.
    """
    return TorchRuntime(opening.file, opening.settings.device, opening.cache, opening.settings.names)
