"""Unpacking archives nobody vouches for: what would leave the folder, fill the disk or hide itself is refused."""

from bootstrap.setup.archive.names import HostileArchiveError, Limits
from bootstrap.setup.archive.unpack import unpack

__all__ = ["HostileArchiveError", "Limits", "unpack"]
