"""The dashboard: a Qt Quick app that shows what the engine sees. Never imports OpenCV, see `environment`."""
