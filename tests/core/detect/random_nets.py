"""Networks of ultralytics' own architectures with random weights that find something: small, of any kind, no download.

Their batch normalisation is calibrated on two pictures, and their last layers are scaled so that some of all places
score for a person, a bicycle or a bus. What they find means nothing, but there is plenty of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from core.detect.picture import trial

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.types import Image

#: Of COCO's numbers: one of each group of classes that are taken for one another.
FOUND: Final = {0: "person", 1: "bicycle", 5: "bus"}


def pictures() -> list[Image]:
    """What ultralytics brings along: a bus with people before it, and two men."""
    import ultralytics  # noqa: PLC0415 -- only after `core.detect.environment` had its say

    assets = Path(ultralytics.__file__).parent / "assets"
    return [cv2.imread(str(assets / name)) for name in ("bus.jpg", "zidane.jpg")]


def write(path: Path, kind: str, names: Mapping[int, str], *, size: int, channels: int = 3) -> Path:
    """Write a checkpoint.

    Args:
        path: where to.
        kind: ultralytics' name of the architecture, as in `yolov8n`.
        names: of its classes.
        size: of the pictures it is calibrated with, and says it was trained with.
        channels: of its input.
    """
    import torch  # noqa: PLC0415 -- as above
    import ultralytics  # noqa: PLC0415 -- as above
    from ultralytics.nn import tasks  # noqa: PLC0415 -- as above

    torch.manual_seed(7)
    transformer = kind.startswith("rtdetr")
    model = (ultralytics.RTDETR if transformer else ultralytics.YOLO)(f"{kind}.yaml")
    if not transformer:
        model.model = tasks.DetectionModel(f"{kind}.yaml", ch=channels, nc=len(names), verbose=False)
        model.model.yaml["channels"] = channels
    network = model.model.float()
    with torch.no_grad():
        (_raise_scores if transformer else _calibrate)(network, _batch(torch, size, channels))
    network.names, network.args = dict(names), {"imgsz": size, "task": "detect", "data": "coco.yaml"}
    model.ckpt = {"train_args": network.args}
    model.save(path)
    return path


def _batch(torch: Any, size: int, channels: int) -> Any:
    from ultralytics.data.augment import LetterBox  # noqa: PLC0415 -- as above

    fitted = [LetterBox((size, size))(image=image) for image in pictures()]
    fitted += [cv2.resize(image, (size, size)) for image in pictures()] + [trial((size, size))]
    planes = torch.from_numpy(np.stack(fitted)[..., ::-1].transpose(0, 3, 1, 2).copy()).float() / 255
    return planes if channels == 3 else planes.mean(1, keepdim=True)


def _raise_scores(network: Any, _: Any) -> None:
    """RT-DETR: raise the bias of a few classes."""
    network.eval()
    head = network.model[-1]
    for layer in (*head.dec_score_head, head.enc_score_head):
        layer.bias.fill_(-8)
        layer.weight.mul_(3)
        layer.bias[list(FOUND)] = 0.5


def _calibrate(network: Any, batch: Any) -> None:
    norms = [module for module in network.modules() if type(module).__name__ == "BatchNorm2d"]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None
    network.train()
    network(batch)
    network.eval()
    for norm in norms:
        norm.momentum = 0.03
    head, seen = network.model[-1], []
    hook = head.register_forward_pre_hook(lambda _, given: seen.append(given[0]))
    network(batch)
    hook.remove()
    branches = [(head.cv2, head.cv3)]
    if getattr(head, "one2one_cv3", None) is not None:
        branches.append((head.one2one_cv2, head.one2one_cv3))
    for boxes, classes in branches:
        for place, features in enumerate(seen[-1]):
            _scale(boxes[place], features, 1.5 if boxes[place][-1].weight.shape[0] > 4 else 0.3)
            if boxes[place][-1].weight.shape[0] == 4:  # distances themselves, not a distribution of them
                boxes[place][-1].bias.add_(2.0)
            _scale(classes[place], features, 0.8)
            _sparse(classes[place], features[: len(pictures())])


def _scale(branch: Any, features: Any, deviation: float) -> None:
    """Have the last layer of a branch give values around nought."""
    last = branch[-1]
    last.bias.zero_()
    last.weight.mul_((deviation / (branch(features).std(dim=(0, 2, 3)) + 1e-6))[:, None, None, None])
    last.bias.copy_(-branch(features).mean(dim=(0, 2, 3)))


def _sparse(branch: Any, features: Any) -> None:
    """Let one place in two hundred score above a half, for a few classes."""
    last = branch[-1]
    scores = branch(features).permute(1, 0, 2, 3).flatten(1)
    last.bias.sub_(scores.quantile(0.995, dim=1))
    for number in range(len(last.bias)):
        if number not in FOUND:
            last.bias[number] = -20
