"""The front door: installation and command line."""
