"""`licences`: what is installed beside the product, and under which terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from bootstrap.packages import ENOUGH

if TYPE_CHECKING:
    from importlib.metadata import Distribution

_PRODUCT: Final = "smart-intersection"


def licences(*, markdown: Annotated[bool, typer.Option("--markdown", help="Print a Markdown table.")] = False) -> int:
    """List the licences of all packages needed at run time."""
    rows = [(dist.name, dist.version, licence(dist)) for dist in closure(_PRODUCT)]
    if markdown:
        typer.echo("| package | version | licence |\n|---|---|---|")
    width = max(len(name) for name, _, _ in rows)
    for name, version, terms in rows:
        typer.echo(f"| {name} | {version} | {terms} |" if markdown else f"{name:<{width}}  {version:<14}  {terms}")
    return 0


def closure(name: str) -> list[Distribution]:
    """The distributions that `name` needs on this machine, itself not included, sorted by name."""
    from packaging.requirements import Requirement  # noqa: PLC0415 - a verb pays only for what it uses

    found: dict[str, Distribution] = {}
    todo: list[tuple[str, frozenset[str]]] = [(name, frozenset())]
    while todo:
        current, extras = todo.pop()
        for text in _requires(current):
            need = Requirement(text)
            if need.marker and not any(need.marker.evaluate({"extra": extra}) for extra in (extras or {""})):
                continue
            dist = _distribution(need.name) or _distribution(ENOUGH.get(need.name.lower(), need.name))
            if dist and dist.name.lower() not in found:
                found[dist.name.lower()] = dist
                todo.append((dist.name, frozenset(need.extras)))
    return [found[key] for key in sorted(found)]


def licence(dist: Distribution) -> str:
    """The SPDX expression if there is one, else the classifiers, else the first line of the licence field."""
    metadata = dist.metadata
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    names = [
        line.rsplit(" :: ", 1)[-1] for line in metadata.get_all("Classifier") or [] if line.startswith("License :: ")
    ]
    first = metadata["License"].strip().split("\n", 1)[0][:60] if "License" in metadata else ""
    return " / ".join(name for name in names if name != "OSI Approved") or first or "not stated"


def _requires(name: str) -> list[str]:
    dist = _distribution(name)
    return list(dist.requires or []) if dist else []


def _distribution(name: str) -> Distribution | None:
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415 - as above

    try:
        return distribution(name)
    except PackageNotFoundError:
        return None
