"""The rules for other programs and for people: `assets/schema/rules.json` and `docs/rules.md`.

`python -m core.rules.export` writes both. A rule that is added is no new version of the events: their `rule` is a name
that is looked up in this registry.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from core.settings.rules import RULES

if TYPE_CHECKING:
    from core.settings.rules import RuleKind

ROOT: Final = Path(__file__).parents[2]
_HEAD: Final = """\
# Rules

Written by `python -m core.rules.export` from `core/settings/rules`. Each rule is on by default, and reported only where
the scene has what it needs. `rules.<name>.enabled: false` in a camera's section turns it off. The same list for
programs, with all names in English and German: `assets/schema/rules.json`.

| rule | violation | needs | settings (default) | alert | more than … an hour |
|---|---|---|---|---|---|
"""


def written() -> dict[str, str]:
    """The files' texts by name, relative to the repository."""
    registry = json.dumps({"rules": {name: _entry(kind) for name, kind in RULES.items()}}, indent=2, ensure_ascii=False)
    page = _HEAD + "".join(map(_row, RULES.values())) + "\nWhat shows a violation (`facts` of its event):\n\n"
    return {
        "assets/schema/rules.json": registry + "\n",
        "docs/rules.md": page + "".join(map(_facts, RULES.values())),
    }


def _entry(kind: RuleKind) -> dict[str, Any]:
    return {
        "title": kind.title._asdict(),
        "label": kind.label._asdict(),
        "severity": kind.severity,
        "momentary": kind.momentary,
        "facts": {name: words._asdict() for name, words in kind.facts.items()},
    }


def _row(kind: RuleKind) -> str:
    about = (kind.settings.__doc__ or "").splitlines()[0].rstrip(".")
    cells = (
        f"`{kind.name}`",
        f"{kind.title.en}: {about.partition(': ')[2] or about[0].lower() + about[1:]}",
        kind.needs,
        ", ".join(f"`{key}` ({kind.settings.model_fields[key].default:g})" for key in kind.thresholds),
        kind.severity,
        f"`{kind.name}_per_hour` ({kind.per_hour})",
    )
    return f"| {' | '.join(cells)} |\n"


def _facts(kind: RuleKind) -> str:
    return f"* `{kind.name}`: {', '.join(f'`{name}`' for name in kind.facts)}\n"


def write(root: Path = ROOT) -> None:
    """Write both files below a folder."""
    for name, text in written().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    write()
