"""What telemetry costs and how fast it is."""
