"""Configuration: YAML in, checked and frozen values out."""

from core.addresses import mask
from core.settings.address import Address
from core.settings.load import ConfigError, examine, json_schema, load, parse
from core.settings.models import Camera, Detector, Settings, WithoutCameras
from core.settings.scene import Scene
from core.settings.version import scene_version

__all__ = [
    "Address",
    "Camera",
    "ConfigError",
    "Detector",
    "Scene",
    "Settings",
    "WithoutCameras",
    "examine",
    "json_schema",
    "load",
    "mask",
    "parse",
    "scene_version",
]
