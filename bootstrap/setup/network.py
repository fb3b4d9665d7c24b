"""Whether everything that is still to be fetched can be had: the one cause behind many things that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.converge.resource import Difference, InOrder
from bootstrap.setup.bundle_index import contents
from bootstrap.setup.download import masked
from bootstrap.setup.resources.release import wanted
from bootstrap.setup.transfer import trouble
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bootstrap.converge.resource import Finding
    from bootstrap.setup.catalogue import Artifact
    from bootstrap.setup.context import Context
    from bootstrap.setup.resources import Release

NOTHING: Final = "nothing to download"
#: What helps where nothing can be downloaded.
REMEDY: Final = (
    "check network and proxy (HTTPS_PROXY), or use --mirror URL or --offline BUNDLE "
    "(created with 'bundle create' on a machine with internet access)"
)


def network(releases: Sequence[Release], context: Context) -> Finding:
    """Look at one address of each file that is neither installed nor fetched.

    Args:
        releases: what is wanted here.
        context: its cache, bundle and mirror count.

    Raises:
        UserError: a file cannot be had; it names the host and what was tried.
    """
    missing = [one.artifact(context) for one in releases if isinstance(one.inspect(context), Difference)]
    missing = [row for row in missing if not (context.layout.cache / (row.sha256 or "")).is_file()]
    if not missing:
        return InOrder(NOTHING)
    if context.choices.bundle:
        return _bundle(missing, context)
    for row in missing:
        _reach(row, context)
    size = sum(row.size or 0 for row in missing) / 1e6
    return InOrder(f"{len(missing)} files to download, {size:.0f} MB" if size else f"{len(missing)} files to download")


def _bundle(missing: Sequence[Artifact], context: Context) -> Finding:
    bundle = context.choices.bundle
    assert bundle is not None  # noqa: S101 - the caller asked
    lacking = {row.sha256 for row in missing} - contents(bundle)
    lost = ", ".join(row.title for row in missing if row.sha256 in lacking)
    if lost:
        raise UserError(f"{bundle.name} does not contain {lost}", "create one for this machine: bundle create")
    return InOrder(f"not needed: {bundle.name} contains all files")


def _reach(row: Artifact, context: Context) -> None:
    urls = wanted(row, context).urls
    problems = [f"{masked(url)}: {why}" for url in urls if (why := trouble(url))]
    if len(problems) == len(urls):
        raise UserError(f"{row.title} cannot be downloaded: {'; '.join(problems)}", REMEDY)
