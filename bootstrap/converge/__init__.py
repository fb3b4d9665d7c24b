"""The kernel of setup: what a resource and a role are, the loop that makes them true, and what it tells of it."""
