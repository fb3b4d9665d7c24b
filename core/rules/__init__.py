"""Rules of the road, one file each: who breaks one, with the facts that show it."""

from core.rules.context import Context, Mover, Rule
from core.rules.near_miss import NearMissRule
from core.rules.red_light import RedLightRule
from core.rules.vehicles import Vehicles
from core.rules.wrong_way import WrongWayRule

__all__ = ["Context", "Mover", "NearMissRule", "RedLightRule", "Rule", "Vehicles", "WrongWayRule"]
