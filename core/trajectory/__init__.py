"""What is known of each road user: where it was, how fast it goes, whether it stands. One object a track.

Everything else that looks at road users reads it: lines, zones, rules, samples and what is drawn.
"""

from core.trajectory.mover import Mover
from core.trajectory.speed import Speed, SpeedMeter
from core.trajectory.trajectories import Trajectories
from core.trajectory.trajectory import Trajectory

__all__ = ["Mover", "Speed", "SpeedMeter", "Trajectories", "Trajectory"]
