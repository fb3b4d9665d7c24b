"""Fedora, Red Hat and their relatives: dnf fetches, rpmkeys verifies, cpio unpacks; none needs root for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.setup.distribution.kind import Offer, failed

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.setup.facts import Facts

_VERSION: Final = re.compile(r"^([^\s-]+-[^\s-]+)$", re.MULTILINE)
_KEYS: Final = "/etc/pki/rpm-gpg"
_REMEDY: Final = "check network and dnf's repositories (on Red Hat: EPEL), then run setup again"
# Keys of the distribution's into a database of ours: that of the system is root's, and empty before the first
# installation. `rpmkeys` succeeds for a file that bears no signature at all, so its words count.
_VERIFY: Final = """
set -e
keys="$1"; folder="$2"; store="$3"
mkdir -p "$store"
rpmkeys --dbpath "$store" --import "$keys"/RPM-GPG-KEY-*
for file in "$folder"/*.rpm; do
  said=$(rpmkeys --dbpath "$store" --checksig "$file")
  case "$said" in *"signatures OK") ;; *) echo "error: $said"; exit 1;; esac
done
"""
_UNPACK: Final = 'cd "$2" && rpm2cpio "$1" | cpio --extract --make-directories --quiet --no-absolute-filenames'


@dataclass(frozen=True, slots=True)
class Dnf:
    """See `Distribution`."""

    facts: Facts
    work: Path
    name = "dnf"
    tools = ("dnf", "rpmkeys", "rpm2cpio", "cpio")
    suffix = ".rpm"

    def offer(self, package: str) -> Offer:
        """The newest version; which libraries the machine lacks is for `fetch` to find out.

        Raises:
            UserError: no repository has it.
        """
        query = ["repoquery", "--latest-limit=1", "--queryformat", "%{version}-%{release}\n", package]
        code, text = self.facts.run(["dnf", "-q", *query])
        found = _VERSION.findall(text)
        if code or not found:
            raise failed(f"dnf does not offer {package}", text, _REMEDY)
        return Offer(found[-1], (f"{package}-{found[-1]}",))

    def reach(self, package: str) -> None:
        """Ask its repositories.

        Raises:
            UserError: no repository has it.
        """
        self.offer(package)

    def refresh(self) -> None:
        """Dnf knows by itself when what it knows is too old."""

    def fetch(self, offer: Offer, folder: Path) -> None:
        """Download, with the libraries that this machine lacks, and verify each file's signature.

        Raises:
            UserError: it failed, or a file is not the distribution's.
        """
        command = ["dnf", "-q", "-y", "download", "--resolve", "--destdir", str(folder), *offer.packages]
        code, text = self.facts.run(command)
        if code:
            raise failed("dnf cannot download the packages", text, _REMEDY)
        code, text = self.facts.run(["sh", "-c", _VERIFY, "sh", _KEYS, str(folder), str(self.work / "keys")])
        if code:
            raise failed("a package does not bear the distribution's signature", text, "check dnf's repositories")

    def unpack(self, file: Path, place: Path) -> None:
        """Files only; scripts of the package are not run.

        Raises:
            UserError: it is damaged, or there is no room.
        """
        code, text = self.facts.run(["sh", "-c", _UNPACK, "sh", str(file), str(place)])
        if code:
            raise failed(f"cannot unpack {file.name}", text, "free some disk space and run setup again")
