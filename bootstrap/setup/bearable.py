"""Where an installation may lie: not below a folder whose name one of the servers cannot bear, however it is quoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_ANY: Final = re.compile(r"[\x00-\x1f\x7f]")  # a line of a configuration file ends there
# Grafana: a pattern in the path of its program; the end of `$__file{…}`; go-ini's quotes and its references.
_GRAFANA: Final = re.compile(r"[\[\]*?{}`]|%\(")


def check_prefix(prefix: Path, roles: Collection[str]) -> None:
    """That all roles of a run can work below it.

    Args:
        prefix: where the installation is or shall be.
        roles: names of those that are set up.

    Raises:
        UserError: one cannot; names the character and a path that works.
    """
    text = str(prefix)
    remedy = f"choose another folder, for example --prefix {_ANY.sub('_', _GRAFANA.sub('_', text))!r}"
    if found := _ANY.search(text):
        shown = text.encode("unicode_escape").decode()
        raise UserError(f"no service can run below a folder with {found[0]!r} in its name: {shown}", remedy)
    if "grafana" in roles and (found := _GRAFANA.search(text)):
        raise UserError(f"Grafana cannot run below a folder with {found[0]!r} in its name: {text}", remedy)
