"""The one configuration: what the engine runs on, what the settings edit, and what the next start begins with.

However it came to be - a file, options of the command line, a video opened in the window, a change not yet saved - it
is one text, handed to the engine as it is and kept with the journal, readable by this user alone: after a power cut the
engine begins with it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bootstrap.files import write_atomic
from bootstrap.usual import usual
from core import paths, private
from core.errors import UserError
from core.kinds.sources import nature

if TYPE_CHECKING:
    from core.settings import Settings

_FILE: Final = "effective.json"
_PRIVATE: Final = 0o600  # passwords of cameras are in it
_NAMELESS: Final = "the configuration"


@dataclass(frozen=True, slots=True)
class Effective:
    """A configuration that can run.

    Attributes:
        text: the whole YAML, what the command line gave included; credentials in plain, never for showing.
        folder: relative files in it are looked for here.
        file: the file it is saved in; None as long as nobody has saved it.
        given: options of the command line that it contains: "source", "model".
        kind: how it came to be: "file", "simulator", "video" or "camera".
        origin: what stood in `file` when it was read or saved; empty without a file.
    """

    text: str = field(repr=False)
    folder: Path
    file: Path | None = None
    given: tuple[str, ...] = ()
    kind: str = "file"
    origin: str = field(default="", repr=False)

    @property
    def value(self) -> dict[str, Any]:
        """The text as plain values; empty where it is no configuration."""
        return _value(self.text)

    @property
    def saved(self) -> bool:
        """Whether `file` says the same as far as is known here."""
        return self.file is not None and self.value == _value(self.origin)


def effective(config: Path | None, source: str | None, model: str | None) -> Effective:
    """What these options of the command line mean; without any, what was saved as the usual configuration.

    Args:
        config: a configuration file.
        source: replaces the source of its only camera; without a file, the one camera there is.
        model: replaces the model of every camera.

    Raises:
        UserError: the file is wrong, the source or the model is nothing we know, or they do not go together.
    """
    from bootstrap import choose  # noqa: PLC0415 -- reading what runs takes no settings: the window's start pays for none

    given = {
        "source": None if source is None else choose.checked_source(source),
        "model": model and choose.checked_model(model),
    }
    options = tuple(name for name, one in given.items() if one is not None)
    file = config or (usual() if source is None else None)
    if file is None:
        value = choose.simulator() if source is None else choose.made(given["source"] or "")
        text = choose.overlaid(value, None, given["model"])
        return _fit(Effective(text, Path.cwd(), given=options, kind=nature(source or "simulator:")))
    one = from_file(file)
    text = choose.overlaid(one.text, given["source"], given["model"], str(file))
    return _fit(replace(one, text=text, given=options))


def from_file(file: Path) -> Effective:
    """The configuration in `file`.

    Raises:
        ConfigError: it cannot be read or is wrong.
    """
    from core.settings.load import parse, text_of  # noqa: PLC0415 -- as above

    text = text_of(file)
    path = file.expanduser().absolute()
    parse(text, str(file), folder=path.parent)
    return Effective(text, path.parent, path, origin=text)


def with_source(base: Effective | None, camera: dict[str, Any]) -> Effective:
    """`base` with another camera; a new configuration where there is none, or only a simulator that nobody saved.

    Args:
        base: what runs.
        camera: plain values as in the file: `source`, and `id`, `recorded_at` and so on if known.

    Raises:
        UserError: it cannot be a camera.
    """
    from bootstrap.choose import added  # noqa: PLC0415 -- as above

    kind = nature(str(camera.get("source", "")))
    if base is None or (base.kind == "simulator" and base.file is None):
        return _fit(Effective(added(None, camera), Path.cwd(), kind=kind))
    return _fit(replace(base, text=added(base.text, camera)))


def moved(one: Effective, folder: Path) -> Effective:
    """`one` with its relative files counting from `folder`: they stay the files they are."""
    from bootstrap.choose import anchored, written  # noqa: PLC0415 -- as above

    if folder == one.folder:
        return one
    return replace(one, text=written(one.text, anchored(one.value, one.folder)), folder=folder)


def settings(one: Effective) -> Settings:
    """What the engine runs on: checked, and with what is installed on this machine.

    Raises:
        UserError: it is wrong, or the installation's profile is damaged.
    """
    from bootstrap.profile import with_profile  # noqa: PLC0415 -- as above
    from core.settings import parse  # noqa: PLC0415 -- as above

    name = str(one.file) if one.file and one.text == one.origin else _NAMELESS
    return with_profile(parse(one.text, name, folder=one.folder))


def current(one: Effective) -> Effective:
    """`one` as it is to run now: read again where its file was changed and nothing was changed in the app.

    Raises:
        UserError: the file is wrong now.
    """
    from bootstrap.choose import overlaid  # noqa: PLC0415 -- as above

    if one.file is None or _now(one.file) in (one.origin, None):
        return one
    source, model = _options(one)
    try:
        untouched = one.value == _value(overlaid(one.origin, source, model))
    except UserError:  # other cameras than there were
        untouched = False
    return effective(one.file, source, model) if untouched else one


def write(runtime: Path, one: Effective | None) -> None:
    """Keep it for this user alone; with None, keep none.

    Args:
        runtime: where the engine publishes.
        one: what it runs on.

    Raises:
        OSError: it cannot be written.
    """
    if one is None:
        kept_in(runtime).unlink(missing_ok=True)
        return
    kept_in(runtime).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_atomic(kept_in(runtime), pack(one), _PRIVATE)


def read(runtime: Path) -> Effective | None:
    """What ran last, or runs; None if nothing ever did."""
    with suppress(OSError, ValueError):
        return unpack(private.read(kept_in(runtime)).decode())
    return None


def kept_in(runtime: Path) -> Path:
    """The file of it. The usual runtime folder is gone after a restart of the machine; what ran is not."""
    return (paths.state_dir() if runtime == paths.runtime_dir() else runtime) / _FILE


def stamp(runtime: Path) -> int:
    """When `write` was called last, in nanoseconds; 0 if it never was."""
    with suppress(OSError):
        return kept_in(runtime).stat().st_mtime_ns
    return 0


def pack(one: Effective) -> str:
    """As text, credentials included: for files of this user and pipes between its processes."""
    return json.dumps({**asdict(one), "folder": str(one.folder), "file": one.file and str(one.file)})


def unpack(text: str) -> Effective:
    """The inverse of `pack`.

    Raises:
        ValueError: it is none.
    """
    found = json.loads(text)
    try:
        file = None if found["file"] is None else Path(found["file"])
        words = {name: str(found[name]) for name in ("text", "kind", "origin")}
        return Effective(**words, folder=Path(found["folder"]), file=file, given=tuple(found["given"]))
    except (KeyError, TypeError) as error:
        raise ValueError("not a configuration") from error


def told(one: Effective) -> dict[str, Any]:
    """What everybody may know of it: the part of the state file."""
    file = None if one.file is None else str(one.file)
    return {"file": file, "kind": one.kind, "given": list(one.given), "saved": one.saved}


def _fit(one: Effective) -> Effective:
    """Refuse what the options make of it; places in a text that nobody wrote would help nobody."""
    from core.settings import examine  # noqa: PLC0415 -- as above

    _, problems = examine(one.value, folder=one.folder)
    if problems:
        raise UserError(problems[0].what, problems[0].remedy)
    return one


def _options(one: Effective) -> tuple[str | None, str | None]:
    """Source and model as the command line gave them."""
    camera = next(iter(one.value.get("cameras") or [{}]))
    detector = one.value.get("detector") or {}
    given = {"source": camera.get("source"), "model": detector.get("model")}
    source, model = (given[name] if name in one.given else None for name in ("source", "model"))
    return source, model


def _value(text: str) -> dict[str, Any]:
    from core.settings.yaml_tree import read_tree  # noqa: PLC0415 -- as above

    found = read_tree(text).value
    return found if isinstance(found, dict) else {}


def _now(file: Path) -> str | None:
    from core.settings.load import text_of  # noqa: PLC0415 -- as above

    with suppress(UserError):
        return text_of(file)
    return None
