"""From what somebody opens in the window to a configuration that runs on it. Plain functions, no Qt."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from bootstrap.effective import Effective, settings, with_source
from core import paths
from core.errors import UserError
from core.kinds.sources import is_live
from core.suffixes import VIDEOS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: What another recording takes over from the one before: nothing of what was drawn on that.
_COMMON: Final = ("site", "detector", "telemetry", "evidence")


def free_name(name: str, taken: Sequence[str]) -> str:
    """`name`, or the first of name-2, name-3, … that is not taken."""
    names = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)


def typed(text: str) -> str:
    """A path as people enter it: quoted, as file managers copy it, or as a file:// address."""
    path = text.strip()
    if len(path) > 1 and path[0] == path[-1] and path[0] in "\"'":
        path = path[1:-1].strip()
    address = urlsplit(path)
    return url2pathname(address.path) if address.scheme.lower() == "file" else path


def endings() -> str:
    """Videos, as patterns for a dialog; with capitals too: many cameras write them, and dialogs know the difference."""
    return " ".join(f"*{ending} *{ending.upper()}" for ending in VIDEOS)


def title(source: str) -> str:
    """What a recording is called in a list: its file's name, a folder's with what ends one."""
    path = Path(source)
    return f"{path.name}{os.sep}" if path.is_dir() else path.name


def there(source: str) -> bool:
    """Whether a recording can be opened just now."""
    path = Path(source)
    return path.exists() or any(path.parent.glob(path.name))


def source_of(one: Effective | None) -> str | None:
    """The recording that a configuration was opened on; None where it stands for something else."""
    cameras = _cameras(one.value) if one is not None else []
    return str(cameras[0].get("source")) if one is not None and one.kind == "video" and len(cameras) == 1 else None


def is_drawn(one: Effective | None) -> bool:
    """Whether there are lines or zones on the recording that `one` was opened on."""
    if one is None or source_of(one) is None:
        return False
    scene = _cameras(one.value)[0].get("scene")
    return isinstance(scene, dict) and any(scene.get(shape) for shape in ("lines", "zones"))


def recording(source: str, base: Effective | None, kept: str | None = None, *, same_view: bool = False) -> Effective:
    """What runs on a recording that was opened.

    Beside cameras that were set up it becomes one more of them; a simulated intersection and another recording make
    way for it.

    Args:
        source: a file, folder or pattern.
        base: what ran until now; None if nothing did.
        kept: the configuration that this recording ran with before.
        same_view: the recording before was taken from the same place, so what was drawn on it holds for this one.

    Raises:
        UserError: there is nothing there that can be played.
    """
    from bootstrap import choose  # noqa: PLC0415 -- the first picture does not wait for it

    value = base.value if base is not None else {}
    name = choose.camera_name(source)
    if base is not None and lasting(base):
        made = with_source(base, {"id": free_name(name, _names(value)), "source": source})
    elif same_view and _cameras(value):
        before = {key: one for key, one in _cameras(value)[0].items() if key != "recorded_at"}
        made = _made(value, {**before, "id": name, "source": source})
    elif kept is not None:
        made = Effective(kept, paths.own_config().parent, kind="video")
    else:
        made = _made(value, {"id": name, "source": source, **_several_sizes(source)})
    return _checked(made, source)


def camera(source: str, name: str, base: Effective | None, trusts: Mapping[str, Any] | None = None) -> Effective:
    """What runs when a camera is added to what ran until now; the simulated intersection and recordings make way.

    Args:
        source: its address, with credentials.
        name: what it is called; empty for the usual.
        base: what ran until now; None if nothing did.
        trusts: whom its connection trusts, as settings of a camera.

    Raises:
        UserError: it is no camera.
    """
    refuse_no_camera(source)
    _refuse_name(name or "cam-1")
    before = base if base is not None and lasting(base) else None
    taken = _names(before.value) if before is not None else []
    return with_source(before, {"id": free_name(name or "cam-1", taken), "source": source, **(trusts or {})})


def refuse_no_camera(source: str) -> None:
    """Refuse what would be taken for the name of a file, such as an address without its beginning.

    Raises:
        UserError: it is no camera.
    """
    if not is_live(source) and not source.startswith("simulator"):
        raise UserError(f"'{source}' is not a camera address", "use rtsp://host/… or http://host/…")


def _refuse_name(name: str) -> None:
    """Say which of the boxes is wrong."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 -- the first picture does not wait for it

    from core.settings.basics import Name  # noqa: PLC0415 -- as above

    try:
        TypeAdapter(Name).validate_python(name)
    except ValidationError:
        what = "the camera name is too long or contains a character that is not allowed"
        raise UserError(what, "use letters, digits, - and _") from None


def lasting(base: Effective) -> bool:
    """Whether it is more than one recording or a simulated intersection, which make way for what is opened next."""
    sources = [str(one.get("source")) for one in _cameras(base.value)]
    live = any(map(is_live, sources))
    return live or (base.kind == "file" and len(sources) > 1)


def _several_sizes(source: str) -> dict[str, Any]:
    """Files of a camera that was set to another size have the same view: what is drawn on one holds for all."""
    return {} if Path(source).is_file() else {"scene": {"units": "relative"}}


def _made(value: dict[str, Any], camera: dict[str, Any]) -> Effective:
    from core.settings.rewrite import rewrite  # noqa: PLC0415 -- as above

    common: dict[str, Any] = {} if _simulated(value) else {key: value[key] for key in _COMMON if key in value}
    text = rewrite("", {**common, "cameras": [camera]})
    return Effective(text, paths.own_config().parent, kind="video")


def _checked(made: Effective, source: str) -> Effective:
    """`made`, once what it opens is there."""
    if not there(source):
        raise UserError(f"{source} not found", "choose another file")
    settings(made)
    return made


def _cameras(value: dict[str, Any]) -> list[dict[str, Any]]:
    found = value.get("cameras")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _names(value: dict[str, Any]) -> list[str]:
    return [str(one.get("id")) for one in _cameras(value)]


def _simulated(value: dict[str, Any]) -> bool:
    return any(str(one.get("source", "")).startswith("simulator") for one in _cameras(value))
