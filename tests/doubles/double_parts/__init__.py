"""What both doubles are made of."""
