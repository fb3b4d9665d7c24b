"""Asks `status --json` once a second, in a process whose clock somebody may set; a line of JSON for each answer."""

from __future__ import annotations

import io
import json
import sys
import time
from contextlib import redirect_stdout

from bootstrap.cli import main

while True:
    asked, said = time.monotonic(), io.StringIO()
    with redirect_stdout(said):
        code = main(["status", "--json"])
    found = json.loads(said.getvalue())
    sys.stdout.write(json.dumps({"asked": asked, "code": code, "said": found}) + "\n")
    sys.stdout.flush()
    time.sleep(max(0.0, asked + 1.0 - time.monotonic()))
