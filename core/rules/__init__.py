"""Rules of the road, one file each: who breaks one, with the facts that show it. How they are found: `registry`."""

from core.rules.context import Context, Mover, Rule
from core.rules.vehicles import Vehicles

__all__ = ["Context", "Mover", "Rule", "Vehicles"]
