"""`bundle …`: setup without internet."""

from __future__ import annotations

from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bootstrap.commands.installation import Prefix, layout_of, pairs
from core import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.setup.context import Context

File = Annotated[Path, typer.Argument(help="The bundle.", metavar="FILE")]
Catalogue = Annotated[Path | None, typer.Option(help="Another catalogue of releases.", metavar="FILE")]

app = typer.Typer(help="One file with all downloads, for machines without internet.", no_args_is_help=True)


@app.command()
def create(  # noqa: PLR0913 - one parameter an option
    output: File,
    *,
    system: Annotated[str, typer.Option("--os", help="linux, darwin or windows. Default: this one.")] = "",
    arch: Annotated[str, typer.Option(help="amd64 or arm64. Default: this one's.")] = "",
    version: Annotated[list[str] | None, typer.Option(help="Another version.", metavar="NAME=VERSION")] = None,
    catalogue: Catalogue = None,
    mirror: Annotated[str | None, typer.Option(help="Take files from here instead.", metavar="URL")] = None,
    prefix: Prefix = None,
) -> int:
    """Fetch everything for one platform and pack it."""
    from bootstrap.setup import bundle  # noqa: PLC0415 - a verb pays only for what it uses

    with _context(prefix, catalogue, pairs(version, "VERSION"), mirror) as context:
        rows = bundle.create(context, system or context.facts.system, arch or context.facts.arch, output.absolute())
    typer.echo(f"{output}: {', '.join(row.title for row in rows)} ({output.stat().st_size / 1e6:.0f} MB)")
    return 0


@app.command()
def verify(file: File, *, catalogue: Catalogue = None) -> int:
    """Check every file in a bundle against the catalogue."""
    from bootstrap.setup import bundle  # noqa: PLC0415 - a verb pays only for what it uses

    with _context(None, catalogue, {}, None) as context:
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

    choices = Choices(versions=versions, catalogue=catalogue, mirror=mirror)
    with closing(Terminal()) as terminal:
        yield Context(layout_of(prefix or paths.cache_dir()), choices, terminal.tell)
