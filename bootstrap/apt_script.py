"""Installing packages with apt on a machine that others look after, too. Standard library only.

Locks are waited for, nothing is asked, files that an administrator has edited stay, and what somebody's interrupted run
left half configured is finished first. What counts in the end is whether the packages are there, not apt's exit code:
that also speaks of packages that are none of ours.
"""

from __future__ import annotations

from typing import Final

#: Defines the shell function `get PACKAGE…`; options of apt may come first.
GET: Final = r"""
export DEBIAN_FRONTEND=noninteractive APT_LISTCHANGES_FRONTEND=none UCF_FORCE_CONFFOLD=1
export NEEDRESTART_SUSPEND=1 NEEDRESTART_MODE=l
quiet_apt() {
  apt-get "$@" -q -o DPkg::Lock::Timeout=240 \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold </dev/null
}
is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
all_installed() {
  for one in "$@"; do
    case "$one" in -*) ;; *) is_installed "$one" || return 1;; esac
  done
}
get() {
  quiet_apt install -y --no-install-recommends "$@" && return 0
  if [ -n "$(dpkg --audit 2>/dev/null)" ]; then
    dpkg --force-confdef --force-confold --configure -a </dev/null
    quiet_apt install -y --no-install-recommends "$@" && return 0
  fi
  case " $* " in *" --reinstall "*) return 1;; esac
  all_installed "$@"
}
"""
