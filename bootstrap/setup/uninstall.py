"""Taking away what setup made; what the owner wrote, data and the secrets that open them stay unless asked for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap.converge.loop import converge
from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Difference, InOrder, Role
from bootstrap.layout import DATA, MADE
from bootstrap.services import records
from bootstrap.setup import scripts
from bootstrap.setup.owned import owned, strip
from bootstrap.setup.resources import Autostarted, Stopped, Undefined
from bootstrap.setup.run import alone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.converge.report import Report
    from bootstrap.converge.resource import Finding, Resource
    from bootstrap.setup.context import Context

_SHOWN: Final = 12  # names of files in one line


@dataclass(frozen=True, slots=True)
class _Gone:
    """Something that setup made is no longer there."""

    part: str
    kept: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        return f"remove {self.part}"

    def inspect(self, context: Context) -> Finding:
        path = context.layout.prefix / self.part
        if not (path.exists() or path.is_symlink()):
            return InOrder("not there")
        if self.kept and set(self.kept) == {one for one in path.rglob("*") if one.is_symlink() or not one.is_dir()}:
            return InOrder("only your own files are left")
        return Difference("there", str(path))

    def apply(self, context: Context) -> None:
        path = context.layout.prefix / self.part
        if path == context.layout.secrets:
            for name in context.secrets.names():
                context.secrets.remove(name)  # also out of the keyring
        strip(path, list(self.kept))


def uninstall(context: Context, *, purge: bool = False) -> Report:
    """Remove an installation. Interrupted and run again, it goes on.

    Raises:
        UserError: another run holds it.
    """
    prefix = context.layout.prefix
    if not prefix.is_dir():
        return converge([Role("uninstall", lambda _: [])], context, "uninstall")
    made = context.notes.get("made", "folders") or []
    if not context.layout.notes.exists() and context.layout.lock.exists():
        made = [str(prefix)]  # the notes were the last thing that one that was killed had removed
    for manager in ("apt", "brew"):
        if package := context.notes.get("made", f"{manager} package"):
            # Others may use it by now: taking it away is the owner's to decide.
            context.tell(
                Note(
                    f"the {manager} package {package}, installed by setup, is kept; remove it if it is no longer needed"
                )
            )
    with alone(context, "uninstall"):
        report = converge([Role("uninstall", lambda ctx: _resources(ctx, purge=purge))], context, "uninstall")
        if not context.check and report.exit_code == 0:
            with suppress(OSError):  # Windows: not while it is held; there letting go of it removes it
                context.layout.lock.unlink()
    if not context.check:
        for folder in made:
            with suppress(OSError):  # not empty: it holds data, or something that is not ours
                Path(folder).rmdir()
    return report


def _resources(context: Context, *, purge: bool) -> Iterator[Resource]:
    yield Stopped()
    yield Autostarted(wanted=False)  # also one that an installing run left behind before it noted it
    for name in records.names(context.layout):
        yield Undefined(name)
    made = (*MADE, *scripts.names(context.facts.system))
    kept = [] if purge else owned(context)
    if kept:
        context.tell(Note(_kept(kept, context.layout.prefix)))
    for part in (*_releases(context), *made, *(DATA if purge else ())):
        folder = context.layout.prefix / part
        yield _Gone(part, tuple(path for path in kept if path.is_relative_to(folder)))


def _kept(files: list[Path], prefix: Path) -> str:
    names = [path.relative_to(prefix).as_posix() for path in files]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"your own files are kept (--purge removes them, too): {', '.join(names[:_SHOWN])}{more}"


def _releases(context: Context) -> list[str]:
    """Folders of products: those with a `current`, or with a release half-way in."""
    found = (path for path in context.layout.prefix.iterdir() if path.is_dir() and path.name not in (*MADE, *DATA))
    return sorted(path.name for path in found if (path / "current").exists() or any(path.glob("*/.manifest.json")))
