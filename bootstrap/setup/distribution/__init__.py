"""Programs that a Linux distribution publishes: fetched and verified with its own tools, unpacked where we say.

Nothing is installed: no root, no lock, no question, no service that starts. One file for each kind of distribution.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bootstrap.files import remove_tree
from bootstrap.setup.distribution import repository
from bootstrap.setup.distribution.apt import Apt
from bootstrap.setup.distribution.dnf import Dnf
from bootstrap.setup.distribution.kind import Distribution, Offer
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bootstrap.setup.context import Context

__all__ = ["Distribution", "Offer", "distribution", "keep", "keep_whole", "repository_folder", "take"]


def distribution(context: Context) -> Distribution | None:
    """The one this machine has the tools of; None if we know none. Without network, it has what a bundle brought."""
    if context.facts.system != "linux":
        return None
    kinds: tuple[Distribution, ...] = (Apt(context.facts, _work(context)), Dnf(context.facts, _work(context)))
    kind = next((kind for kind in kinds if all(context.facts.which(tool) for tool in kind.tools)), None)
    if isinstance(kind, Apt) and context.source.offline and repository_folder(context).is_dir():
        return Apt.without_network(context.facts, _offline(context), repository_folder(context))
    return kind


def keep(package: str, arch: str, folder: Path, context: Context) -> Offer:
    """Put what machines with this release of the distribution need of a package into a folder, for a bundle.

    Args:
        package: its name.
        arch: of their processors.
        folder: is not there yet.
        context: whose machine has the distribution's tools.

    Raises:
        UserError: there are no such tools here, or it cannot be fetched.
    """
    if not all(context.facts.which(tool) for tool in Apt.tools):
        what = f"{package} for Linux can only be bundled on Debian, Ubuntu and their relatives"
        raise UserError(what, f"create the bundle there, or install {package} on the other machine")
    return Apt.for_others(context.facts, _work(context) / f"others-{arch}", arch).keep(package, folder)


def keep_whole(packages: Sequence[str], folder: Path, context: Context) -> Offer:
    """Put packages, and all that they need, into a folder, for machines like this one.

    Args:
        packages: their names.
        folder: is not there yet.
        context: of a machine with apt.

    Raises:
        UserError: they cannot be fetched.
    """
    arch = context.facts.arch
    return Apt.for_others(context.facts, _work(context) / f"others-{arch}", arch).keep_whole(packages, folder)


def take(folder: Path, context: Context) -> None:
    """Have a folder that `keep` made in place of the network; it is moved.

    Raises:
        UserError: it is none.
    """
    remove_tree(_offline(context))
    remove_tree(repository_folder(context))
    _work(context).mkdir(parents=True, exist_ok=True)
    folder.replace(repository_folder(context))
    repository.settle(repository_folder(context))


def _work(context: Context) -> Path:
    return context.layout.cache / "packages"


def repository_folder(context: Context) -> Path:
    """Where packages that a bundle has brought are."""
    return _work(context) / "repository"


def _offline(context: Context) -> Path:
    return _work(context) / "offline"
