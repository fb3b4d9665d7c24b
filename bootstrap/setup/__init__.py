"""Installing: facts, resources (difference, apply, look again), roles, report; also for repair and --check."""
