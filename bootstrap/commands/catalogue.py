"""`catalogue check`: for maintainers, on a connected machine."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bootstrap.commands.installation import catalogue_file
from bootstrap.commands.setup import Catalogue  # noqa: TC001 - typer looks annotations up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bootstrap.setup.catalogue_check import Compared

Product = Annotated[str | None, typer.Option(help="Check this product only. Default: all.", metavar="NAME")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write the proposed rows (checksums, sizes, sources) as JSON.", metavar="FILE"),
]

app = typer.Typer(help="Maintain the release catalogue.", no_args_is_help=True)


@app.callback()
def catalogue() -> None:
    """Maintain the release catalogue."""


@app.command()
def check(*, catalogue: Catalogue = None, product: Product = None, output: Output = None) -> int:
    """Compare every row with the checksums and sizes that the makers publish. Exit code 1 if one differs."""
    from bootstrap.setup import catalogue as catalogues  # noqa: PLC0415 - a verb pays only for what it uses
    from bootstrap.setup.catalogue_check import compare  # noqa: PLC0415 - as above

    known = catalogues.Catalogue.read(catalogue_file(catalogue))
    found = []
    for one in compare([row for row in known.all() if product in (None, row.product)]):
        typer.echo(f"{one.state:12} {one.row.title} {one.row.os} {one.row.arch}: {one.what}")
        found.append(one)
    _tell(found)
    if output:
        rows = [one.proposed.model_dump(mode="json", exclude_none=True) for one in found if one.proposed]
        output.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    return 1 if any(one.wrong for one in found) else 0


def _tell(found: Sequence[Compared]) -> None:
    states = Counter(one.state for one in found)
    typer.echo("\n" + ", ".join(f"{state}: {count}" for state, count in sorted(states.items())))
    if single := [f"{one.row.title} {one.row.os} {one.row.arch}" for one in found if one.single]:
        typer.echo(f"no second source for the checksum ({len(single)}): {', '.join(single)}")
    typer.echo(f"rows with something new: {sum(one.proposed is not None for one in found)}")
