"""Whether a folder may become an installation: what uninstall would remove from it must be nobody else's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bootstrap.services.records import ENGINE
from bootstrap.setup import roles
from core.errors import UserError

if TYPE_CHECKING:
    from bootstrap.layout import Layout

# What may be there before the first setup: of the engine, brought here by hand, or left of an earlier installation.
_LOGS: Final = r"\w[\w-]*\.log(\.\d)?"
_CACHE: Final = r"[0-9a-f]{64}(\.part|\.etag)?|packages"
_PACKAGES: Final = r"apt|incoming|keys|lists(\.\w+)?|offline|others-\w+|repository"  # looked for before setup begins
_SECRETS: Final = r"[a-z0-9][a-z0-9-]{0,62}"


def check_is_ours(layout: Layout) -> None:
    """Look at a folder that holds no installation yet.

    Raises:
        UserError: it has folders of the names ours have, with other things in them.
    """
    if layout.lock.exists() or layout.notes.exists():
        return
    services = "|".join((*roles.known(), ENGINE))
    ours = {
        "config": services,
        "data": services,
        "services": rf"({services})\.(json|want)",
        "run": r"[\w-]+\.(json|lock|stop|xml)",
        "logs": f"{_LOGS}|{services}",
        "cache": _CACHE,
        "cache/packages": f"{_PACKAGES}|{services}",
        "secrets": _SECRETS,
    }
    for part, names in ours.items():
        folder = layout.prefix / part
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if not path.name.startswith(".") and not re.fullmatch(names, path.name):
                raise UserError(
                    f"{folder} contains {path.name}, which does not belong to an installation",
                    f"choose an empty --prefix, for example {layout.prefix / 'smart-intersection'}",
                )
