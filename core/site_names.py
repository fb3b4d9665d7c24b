"""What a site is called that nobody has named. The window's first frame reads this."""

from __future__ import annotations

from typing import Final

UNNAMED: Final = "site"
