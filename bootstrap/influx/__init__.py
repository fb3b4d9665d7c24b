"""InfluxDB 2 as setup sees it: a client for its API, and resources for what is in it."""
