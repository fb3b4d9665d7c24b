"""What our InfluxDB's secrets and users are called."""

from __future__ import annotations

from typing import Final

OPERATOR: Final = "influxdb-operator"  # names of secrets, and of notes about them
PASSWORD: Final = "influxdb-admin"  # noqa: S105 - a name
USER: Final = "admin"
