"""The child process of `export`: `python -m core.detect.export_child WEIGHTS openvino|onnx CACHE`.

Its last line on standard output is JSON, {"answer": "ok"} or what is wrong, with a remedy where one is known;
everything else it says goes to standard error.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path

from core.detect import checkpoint
from core.errors import UserError


def main(weights: Path, target: str, cache: Path) -> dict[str, str]:
    """Export `weights` beside itself; tells "ok" or the reason why not."""
    try:
        model = checkpoint.load(weights, cache)
        # Dynamic: one export serves every camera's proportions; each is compiled for its own fixed shape later.
        extra = {"simplify": False} if target == "onnx" else {}  # simplifying needs one package more
        model.export(format=target, dynamic=True, device="cpu", verbose=False, **extra)
    except UserError as error:
        return {"answer": error.what, "remedy": error.remedy}
    except Exception as error:  # noqa: BLE001 -- whatever ultralytics says, said to the user in one line
        said = (str(error).strip().splitlines() or [""])[0]
        return {"answer": f"cannot load model {weights}: {type(error).__name__}: {said[:200]}"}
    return {"answer": "ok"}


if __name__ == "__main__":
    # Libraries print, some of them from C: the real standard output is kept for the answer alone.
    answer_to = os.dup(1)
    os.dup2(2, 1)
    with contextlib.redirect_stdout(sys.stderr):
        answer = main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
    with os.fdopen(answer_to, "w", encoding="utf-8") as file:
        file.write(json.dumps(answer) + "\n")
