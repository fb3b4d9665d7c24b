"""`python -m bootstrap.verbs` writes verbs.json: what stage 0 must know of the command line before it can run it."""

from __future__ import annotations

import json
from typing import Any

import typer

from bootstrap.cli import app
from bootstrap.refuse import TABLE


def verbs() -> dict[str, Any]:
    """Every verb with its options, and whether each takes a value."""
    return _described(typer.main.get_command(app))


def _described(command: Any) -> dict[str, Any]:  # noqa: ANN401 - typer's own click has no public types
    options = {
        name: not (option.is_flag or option.count)
        for option in command.params
        if option.param_type_name == "option"
        for name in (*option.opts, *option.secondary_opts)
    }
    inner = getattr(command, "commands", None)
    below = {"verbs": {name: _described(one) for name, one in sorted(inner.items())}} if inner else {}
    return {"options": dict(sorted(options.items())), **below}


if __name__ == "__main__":
    TABLE.write_text(json.dumps(verbs(), indent=1) + "\n", "utf-8")
