"""Running services: one state machine and one supervisor on every system.

Setup writes what shall run (`spec`), the supervisor makes it run, anybody may ask how it is (`control.status`).
With `autostart` the operating system starts the supervisor and keeps it alive.
"""
