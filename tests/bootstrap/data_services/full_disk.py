"""Runs setup on a disk that is full to the last byte, then has a little room, then a little more: `full_disk.py JSON`.

JSON: folder (becomes a small disk of its own; so this needs a mount namespace of its own), releases, root, arguments.
Prints how each run ended: its exit code and what it wrote.
"""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
from pathlib import Path

SIZE = 24_000_000
STEP = 60_000
STEPS = 10


def fill(path: Path, spare: int) -> None:
    """Leave `spare` bytes."""
    path.unlink(missing_ok=True)
    with path.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 65_536):
                pass
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
    if spare:
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size - spare)


def main() -> int:
    how = json.loads(sys.argv[1])
    disk = Path(how["folder"])
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(disk)], check=True)
    cache = disk / "installation" / "cache"
    cache.mkdir(parents=True)
    for row in json.loads((Path(how["releases"]) / "catalogue.json").read_text())["artifacts"]:
        shutil.copy(Path(how["releases"]) / row["url"].rsplit("/", 1)[-1], cache / row["sha256"])
    command = [sys.executable, "-m", "bootstrap", "setup", "--yes", *how["arguments"]]
    for number in range(STEPS):
        fill(disk / "filler", number * STEP)
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=how["root"])
        sys.stdout.write(json.dumps([done.returncode, done.stdout + done.stderr]) + "\n")
    (disk / "filler").unlink()
    for _ in range(2):
        done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=False, cwd=how["root"])
        sys.stdout.write(json.dumps([done.returncode, done.stdout]) + "\n")
    subprocess.run(
        [sys.executable, "-m", "bootstrap", "uninstall", "--yes", *how["arguments"][:2]],
        check=False,
        cwd=how["root"],
        stdout=subprocess.DEVNULL,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
