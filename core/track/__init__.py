"""Tracking: detections of each frame in, road users with lasting ids out."""

from core.track.tracker import Tracker

__all__ = ["Tracker"]
