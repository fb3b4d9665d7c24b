"""Measurements. Not part of the product."""
