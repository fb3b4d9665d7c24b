"""Grafana as setup meets it: settings, the first administrator, provisioning from files, health that asks InfluxDB."""
