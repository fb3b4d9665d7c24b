"""Settings in an owner's conf.d that setup cannot live with: said before a service is started with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class Held(NamedTuple):
    """A setting that has to stay as it is.

    Attributes:
        key: as the owner writes it.
        allowed: values that are as good as ours; none if there is no such value.
        what: that it has to stay and why; begins with the key.
        remedy: what does what the owner probably wants.
    """

    key: str
    allowed: tuple[str, ...]
    what: str
    remedy: str


def refuse(path: Path, own: Mapping[str, object], held: Sequence[Held]) -> None:
    """That nothing in an owner's file changes one of these.

    Raises:
        UserError: something does; names the first.
    """
    for one in held:
        if one.key in own and str(own[one.key]).strip(" \"'`").lower() not in one.allowed:
            raise UserError(f"{path}: {one.what}", one.remedy)
