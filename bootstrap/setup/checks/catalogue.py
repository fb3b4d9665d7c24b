"""Whence files are taken, if not as usual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.setup.catalogue import DEFAULT
from bootstrap.setup.checks.kind import Check, CheckKind
from bootstrap.setup.download import masked
from core.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.setup.context import Context


def _look(context: Context) -> Iterator[Check]:
    if context.catalogue_file != DEFAULT:
        yield Check("catalogue", "ok", str(context.catalogue_file))
    if context.mirror:
        yield Check("mirror", "ok", masked(context.mirror))


KIND: Final = CheckKind(name="catalogue", title=Words("Catalogue", "Katalog"), look=_look, order=60)
