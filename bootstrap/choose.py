"""From the options of the command line, and from what is opened in the window, to the text of a configuration."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter, ValidationError

from core.addresses import mask
from core.errors import UserError
from core.kinds.sources import FORMS, nature
from core.settings.address import Address, File, ModelName, SourceAddress
from core.settings.yaml_tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Collection

_UNFIT: Final = re.compile(r"[^\w.-]+")  # for the name of a camera
_LONGEST: Final = 40
_MARK: Final = 6  # signs that tell names apart which begin alike
_HEAD: Final = """\
# Smart Intersection. Check it with: smart-intersection config check FILE
# File names are relative to the folder of this file.

"""


def checked_source(source: str) -> str:
    """A source as given on the command line, credentials included; relative files are in the current folder.

    Raises:
        UserError: it is not a valid value.
    """
    if not source:
        raise UserError("--source is empty", FORMS.en)
    address: Address = _checked(SourceAddress, source, "--source")
    return address.reveal()


def checked_model(model: str) -> str:
    """A model as given on the command line; relative files are in the current folder.

    Raises:
        UserError: it is not a valid value.
    """
    return str(_checked(ModelName, model, "--model"))


def _checked(kind: Any, value: str, option: str) -> Any:  # noqa: ANN401 - annotated types have no common type
    try:
        return TypeAdapter(kind).validate_python(value, context={"folder": Path.cwd()})
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise UserError(f"{option} {mask(value) or '(empty)'} is not a valid value", reason) from None


def camera_name(source: str) -> str:
    """A name for the camera of a file, folder or pattern: that of the file, else of its folder."""
    path = Path(source)
    named = path.parent.name if re.search(r"[*?]", path.name) else path.stem if path.suffix else path.name
    fit = _UNFIT.sub("-", named).strip("-.")
    if len(fit) > _LONGEST:  # names that begin alike stay apart
        fit = f"{fit[: _LONGEST - _MARK - 1].strip('-.')}-{sha256(named.encode()).hexdigest()[:_MARK]}"
    return fit or "recording"


def made(source: str) -> dict[str, Any]:
    """Values for one camera without a configuration file. The simulator brings its scene along."""
    kind = nature(source)
    if kind != "simulator":
        return {"cameras": [{"id": camera_name(source) if kind == "video" else "cam-1", "source": source}]}
    return simulator(source)


def simulator(source: str = "simulator:crossroads") -> dict[str, Any]:
    """Values for the simulated intersection with its lines, zones and signals."""
    from core.simulator import scene  # noqa: PLC0415 - loads OpenCV; only the simulator needs it

    drawn = scene().model_dump(mode="json", exclude_defaults=True)
    return {"site": "simulated-intersection", "cameras": [{"id": "cam-1", "source": source, "scene": drawn}]}


def overlaid(base: str | dict[str, Any], source: str | None, model: str | None, name: str = "the file") -> str:
    """The text of `base`, comments kept, with `source` and `model` in place of its own.

    Args:
        base: YAML, or values for a new text.
        source: for its only camera.
        model: for all cameras, those with a detector of their own included.
        name: how messages call it.

    Raises:
        UserError: there are several cameras for one source.
    """
    text, value = (base, read_tree(base).value or {}) if isinstance(base, str) else ("", base)
    if source is not None:
        value = _with_source(value, source, name)
    if model is not None:
        value = _with_model(value, model)
    return written(text, value)


def _with_source(value: dict[str, Any], source: str, name: str) -> dict[str, Any]:
    cameras = value.get("cameras") or []
    if len(cameras) > 1:
        raise UserError(
            f"--source replaces the source of a single camera; {name} has {len(cameras)} cameras",
            "omit --source, or use a configuration with one camera",
        )
    return {**value, "cameras": [{**camera, "source": source} for camera in cameras]}


def _with_model(value: dict[str, Any], model: str) -> dict[str, Any]:
    cameras = [
        {**camera, "detector": {**camera["detector"], "model": model}} if camera.get("detector") else camera
        for camera in value.get("cameras") or []
    ]
    return {**value, "detector": {**(value.get("detector") or {}), "model": model}, "cameras": cameras}


def added(text: str | None, camera: dict[str, Any]) -> str:
    """`text` with another camera behind the others, named if it has no name; a new text if there is none."""
    value = (read_tree(text).value or {}) if text else {}
    cameras = value.get("cameras") or []
    name = free_name([one.get("id") for one in cameras])
    return written(text or "", {**value, "cameras": [*cameras, {"id": name, **camera}]})


def free_name(taken: Collection[Any]) -> str:
    """A name for another camera beside those."""
    return next(name for number in count(1) if (name := f"cam-{number}") not in taken)


def anchored(value: Any, folder: Path) -> Any:  # noqa: ANN401 - configurations hold anything
    """`value` with its relative files written out from `folder`."""
    if isinstance(value, list):
        return [anchored(one, folder) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _file(key, one, folder) if isinstance(one, str) else anchored(one, folder) for key, one in value.items()
    }


def _file(key: str, text: str, folder: Path) -> str:
    """What the settings would make of it."""
    kind: Any = File if key.endswith("_file") else {"source": SourceAddress, "model": ModelName}.get(key)
    if kind is None:
        return text
    try:
        found: str = TypeAdapter(kind).validate_python(text, context={"folder": folder})
    except ValidationError:
        return text
    return found.reveal() if isinstance(found, Address) else found


def written(text: str, value: dict[str, Any]) -> str:
    """`text` changed so that it means `value`; written anew where that cannot be, or where there is none."""
    if not text:
        return _anew(value)
    if value == read_tree(text).value:
        return text
    from core.settings.rewrite import rewrite  # noqa: PLC0415 - loads another YAML library; only changes need it

    try:
        return rewrite(text, value)
    except UserError:  # notation that cannot be kept; what it means counts more
        return _anew(value)


def _anew(value: dict[str, Any]) -> str:
    """A text of its own, each camera on lines of its own: people will read it and write in it."""
    from core.settings.rewrite import rewrite  # noqa: PLC0415 - as above

    cameras = "".join(f"  - id: camera-{place}\n" for place, _ in enumerate(value.get("cameras") or []))
    keys = "".join(f"cameras:\n{cameras}" if key == "cameras" and cameras else f"{key}:\n" for key in value)
    return rewrite(_HEAD + keys, value)
