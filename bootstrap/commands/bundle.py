"""`bundle …`: setup without internet."""

from __future__ import annotations

from contextlib import closing, contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from bootstrap.commands.installation import Prefix, catalogue_file, layout_of, mirror_address, pairs
from bootstrap.commands.options import for_all
from bootstrap.commands.setup import Catalogue, Mirror  # noqa: TC001 - typer looks annotations up
from core import paths
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.setup.bundle import Item
    from bootstrap.setup.context import Context

File = Annotated[Path, typer.Argument(help="Bundle file.", metavar="FILE")]


Complete: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--complete", help="Include this product and its Python packages, for machines on which nothing is installed."
    ),
]
Pythons: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(help="With --complete: version of Python there. Default: the one in use here.", metavar="3.N"),
]
WithoutPytorch: TypeAlias = Annotated[
    bool, typer.Option("--without-pytorch", help="With --complete: leave out what only .pt models need.")
]
Tests: TypeAlias = Annotated[
    bool, typer.Option("--tests", help="With --complete: include the Python packages that the tests need.")
]


class System(Enum):
    """Operating systems there are files for, in the catalogue's words."""

    linux = "linux"
    darwin = "darwin"
    windows = "windows"


class Arch(Enum):
    """Their processors."""

    amd64 = "amd64"
    arm64 = "arm64"
    x86 = "x86"


app = typer.Typer(
    help="Create and check bundles: one file with all downloads, for machines without internet access.",
    no_args_is_help=True,
)
app.callback()(for_all)


@app.command()
def create(  # noqa: PLR0913 - one parameter an option
    output: File,
    *,
    system: Annotated[System | None, typer.Option("--os", help="Operating system. Default: this machine's.")] = None,
    arch: Annotated[Arch | None, typer.Option(help="Processor architecture. Default: this machine's.")] = None,
    version: Annotated[
        list[str] | None, typer.Option(help="Use another version of a product.", metavar="NAME=VERSION")
    ] = None,
    complete: Complete = False,
    python: Pythons = None,
    without_pytorch: WithoutPytorch = False,
    tests: Tests = False,
    catalogue: Catalogue = None,
    mirror: Mirror = None,
    prefix: Prefix = None,
) -> int:
    """Download everything for one platform into a bundle."""
    from bootstrap.setup import bundle, complete_bundle  # noqa: PLC0415 - a verb pays only for what it uses

    if not complete and (python or without_pytorch or tests):
        raise UserError("--python, --without-pytorch and --tests require --complete", "add --complete")
    with _context(prefix, catalogue, pairs(version, "VERSION"), mirror) as context:
        facts = context.facts
        platform = system.value if system else facts.system, arch.value if arch else facts.arch
        if complete:
            wish = complete_bundle.Wish(tuple(python or ()), pytorch=not without_pytorch, tests=tests)
            items = complete_bundle.create(context, platform, output.absolute(), wish)
        else:
            items = bundle.create(context, *platform, output.absolute())
    _tell(output, items)
    if complete:
        typer.echo(f"\nOn the other machine:\n{complete_bundle.commands(output)}")
        if missing := complete_bundle.left_out(platform[0], items):
            typer.echo(f"\n{missing}")
    return 0


def _tell(output: Path, items: list[Item]) -> None:
    for item in items:
        typer.echo(f"{item.size / 1e6:7.1f} MB  {item.title}")
    typer.echo(f"{output.stat().st_size / 1e6:7.1f} MB  {output}")


@app.command()
def verify(file: File, *, catalogue: Catalogue = None, prefix: Prefix = None) -> int:
    """Verify every file in a bundle against the catalogue."""
    from bootstrap.setup import bundle  # noqa: PLC0415 - a verb pays only for what it uses

    with _context(prefix, catalogue, {}, None) as context:
        titles = bundle.verify(file.absolute(), context)
    for title in titles:
        typer.echo(f"ok  {title}")
    return 0


@contextmanager
def _context(
    prefix: Path | None, catalogue: Path | None, versions: dict[str, str], mirror: str | None
) -> Iterator[Context]:
    from bootstrap.setup.context import Choices, Context  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.setup.render import Terminal  # noqa: PLC0415 - as above

    # Asked as the installation asks, if there is one; what was chosen for it goes for its bundles.
    here = Context(layout_of(prefix), Choices(catalogue=catalogue_file(catalogue), mirror=mirror_address(mirror)))
    choices = Choices(versions=versions, catalogue=here.catalogue_file, mirror=here.mirror or "")
    with closing(Terminal()) as terminal:
        yield Context(layout_of(prefix or paths.cache_dir()), choices, terminal.tell)
