"""Pictures from files, streams, webcams and the simulator, decoded in a process of their own."""

from core.sources.opening import check_source, comes_back, first_picture, open_source
from core.sources.protocol import Source

__all__ = ["Source", "check_source", "comes_back", "first_picture", "open_source"]
