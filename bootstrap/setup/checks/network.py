"""Whether what is missing can be downloaded; nobody is asked where nothing is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.converge.resource import Difference
from bootstrap.setup.checks.kind import Check, CheckKind
from bootstrap.setup.findings import NETWORK
from bootstrap.setup.network import NOTHING, network
from bootstrap.setup.resources import Program, Release
from bootstrap.setup.run import to_repair
from core.errors import UserError
from core.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.setup.context import Context


def _look(context: Context) -> Iterator[Check]:
    try:
        resources = [one for role in to_repair(context) for one in role.resources(context)]
        found = network([one for one in resources if isinstance(one, Release)], context)
        for one in resources:
            if isinstance(one, Program) and isinstance(one.inspect(context), Difference):
                one.require(context)
                one.reach(context)
    except UserError as error:
        yield Check(NETWORK, "problem", error.what, error.remedy)
    else:
        if found.reason != NOTHING:
            yield Check(NETWORK, "ok", found.reason)


KIND: Final = CheckKind(name="network", title=Words("Network", "Netzwerk"), look=_look, order=100)
