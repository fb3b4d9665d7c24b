"""The engine in the hands of its supervisor: `python -m bootstrap.kept`, never typed by a user.

It goes on with what ran last, and in the order in which it counts again soonest: a decoder begins to load its libraries
before the engine loads its own, and nothing is loaded that only a command line needs.
"""

from __future__ import annotations

import sys

from bootstrap import entry
from core import decoders, paths


def main() -> int:
    """Run until it is told to stop; exit codes are those of `run`."""
    return entry.run(_run)


def _run() -> int:
    from bootstrap.effective import kept_in  # noqa: PLC0415 -- after the folders have been settled

    file = kept_in(paths.runtime_dir())
    simulator = file.is_file() and b"simulator:" in file.read_bytes()
    with decoders.begun_ahead(simulator=simulator):
        from bootstrap.engine_control import beginning  # noqa: PLC0415 -- in the meantime
        from bootstrap.running import Run, run_engine  # noqa: PLC0415 -- as above

        return run_engine(Run(beginning(paths.runtime_dir(), None), realtime=True, stay=True, kept=True))


if __name__ == "__main__":
    sys.exit(main())
