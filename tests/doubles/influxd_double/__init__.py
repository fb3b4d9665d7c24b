"""InfluxDB OSS 2 as setup meets it: onboarding and its traps, tokens and rights, buckets, tasks, recovery."""
