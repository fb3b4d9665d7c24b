"""Running services: one state machine for all, our own supervisor, or the operating system's.

Setup writes what shall run (`spec`), a backend makes it run, anybody may ask how it is (`control.status`).
"""
