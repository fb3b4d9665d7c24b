"""Configuration: YAML in, checked and frozen values out."""
