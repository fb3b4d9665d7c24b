"""What setup has installed here, as the engine's telemetry settings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import yaml
from pydantic import ValidationError

from core import paths
from core.errors import UserError
from core.settings.models import Settings, Telemetry

#: Names the profile file of an installation under another prefix than the usual one.
VARIABLE: Final = "SMART_INTERSECTION_PROFILE"


def with_profile(settings: Settings) -> Settings:
    """`settings` with the telemetry of what is installed here, unless they have a telemetry section of their own.

    Raises:
        UserError: the profile file is damaged, or the one that was named is not there.
    """
    if "telemetry" in settings.model_fields_set:
        return settings
    telemetry = _telemetry()
    return settings.model_copy(update={"telemetry": telemetry}) if telemetry else settings


def _telemetry() -> Telemetry | None:
    named = os.environ.get(VARIABLE)
    path = Path(named) if named else paths.state_dir() / "profile.yaml"
    try:
        found = yaml.safe_load(path.read_text("utf-8"))
        return Telemetry.model_validate(found["telemetry"])
    except FileNotFoundError:
        if named:
            raise UserError(f"{VARIABLE} names {path}, which is not there", "correct or unset it") from None
        return None
    except (OSError, ValueError, yaml.YAMLError, KeyError, TypeError, ValidationError) as error:
        reason = type(error).__name__
        raise UserError(f"{path} cannot be used ({reason})", "run: smart-intersection repair") from error
