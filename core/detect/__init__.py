"""Detection: frames in, boxes of road users out."""

from core.detect.load import load_model
from core.detect.protocol import Detector, DetectorInfo, Model, Pending

__all__ = ["Detector", "DetectorInfo", "Model", "Pending", "load_model"]
