"""A program that the operating system provides: adopted if it is there, else installed by its package manager."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap.apt_script import GET
from bootstrap.converge.resource import Difference, InOrder
from bootstrap.setup.distribution.kind import failed
from core.errors import UserError

if TYPE_CHECKING:
    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context
    from bootstrap.setup.resources.probe import Probe

# Debian starts a service as soon as it is installed, with a configuration that is not ours: policy-rc.d refuses that,
# disabling refuses it at the next boot. An owner's own policy-rc.d is left alone; ours bears a mark, because one that a
# killed run left behind would keep every service of the machine from being started by its package.
_REACH_SECONDS: Final = 120.0
_POLICY: Final = Path("/usr/sbin/policy-rc.d")
_MARK: Final = "# there while Smart Intersection installs a package"
_APT: Final = f"""
policy={_POLICY.as_posix()}
if [ ! -e "$policy" ] || grep -qxF '{_MARK}' "$policy"; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 1' HUP INT TERM
  printf '#!/bin/sh\\n%s\\nexit 101\\n' '{_MARK}' > "$policy" && chmod 755 "$policy"
fi
{GET}
was_there=; is_installed "$2" && was_there=1
quiet_apt update
get $1 "$2" || exit 1
# The service of an administrator who had the package before stays as it was.
[ -n "$was_there" ] || systemctl disable "$2" >/dev/null 2>&1 || true
"""


@dataclass(frozen=True, slots=True)
class Package:
    """A program from a package.

    Args:
        program: its name.
        package: its package, by package manager.
        probe: asks it for its version.
    """

    program: str
    package: dict[str, str]
    probe: Probe

    @property
    def name(self) -> str:
        """Which program."""
        return f"program {self.program}"

    def path(self, context: Context) -> Path | None:
        """Where it is; None if it is not there."""
        return context.facts.which(self.program)

    def inspect(self, context: Context) -> Finding:
        """Missing, not runnable, too old, or adopted."""
        path = self.path(context)
        if path is None:
            return Difference("not installed", after=self._after(context))
        found, words = self.probe.ask([str(path)], context.facts)
        if not found:
            return Difference(f"{path} cannot be executed: {words}", after=self._after(context))
        if self.probe.too_old(found):
            return Difference(f"{path} {found} is too old", found, f"{self.probe.least} or newer")
        if _left_behind() and context.facts.privilege is not None:
            return Difference(f"an interrupted run left {_POLICY}, which prevents services from starting")
        return InOrder(f"{path} {found}")

    def apply(self, context: Context) -> None:
        """Install it, or install it again over a broken one.

        Raises:
            UserError: there is no package manager we know, no right to use it, or it failed.
        """
        if self._runs(context) and _left_behind():
            context.facts.run([*(context.facts.privilege or ()), "rm", "-f", str(_POLICY)])
            return
        self.require(context)
        manager = context.facts.package_manager
        package = self.package[manager or ""]
        broken = "--reinstall" if self.path(context) else ""
        command = [str(context.facts.which("brew")), "reinstall" if broken else "install", package]
        if manager == "apt":
            command = [*(context.facts.privilege or ()), "sh", "-c", _APT, "sh", broken, package]
        code, text = context.facts.run(command)
        if code:
            raise failed(f"cannot install {package}", text, f"install {package} manually, then run setup")
        self._check_age(context)
        if not broken:
            context.notes.put("made", f"{manager} package", package)  # for uninstall to name

    def require(self, context: Context) -> None:
        """What it takes to install it is there.

        Raises:
            UserError: there is no package manager we know, or no right to use it.
        """
        facts = context.facts
        package = self.package.get(facts.package_manager or "")
        if package is None:
            how = "install it with your package manager"
            if facts.system == "darwin":
                how = "install Homebrew (https://brew.sh)"
            raise UserError(f"{self.program} is not installed", f"{how}, then run setup")
        if facts.package_manager == "apt" and facts.privilege is None:
            broken = "--reinstall" if self.path(context) else ""
            raise UserError(
                f"{self.program} is not installed, and installing it requires root",
                f"run: sudo apt-get install -y --no-install-recommends {broken} {package}".replace("  ", " ")
                + f" && sudo systemctl disable --now {package}; then run setup again",
            )

    def reach(self, context: Context) -> None:
        """It can be fetched now, if Homebrew would: it fetches it beforehand, into its own cache, without root.

        Raises:
            UserError: it cannot.
        """
        if context.facts.package_manager != "brew":
            return
        package = self.package["brew"]
        command = [str(context.facts.which("brew")), "fetch", "--quiet", package]
        code, text = context.facts.run(command, timeout=_REACH_SECONDS)
        if code:
            raise failed(f"Homebrew cannot fetch {package}", text, "check the network, then run: brew update")

    def _runs(self, context: Context) -> bool:
        path = self.path(context)
        return path is not None and bool(self.probe.ask([str(path)], context.facts)[0])

    def _check_age(self, context: Context) -> None:
        path = self.path(context)
        found = self.probe.ask([str(path)], context.facts)[0] if path else ""
        if found and self.probe.too_old(found):
            remedy = f"install {self.program} {self.probe.least} or newer yourself, then run setup"
            raise UserError(f"{path} {found} is too old", remedy)

    def _after(self, context: Context) -> str:
        manager = context.facts.package_manager
        return f"{manager} package {self.package.get(manager or '', 'unknown')}"


def _left_behind() -> bool:
    try:
        return _MARK in _POLICY.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
