"""Cameras as they are now."""

from typing import Final

from core.words import Words
from qml_app.pages.kind import PageKind

KIND: Final = PageKind(name="live", title=Words("Live", "Live"), glyph="camera", order=1)
