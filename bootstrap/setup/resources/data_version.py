"""What is stored was written by this version or an older one: newer data may be unreadable, or be spoilt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.converge.resource import Difference, InOrder, RefusedError
from bootstrap.setup.catalogue import version_key
from bootstrap.setup.publish import read_current

if TYPE_CHECKING:
    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context
    from bootstrap.setup.resources.release import Release

_SECTION: Final = "data"
_ALLOW: Final = "--allow-downgrade"


@dataclass(frozen=True, slots=True)
class DataVersion:
    """Comes before the release: refused, the newer version goes on running. Noted before the new version can write.

    Args:
        release: what writes into the data folder of its product's name.
        why: what happens to newer data.
    """

    release: Release
    why: str

    @property
    def name(self) -> str:
        """Whose."""
        return f"data of {self.release.product}"

    def inspect(self, context: Context) -> Finding:
        """Nothing stored yet, written by an older version, or by this one.

        Raises:
            RefusedError: written by a newer one, and that was not allowed.
        """
        wanted = self.release.artifact(context).version
        writer = _writer(self.release.product, wanted, context)
        if writer == wanted:
            return InOrder(f"written by {wanted}")
        if writer is None:
            return Difference(f"no data yet; {wanted} will create it", after=wanted)
        if too_old(wanted, self.release.product, context):
            product = self.release.product
            raise RefusedError(
                f"the data was written by {product} {writer}, which is newer than {wanted}: {self.why}",
                f"keep it: setup --version {product}={writer}; or copy {context.layout.data(product)}, then: setup "
                f"--version {product}={wanted} {_ALLOW}",
                ("--version", f"{product}={writer}"),
            )
        return Difference(f"written by {writer}", writer, wanted)

    def apply(self, context: Context) -> None:
        """Note who writes from now on."""
        context.notes.put(_SECTION, self.release.product, self.release.artifact(context).version)


def too_old(wanted: str, product: str, context: Context) -> bool:
    """Whether a version is older than the one that wrote the data, and that was not allowed."""
    writer = _writer(product, wanted, context)
    newer = writer is not None and version_key(writer) > version_key(wanted)
    return newer and not context.choices.downgrade


def _writer(product: str, wanted: str, context: Context) -> str | None:
    """Who wrote last; before it was noted, whoever is in use. A note about data that are gone says nothing."""
    noted = context.notes.get(_SECTION, product)
    stored = next(context.layout.data(product).glob("*"), None)
    if stored is None and noted != wanted:
        return None
    return noted if isinstance(noted, str) else read_current(context.layout.product(product))
