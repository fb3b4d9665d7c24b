"""What an option of the command line is given, and whether it can work at all. Standard library only."""

from __future__ import annotations

import json
import math
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap.host import Stop
from bootstrap.layout import Layout
from bootstrap.plain import typed
from bootstrap.report_file import check_report
from core.addresses import is_url
from core.errors import UserError
from core.kinds.runtimes import GIVE, model_file
from core.kinds.sources import FORMS, kind_of
from core.suffixes import VIDEOS

if TYPE_CHECKING:
    from collections.abc import Callable

_CATALOGUE: Final = Path(__file__).parents[1] / "assets" / "catalogue.json"
_LARGEST: Final = 1_000_000  # bytes of a configuration
_START: Final = "create one with: smart-intersection config init FILE"


def _prefix(value: str) -> None:
    path = Layout(Path(value).expanduser().absolute()).profile
    if not path.is_file():
        raise Stop(
            f"no installation found in {path.parent}", f"run: smart-intersection setup --prefix {typed(path.parent)}"
        )


def _source(value: str) -> None:
    if not value:
        raise Stop("--source is empty", FORMS.en)
    kind = kind_of(value)
    if kind is not None and kind.nature == "video" and not is_url(value):
        _files(Path(value).expanduser())
        return
    try:
        known = kind is not None and kind.where(value, "")
    except UserError:
        known = False
    if not known:
        raise Stop(f"{value.partition('@')[2] or value} is not a source", FORMS.en)


def _files(path: Path) -> None:
    """A video, a folder of them, or a pattern that finds some."""
    if path.is_dir():
        if not any(one.suffix.lower() in VIDEOS for one in path.iterdir()):
            raise Stop(f"{path}: the folder contains no video files", "choose a folder with videos, or one video")
    elif not path.exists():
        if not re.search(r"[*?\[]", str(path)):
            raise Stop(f"{path}: file not found", "check the path")
        base = next(one for one in path.absolute().parents if one.is_dir())
        if not any(base.glob(str(path.absolute().relative_to(base)))):
            raise Stop(
                f"{path}: no files match this pattern", "check the folder or pattern, for example recordings/*.mp4"
            )


def _model(value: str) -> None:
    path = Path(value).expanduser()
    if path.is_file() and (model_file(path) is None or not path.stat().st_size):
        raise Stop(f"{value} is not a model file", GIVE.en)
    if path.exists() or value == "ground-truth":
        return
    if path.name != value or (path.suffix and path.suffix != ".pt"):
        raise Stop(f"model not found: {value}", GIVE.en)
    rows = json.loads(_CATALOGUE.read_bytes())["artifacts"]
    known = sorted({row["product"] for row in rows if row["kind"] == "weights"})
    if value.removesuffix(".pt") not in known:
        raise Stop(f"unknown model '{value}'", f"{GIVE.en} ({', '.join(known)})")


def _config(value: str) -> None:
    """Not there, or no text that can be YAML."""
    path = Path(value)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise Stop(f"{value}: file not found", _START) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Stop(f"{value}:{line}: not UTF-8 text", "save the file as UTF-8") from None
    except OSError as error:
        raise Stop(f"{value}: {error.strerror}", "check the path and its permissions") from None
    if len(data) > _LARGEST:
        raise Stop(f"{value}: larger than 1 MB", "this is not a configuration file; choose another one")
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        raise Stop(f"{value}: the file is empty", _START)


def _duration(value: str) -> None:
    try:
        positive = 0 < float(value) < math.inf
    except ValueError:
        positive = False
    if not positive:
        raise Stop(f"Invalid value for '--duration': {value or '(empty)'} is not a number above 0", "give seconds")


def _report(value: str) -> None:
    try:
        check_report(Path(value))
    except UserError as error:
        raise Stop(error.what, error.remedy) from None


def check_home() -> None:
    """See that what SMART_INTERSECTION_HOME names can be a folder of the user's."""
    value = os.environ.get("SMART_INTERSECTION_HOME")
    try:
        if value:
            Path(value).expanduser().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(
            f"SMART_INTERSECTION_HOME={value}: {error.strerror}", "set it to a folder you may write to"
        ) from None


#: By option, what raises `Stop` if a value cannot work.
CHECKS: Final[dict[str, Callable[[str], None]]] = {
    "--prefix": _prefix,
    "--source": _source,
    "--model": _model,
    "--config": _config,
    "--duration": _duration,
    "--report": _report,
}
