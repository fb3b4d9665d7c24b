"""A part of a distribution's archive in a folder: its own signed lists, and the packages that are wanted of it.

On a machine without network, apt takes it for an archive like any other: it believes the lists because they bear the
distribution's signature, and the packages because the lists have their SHA-256.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What `apt-get indextargets` is to tell of each list.
FORMAT: Final = "$(SITE)|$(RELEASE)|$(COMPONENT)|$(METAKEY)|$(FILENAME)"
#: Which archives they are from.
SOURCES: Final = "sources.json"
_KEYS: Final = Path("/usr/share/keyrings")  # where distributions put their own, beside those of others
#: How the names of their files begin.
KEYRINGS: Final = ("debian", "linuxmint", "raspberrypi", "raspbian", "ubuntu")
_LISTS: Final = "sources.list"


class _List(NamedTuple):
    site: str
    release: str
    component: str
    key: str
    file: str


def keep(targets: str, packages: dict[str, Path], folder: Path) -> None:
    """Make one.

    Args:
        targets: what `apt-get indextargets` told in `FORMAT`.
        packages: file of each package, by its address in the archive.
        folder: is not there yet.

    Raises:
        UserError: apt's sources are of a kind that cannot be copied.
    """
    lists = [_List(*line.split("|")) for line in targets.splitlines() if line.count("|") == FORMAT.count("|")]
    sites = list(dict.fromkeys(_site(address, lists) for address in packages))
    for address, file in packages.items():
        site = _site(address, lists)
        _copy(file, folder / str(sites.index(site)) / address.removeprefix(f"{site}/"))
    used = [one for one in lists if one.site in sites]
    for one in used:
        _copy_lists(one, folder / str(sites.index(one.site)) / "dists" / one.release)
    sources = [[sites.index(one.site), one.release, one.component] for one in used]
    (folder / SOURCES).write_text(json.dumps(sources))


def options(folder: Path) -> tuple[str, ...]:
    """What makes apt use the one that is there to stay, and nothing else."""
    # Lists of security updates are valid for a week only, and here the clock may be wrong.
    places = (f"Dir::Etc::sourcelist={folder / _LISTS}", "Dir::Etc::sourceparts=-")
    return (*places, "Acquire::Check-Valid-Until=false", "Acquire::Check-Date=false")


def settle(folder: Path) -> None:
    """Tell apt where it is, once it is there to stay.

    Raises:
        UserError: it is none.
    """
    (folder / _LISTS).write_text("".join(_lines(folder)))


def _lines(folder: Path) -> Iterable[str]:
    keys = [str(key) for name in KEYRINGS for key in sorted(_KEYS.glob(f"{name}-*keyring.*"))]
    signed = f"[signed-by={','.join(keys)}] " if keys else ""
    try:
        sources: list[list[Any]] = json.loads((folder / SOURCES).read_text())
        for site, release, component in sources:
            yield f"deb {signed}copy:{quote(str(folder / str(site)))} {release} {component}\n"
    except (OSError, ValueError, TypeError):
        raise UserError(f"{folder} holds no packages", "create the bundle again") from None


def _site(address: str, lists: Iterable[_List]) -> str:
    found = [one.site for one in lists if address.startswith(f"{one.site}/")]
    if not found:
        raise UserError(f"cannot bundle {address}: apt uses a source of another kind", "use http or https sources")
    return max(found, key=len)


def _copy_lists(one: _List, place: Path) -> None:
    _copy(Path(one.file), place / f"{one.key}{Path(one.file).suffix}")
    name = Path(one.file).name.split("_dists_")[0] + f"_dists_{one.release.replace('/', '_')}_InRelease"
    _copy(Path(one.file).with_name(name), place / "InRelease")


def _copy(file: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(file, place)
    except FileNotFoundError:
        raise UserError(
            f"cannot bundle packages: apt has no {file.name}", "use sources with signed lists (InRelease)"
        ) from None
