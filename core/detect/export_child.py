"""The child process of `export`: `python -m core.detect.export_child WEIGHTS openvino|onnx CACHE`.

Its last line on standard output is JSON, {"answer": "ok"} or what is wrong; everything else it says goes to
standard error.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path

from core.detect import checkpoint
from core.errors import UserError


def main(weights: Path, target: str, cache: Path) -> str:
    """Export `weights` beside itself; "ok" or the reason why not."""
    try:
        model = checkpoint.load(weights, cache)
        # Dynamic: one export serves every camera's proportions; each is compiled for its own fixed shape later.
        extra = {"simplify": False} if target == "onnx" else {}  # simplifying needs one package more
        model.export(format=target, dynamic=True, device="cpu", verbose=False, **extra)
    except UserError as error:
        return error.what
    except Exception as error:  # noqa: BLE001 -- whatever ultralytics says, said to the user in one line
        return f"{type(error).__name__}: {str(error).strip().splitlines()[0][:200] if str(error).strip() else ''}"
    return "ok"


if __name__ == "__main__":
    # Libraries print, some of them from C: the real standard output is kept for the answer alone.
    answer_to = os.dup(1)
    os.dup2(2, 1)
    with contextlib.redirect_stdout(sys.stderr):
        answer = main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
    with os.fdopen(answer_to, "w", encoding="utf-8") as file:
        file.write(json.dumps({"answer": answer}) + "\n")
