"""Detection and telemetry engine. Knows nothing of bootstrap and qml_app."""
