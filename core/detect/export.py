"""Checkpoints (.pt) made into what the fast runtimes read: once, then kept.

The work is done by ultralytics in a child process, so that the engine neither loads torch nor opens the pickle
that a checkpoint is. The result is kept under the hash of the weights and the versions that made it; it appears by
one rename, and processes that want the same one wait for each other. One that was damaged since is made again.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from filelock import FileLock

from core.detect import bounded, seal
from core.detect.catalogue import sha256
from core.errors import UserError
from core.utf8 import SPEAKS_UTF8

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

Format = Literal["openvino", "onnx"]

#: Raise when the way of exporting changes: older results are then made again.
_EDITION: Final = 2
_MAKERS: Final = {"openvino": ("ultralytics", "torch", "openvino"), "onnx": ("ultralytics", "torch", "onnx")}
_RESULT: Final = {"openvino": "model.xml", "onnx": "model.onnx"}
_LONGEST: Final = 900.0  # seconds
#: Bytes of memory: what any export takes, and as many times the weights.
_MEMORY, _MEMORY_TIMES = 4_000_000_000, 15
#: Bytes on the disk while an export is being made: the same.
_DISK, _DISK_TIMES = 50_000_000, 6
_GIVE: Final = "use an Ultralytics detection checkpoint (.pt), an .onnx file or an OpenVINO folder"


def exported(weights: Path, target: Format, cache: Path, progress: Callable[[str], None]) -> Path:
    """The .xml or .onnx made from `weights`, from the cache if it is there.

    Raises:
        UserError: the file is not a detection checkpoint, ultralytics cannot export it, or it takes more time, memory
            or room on the disk than there is.
    """
    digest = sha256(weights)
    if not _makers_here(target) and (made := kept(weights.stem, digest, target, cache)):
        return made
    folder = cache / "exports" / _key(weights.stem, digest, target)
    result = folder / _RESULT[target]
    if seal.whole(folder):
        return result
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_suffix(".lock")):
        if not seal.whole(folder):
            progress(f"exporting {weights.name} to {target} (first use only; takes a few seconds)")
            _export(weights, target, folder, cache)
    return result


def kept(stem: str, digest: str, target: str, cache: Path) -> Path | None:
    """The newest undamaged export of these weights, whichever versions made it; None if there is none.

    Args:
        stem: the name of the weights without its ending.
        digest: their SHA-256.
        target: what they were exported to.
        cache: where exports are kept.
    """
    folders = (cache / "exports").glob(f"{_slug(_begin(stem, digest, target))}-*-{_EDITION}")
    results = [folder / _RESULT[target] for folder in folders if seal.whole(folder)]
    return max(results, key=lambda result: result.stat().st_mtime, default=None)


def _key(stem: str, digest: str, target: Format) -> str:
    versions = "-".join(_version(name) for name in _MAKERS[target])
    return _slug(f"{_begin(stem, digest, target)}-{versions}-{_EDITION}")


def _begin(stem: str, digest: str, target: str) -> str:
    return f"{stem[:40]}-{digest[:16]}-{target}"


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "_", text)


def _makers_here(target: Format) -> bool:
    try:
        return all(version(name) for name in _MAKERS[target])
    except PackageNotFoundError:
        return False


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError as error:
        raise UserError(
            f"reading a .pt model requires the package '{package}', which is not installed",
            "run: pip install torch ultralytics onnx, or use an .onnx or OpenVINO model",
        ) from error


def _export(weights: Path, target: Format, folder: Path, cache: Path) -> None:
    """Make the export beside its final place and move it there. Called under the lock."""
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)  # left by a process that was killed
    _check_room(weights, cache)
    try:
        part.mkdir()
        shutil.copyfile(weights, part / "model.pt")  # ultralytics writes beside the weights
        _run_child(weights, target, part, cache)
        made = part / "model_openvino_model"
        if target == "onnx":  # a single file; a folder of its own keeps publishing the same
            made.mkdir()
            (part / "model.onnx").replace(made / "model.onnx")
        seal.close(made)
        shutil.rmtree(folder, ignore_errors=True)  # damaged, or it would have been used
        made.replace(folder)
        seal.sync(folder.parent)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise _no_room(weights, cache) from error
        raise
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _check_room(weights: Path, cache: Path) -> None:
    if shutil.disk_usage(cache).free < _room(weights):
        raise _no_room(weights, cache)


def _room(weights: Path) -> int:
    return _DISK + _DISK_TIMES * weights.stat().st_size


def _no_room(weights: Path, cache: Path) -> UserError:
    return UserError(
        f"not enough disk space in {cache}: exporting {weights} needs about {_room(weights) / 1e6:.0f} MB",
        "free some disk space",
    )


def _run_child(weights: Path, target: Format, part: Path, cache: Path) -> None:
    command = [sys.executable, "-m", "core.detect.export_child", str(part / "model.pt"), target, str(cache)]
    root = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    memory = _MEMORY + _MEMORY_TIMES * weights.stat().st_size
    try:
        done = bounded.run(
            command,
            folder=part,
            environment={**os.environ, **SPEAKS_UTF8, "PYTHONPATH": paths},
            seconds=_LONGEST,
            memory=memory,
        )
    except bounded.TooMuchError as error:
        raise UserError(
            f"exporting {weights} to {target} {error} and was stopped",
            "export the model with Ultralytics on another machine, and use the .onnx file or OpenVINO folder",
        ) from error
    answer, remedy = _answer(done)
    if answer == "ok":
        return
    if shutil.disk_usage(cache).free < weights.stat().st_size:  # libraries have other words for it, or none
        raise _no_room(weights, cache)
    raise UserError(answer.replace(str(part / "model.pt"), str(weights)), remedy)  # it was given a copy


def _answer(done: subprocess.CompletedProcess[bytes]) -> tuple[str, str]:
    """What the child said last, or how it died; and what to do about it."""
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    try:
        told = json.loads(lines[-1])
        return str(told["answer"]), str(told.get("remedy", _GIVE))
    except (IndexError, ValueError, KeyError, TypeError):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        last = said[-1] if said else "no message"
        return f"cannot export the model (exit code {done.returncode}): {last}", _GIVE
