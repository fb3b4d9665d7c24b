"""What the operating system must provide and how to get it. Standard library only: runs before anything is installed.

The tables are what the libraries name themselves (`objdump -p`, NEEDED) over the parts of PySide6 and OpenCV that are
used: platform plugins xcb and wayland, GLX and EGL integration, cv2.
"""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap.apt_script import GET
from bootstrap.host import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bootstrap.host import Host

# Shared object: Debian package.
ENGINE: Final = {
    "libGL.so.1": "libgl1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxcb.so.1": "libxcb1",
}
APP: Final = {
    "libEGL.so.1": "libegl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXext.so.6": "libxext6",
    "libXrandr.so.2": "libxrandr2",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Program: Debian package. Tests that need one that a system does not offer skip and say so.
TEST_PROGRAMS: Final = {
    "Xvfb": "xvfb",
    "mosquitto": "mosquitto",
    "victoria-metrics": "victoria-metrics",
    "xdotool": "xdotool",
}
#: What a complete bundle has beside the packages of the window's libraries, to install them without network.
INSTALL: Final = "install.sh"
_BROUGHT: Final = Path(__file__).resolve().parents[1] / "offline" / "libraries" / INSTALL
_MESA: Final = "libgl1-mesa-dri"  # has no library of its own name: plugins in a folder
_SERVICES: Final = ("mosquitto", "victoria-metrics")
_OPTIONAL: Final = (*_SERVICES, "xdotool")  # tests can do without

# Debian starts a service as soon as it is installed. Tests start their own servers on free ports, and nothing of ours
# listens unasked: policy-rc.d refuses the start during the installation, disabling refuses it at the next boot.
_QUIETLY: Final = f"""
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' > "$policy" && chmod 755 "$policy"
fi
{GET}
quiet_apt update || echo 'could not update the package lists; continuing with the existing ones'
for package in $OPTIONAL; do
  if apt-cache show "$package" >/dev/null 2>&1; then PACKAGES="$PACKAGES $package"; fi
done
NEW=
for package in $PACKAGES; do is_installed "$package" || NEW="$NEW $package"; done
get $PACKAGES || exit 1
for package in $NEW; do
  case " $SERVICES " in *" $package "*) systemctl disable "$package" >/dev/null 2>&1 || true;; esac
done
"""


@dataclass(frozen=True)
class Plan:
    """Packages to install, what makes a command root's, and for what they are needed."""

    prefix: list[str]
    packages: list[str]
    app: bool
    test: bool


def has_screen() -> bool:
    """Whether a window can be shown."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_packages(host: Host, *, app: bool, test: bool) -> list[str]:
    """Debian names of what is missing, sorted; empty on other systems than Linux, whose wheels bring everything."""
    if not host.linux:
        return []
    wanted = ENGINE | (APP if app else {})
    packages = {wanted[name] for name in host.missing_libraries(wanted)}
    if test:
        packages |= {package for program, package in TEST_PROGRAMS.items() if not host.which(program)}
        packages |= set() if host.has_mesa() else {_MESA}
    return sorted(packages)


def plan(host: Host, *, app: bool, test: bool, also: Sequence[str] = ()) -> Plan | None:
    """What to install and how; None if nothing is missing. Changes nothing.

    Args:
        host: the machine.
        app: whether a window is opened.
        test: whether the tests are run.
        also: Debian's packages that will be missed next: whoever has to install something by hand does it once.

    Raises:
        Stop: something is missing and may not be installed without asking.
    """
    missing = missing_packages(host, app=app, test=test)
    if not missing or host.noted("packages", missing):
        return None
    if not host.which("apt-get"):
        from bootstrap import other_packages  # noqa: PLC0415 - where nothing is missing, nobody pays for it

        known = other_packages.command(host, missing)
        if known:
            raise Stop(f"{len(missing)} system libraries are missing", f"run this, then try again:\n  {known}")
        raise Stop(
            f"system libraries are missing: {', '.join(missing)} (Debian's names)",
            "install them with your package manager, then run this again",
        )
    prefix = host.privilege()
    if prefix is not None:
        return Plan(prefix, missing, app=app, test=test)
    missing = _offered(host, missing)
    if not missing:
        return None
    missing += also
    if _BROUGHT.is_file() and not test:
        raise Stop(
            f"{len(missing)} system packages are missing, and installing them requires root",
            f"run this, then try again:\n  sudo sh {shlex.quote(str(_BROUGHT))}",
        )
    raise Stop(
        f"{len(missing)} system packages are missing, and installing them requires root",
        f"run this, then try again:\n  sudo apt-get install -y --no-install-recommends {' '.join(missing)}",
    )


def carry_out(host: Host, planned: Plan) -> None:
    """Install and look again.

    Raises:
        Stop: it did not help.
    """
    optional = [name for name in planned.packages if name in _OPTIONAL]
    needed = [name for name in planned.packages if name not in _OPTIONAL]
    script = (
        f"PACKAGES='{' '.join(needed)}'; OPTIONAL='{' '.join(optional)}'; SERVICES='{' '.join(_SERVICES)}'\n{_QUIETLY}"
    )
    title = f"installing {len(planned.packages)} system packages"
    brought = [[str(_BROUGHT)]] if _BROUGHT.is_file() and not planned.test else []
    ways = [*brought, ["-c", script]]  # those of a bundle may be of another release
    if all(host.run([*planned.prefix, "sh", *way], title) for way in ways):
        raise Stop("cannot install the system packages", host.log_hint())
    _verify(host, missing_packages(host, app=planned.app, test=planned.test))


def _offered(host: Host, packages: list[str]) -> list[str]:
    """Without what this distribution does not have and tests can do without."""
    return [name for name in packages if name not in _OPTIONAL or host.ask(["apt-cache", "show", name])[0] == 0]


def _verify(host: Host, still: list[str]) -> None:
    """What this distribution does not offer and tests can do without is not worth a stop, and not asked for again."""
    if set(still) - set(_OPTIONAL):
        raise Stop(f"still missing after the installation: {', '.join(still)}", host.log_hint())
    if still:
        host.say(f"not available on this system: {', '.join(still)}; tests that need them are skipped")
        host.note("packages", still)
