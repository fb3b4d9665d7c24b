"""Who stands between this machine and the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.setup.checks.kind import Check, CheckKind
from bootstrap.setup.download import masked
from core.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.setup.context import Context


def _look(context: Context) -> Iterator[Check]:
    for scheme, address in context.facts.proxies.items():
        yield Check(f"{scheme} proxy", "ok", masked(address) if "://" in address else address)


KIND: Final = CheckKind(name="proxies", title=Words("Proxies", "Proxys"), look=_look, order=50)
