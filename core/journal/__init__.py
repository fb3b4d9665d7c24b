"""What happened, on the disk before anybody is told: the journal and what reads it."""
