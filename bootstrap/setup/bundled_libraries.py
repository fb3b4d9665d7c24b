"""The system's libraries that the window needs, in a complete bundle: packages of this distribution, with signed lists.

On the other machine apt takes them for an archive: it installs what is missing there, and believes only what bears the
distribution's signature. The product does it by itself where it may, else it names the one command.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from bootstrap import system_packages
from bootstrap.apt_script import GET
from bootstrap.setup import distribution
from bootstrap.setup.distribution.apt import Apt
from bootstrap.setup.distribution.repository import KEYRINGS, SOURCES

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.setup.context import Context

# The archive is reached by a link: apt's lists of sources bear no blanks. What is there stays as it is: newer versions
# may want others of packages that are not in the bundle.
_SCRIPT: Final = r"""#!/bin/sh
# Installs what is missing of the system libraries that Smart Intersection's window needs, from this folder.
. /etc/os-release
if [ "$ID ${{VERSION_CODENAME:-$VERSION_ID}}" != "{release}" ]; then
  echo "error: these packages are for {release}, this is $ID ${{VERSION_CODENAME:-$VERSION_ID}}" >&2
  exit 2
fi
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
work=$(mktemp -d /var/tmp/smart-intersection.XXXXXXXX) || exit 2
trap 'rm -rf "$work"' EXIT
ln -s "$here" "$work/archive" && mkdir -p "$work/lists/partial" "$work/archives/partial" || exit 2
keys=
for name in {keyrings}; do
  for key in /usr/share/keyrings/$name-*keyring.*; do
    if [ -e "$key" ]; then keys="$keys,$key"; fi
  done
done
signed=${{keys:+[signed-by=${{keys#,}}] }}
: > "$work/sources.list"
{sources}
options="-oDir::Etc::sourcelist=$work/sources.list -oDir::Etc::sourceparts=- -oDir::State::lists=$work/lists"
options="$options -oDir::Cache::archives=$work/archives -oDir::Cache::pkgcache= -oDir::Cache::srcpkgcache="
options="$options -oAcquire::Check-Valid-Until=false -oAcquire::Check-Date=false -oAcquire::Languages=none"
options="$options -oAPT::Sandbox::User=root"
{get}
new=
for package in {packages}; do is_installed "$package" || new="$new $package"; done
[ -z "$new" ] || {{ quiet_apt update $options && get $options $new; }}
"""
_LINE: Final = 'echo "deb ${{signed}}copy:$work/archive/{site} {release} {component}" >> "$work/sources.list"'


def possible(context: Context) -> bool:
    """Whether this machine's distribution is one whose packages can be brought along."""
    return context.facts.system == "linux" and all(context.facts.which(tool) for tool in Apt.tools)


def keep(folder: Path, context: Context) -> int:
    """Fetch them, with all that they need; how many packages that is.

    Args:
        folder: is not there yet.
        context: of a machine where it is `possible`.

    Raises:
        UserError: they cannot be fetched.
    """
    wanted = sorted({*system_packages.ENGINE.values(), *system_packages.APP.values()})
    offer = distribution.keep_whole(wanted, folder, context)
    sources = json.loads((folder / SOURCES).read_text())
    lines = [_LINE.format(site=site, release=release, component=component) for site, release, component in sources]
    script = _SCRIPT.format(
        release=context.facts.release,
        keyrings=" ".join(KEYRINGS),
        sources="\n".join(lines),
        get=GET,
        packages=" ".join(wanted),
    )
    (folder / system_packages.INSTALL).write_text(script)
    return len(offer.packages)
