"""A simulated four-arm intersection with a signal plan: pictures, and the truth about them."""

from core.simulator.crossroads import Crossroads
from core.simulator.truth import CrossingTruth, TrackTruth, Truth, TurnTruth, ViolationTruth, run_truth
from core.simulator.view import scene

__all__ = [
    "CrossingTruth",
    "Crossroads",
    "TrackTruth",
    "Truth",
    "TurnTruth",
    "ViolationTruth",
    "run_truth",
    "scene",
]
