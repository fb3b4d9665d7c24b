"""What other distributions call the packages that system_packages knows by Debian's names. Standard library only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from bootstrap.host import Host


class _Manager(NamedTuple):
    install: str
    names: dict[str, str]  # Debian's name: theirs; others are called alike


_XCB: Final = ("libxcb1", "libxcb-glx0", "libxcb-randr0", "libxcb-render0", "libxcb-shape0", "libxcb-shm0")
_XCB_TOO: Final = ("libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1")
_UTILITIES: Final = {
    "libxcb-cursor0": "xcb-util-cursor",
    "libxcb-icccm4": "xcb-util-wm",
    "libxcb-image0": "xcb-util-image",
    "libxcb-keysyms1": "xcb-util-keysyms",
    "libxcb-render-util0": "xcb-util-renderutil",
    "libxcb-util1": "xcb-util",
    **dict.fromkeys((*_XCB, *_XCB_TOO), "libxcb"),
}
_FEDORA: Final = {
    **_UTILITIES,
    "libgl1": "libglvnd-glx",
    "libegl1": "libglvnd-egl",
    "libgl1-mesa-dri": "mesa-dri-drivers",
    "libglib2.0-0": "glib2",
    "libstdc++6": "libstdc++",
    "libx11-xcb1": "libX11-xcb",
    "libx11-6": "libX11",
    "libxext6": "libXext",
    "libxrandr2": "libXrandr",
    "libbrotli1": "libbrotli",
    "libdbus-1-3": "dbus-libs",
    "libdrm2": "libdrm",
    "libfontconfig1": "fontconfig",
    "libfreetype6": "freetype",
    "libgssapi-krb5-2": "krb5-libs",
    "libwayland-client0": "libwayland-client",
    "libwayland-cursor0": "libwayland-cursor",
    "libwayland-egl1": "libwayland-egl",
    "libxkbcommon-x11-0": "libxkbcommon-x11",
    "libxkbcommon0": "libxkbcommon",
    "xvfb": "xorg-x11-server-Xvfb",
}
_ARCH: Final = {
    **_UTILITIES,
    **dict.fromkeys(("libgl1", "libegl1"), "libglvnd"),
    **dict.fromkeys(("libwayland-client0", "libwayland-cursor0", "libwayland-egl1"), "wayland"),
    **dict.fromkeys(("libx11-xcb1", "libx11-6"), "libx11"),
    "libgl1-mesa-dri": "mesa",
    "libglib2.0-0": "glib2",
    "libstdc++6": "gcc-libs",
    "libxext6": "libxext",
    "libxrandr2": "libxrandr",
    "libbrotli1": "brotli",
    "libdbus-1-3": "dbus",
    "libdrm2": "libdrm",
    "libfontconfig1": "fontconfig",
    "libfreetype6": "freetype2",
    "libgssapi-krb5-2": "krb5",
    "libxkbcommon-x11-0": "libxkbcommon-x11",
    "libxkbcommon0": "libxkbcommon",
    "xvfb": "xorg-server-xvfb",
}
_SUSE: Final = {
    "libgl1": "libglvnd",
    "libegl1": "Mesa-libEGL1",
    "libgl1-mesa-dri": "Mesa-dri",
    "libglib2.0-0": "libgthread-2_0-0",
    "libx11-xcb1": "libX11-xcb1",
    "libx11-6": "libX11-6",
    "libxext6": "libXext6",
    "libxrandr2": "libXrandr2",
    "libbrotli1": "libbrotlidec1",
    "libgssapi-krb5-2": "krb5",
    "xvfb": "xorg-x11-server-Xvfb",
}
MANAGERS: Final = {
    "dnf": _Manager("dnf install", _FEDORA),
    "pacman": _Manager("pacman -S --needed", _ARCH),
    "zypper": _Manager("zypper install", _SUSE),
}


def command(host: Host, debian: list[str]) -> str | None:
    """The command that installs these here; None where we know none."""
    for program, manager in MANAGERS.items():
        if host.which(program):
            names = {manager.names.get(name, name) for name in debian}
            return f"sudo {manager.install} {' '.join(sorted(names))}"
    return None
