"""The user's model file: where it lies, which kind it is, and what else it may be instead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.detect import catalogue
from core.errors import UserError
from core.kinds.runtimes import CHECKPOINT, GIVE, model_file

if TYPE_CHECKING:
    from collections.abc import Callable

_AGAIN: Final = "download it again"
_HEAD: Final = 512  # bytes that tell what a file is
#: A zip archive, and the pickle that torch wrote before it.
_CHECKPOINTS: Final = (b"PK\x03\x04", b"\x80")


def locate(model: str, cache: Path, progress: Callable[[str], None]) -> Path:
    """Where the model lies; the file's ending says what it is. A file of the user's goes before a known name.

    Raises:
        UserError: there is no such model, or the file is something else.
    """
    path = Path(model).expanduser()
    if path.is_dir():
        return _only_xml(path)
    if path.is_file():
        return _checked(path)
    known = catalogue.known_models()
    name = model.removesuffix(CHECKPOINT)
    if name in known:
        return _known(known[name], cache / "models", progress)
    if path.suffix or path.name != model:
        raise UserError(f"model not found: {path}", GIVE.en)
    raise UserError(f"unknown model '{model}'", f"{GIVE.en} ({', '.join(sorted(known))})")


def _known(model: catalogue.KnownModel, folder: Path, progress: Callable[[str], None]) -> Path:
    if path := catalogue.there(model, folder):
        return path
    from core.detect.fetching import fetch  # noqa: PLC0415 -- an engine that has its model begins without it

    return fetch(model, folder, progress)


def _checked(path: Path) -> Path:
    kind = model_file(path)
    if kind is None:
        raise UserError(f"{path} is not a supported model format", GIVE.en)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise UserError(f"model {path} is empty", "export or download it again")
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begin.startswith((b"<!doctype html", b"<html")):
        raise UserError(f"{path} is a web page, not a model: the download failed", _AGAIN)
    if begin.startswith(b"version https://git-lfs"):
        raise UserError(f"{path} is a Git LFS pointer, not the model itself", f"run: git lfs pull, or {_AGAIN}")
    if kind == CHECKPOINT and not head.startswith(_CHECKPOINTS):
        raise UserError(f"model {path} is not a PyTorch checkpoint", _AGAIN)
    return path


def _only_xml(folder: Path) -> Path:
    found = sorted(folder.glob("*.xml"))
    if len(found) != 1:
        raise UserError(
            f"{folder} is not an OpenVINO model: it contains {len(found)} .xml files instead of one",
            "use the folder exported by Ultralytics, with one .xml, one .bin and metadata.yaml",
        )
    return _checked(found[0])


def reported(path: Path) -> str:
    """What reports call the model: a file that is named like a known one but has other bytes bears some of its hash."""
    name = _name(path)
    known = catalogue.known_models().get(name)
    if known is None or model_file(path) != CHECKPOINT:
        return name
    digest = catalogue.sha256(path)
    return name if digest == known.sha256 else f"{name} ({digest[:8]})"


def _name(path: Path) -> str:
    """The name of the weights, without what exports add."""
    folder = path.parent.name
    stem = folder if model_file(path) == ".xml" and folder.endswith("_openvino_model") else path.stem
    return stem.removesuffix("_openvino_model")
