"""Rules of the road, one file each: who breaks one, with the facts that show it. How they are found: `registry`."""

from core.rules.context import Context, Rule
from core.rules.vehicles import Vehicles

__all__ = ["Context", "Rule", "Vehicles"]
