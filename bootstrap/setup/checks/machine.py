"""Whether there are releases for this machine, and good ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.setup.checks.kind import Check, CheckKind
from core.errors import UserError
from core.words import Words

if TYPE_CHECKING:
    from bootstrap.setup.context import Context


def _look(context: Context) -> list[Check]:
    """Whether there are releases for it, and good ones."""
    facts = context.facts
    missing, doubts = [], []
    for product in context.catalogue.products():
        try:
            row = context.catalogue.find(product, facts.system, facts.arch, context.version(product))
            doubt = context.catalogue.warning(product, row.version, facts.system)
            doubts += [f"{row.title}: {doubt}"] if doubt else []
        except UserError as error:
            if product != "mosquitto":  # comes from the system's packages
                missing.append(str(error))
    if missing:
        what = f"{facts.system} {facts.arch}: {'; '.join(missing)}"
        return [Check("machine", "problem", what, "use the remote profile")]
    if doubts:
        return [Check("machine", "warning", "; ".join(doubts), "use a newer version: upgrade, or setup --version")]
    return [Check("machine", "ok", f"{facts.system} {facts.arch}")]


KIND: Final = CheckKind(
    name="machine", title=Words("Computer", "Computer"), look=_look, local=True, beforehand=True, order=10
)
