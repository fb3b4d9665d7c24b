"""From tracks to events: the only place that makes detection, crossing and violation events."""

from core.analyse.analyser import Analyser

__all__ = ["Analyser"]
