"""Grafana as setup sees it: its files, and resources that ask its API whether it took them."""
