"""Names of sites that nobody chose. The window's first frame reads this."""

from __future__ import annotations

from typing import Final

UNNAMED: Final = "site"
#: Site and camera of synthetic events. No configuration may use it, and whoever counts, shows or keeps leaves it out.
SELFTEST: Final = "selftest"
