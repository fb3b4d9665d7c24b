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
from typing import TYPE_CHECKING, Any, Final

import yaml

from core.detect import checkpoint
from core.detect.facts import read_facts
from core.errors import UserError

if TYPE_CHECKING:
    from core.detect.protocol import Shape


#: Pixels; free shapes are exported by way of one that takes little time and memory, whatever the network is used at.
_TRACED: Final = 640


def main(weights: Path, target: str, cache: Path) -> dict[str, str]:
    """Export `weights` beside itself; tells "ok" or the reason why not."""
    try:
        model = checkpoint.load(weights, cache)
        _export(model, weights, target)
    except UserError as error:
        return {"answer": error.what, "remedy": error.remedy}
    except Exception as error:  # noqa: BLE001 -- whatever ultralytics says, said to the user in one line
        said = (str(error).strip().splitlines() or [""])[0]
        return {"answer": f"cannot export model {weights}: {type(error).__name__}: {said[:200]}"}
    return {"answer": "ok"}


def _export(model: Any, weights: Path, target: str) -> None:  # noqa: ANN401 -- ultralytics.YOLO
    told = checkpoint.metadata(model)
    size = read_facts(told).size or (_TRACED, _TRACED)
    # Dynamic: one export serves every camera's proportions; each is compiled for its own fixed shape later. RT-DETR
    # has its shape in it.
    dynamic = not read_facts(told).transformer
    extra = {"simplify": False} if target == "onnx" else {}  # simplifying needs one package more
    imgsz = _TRACED if dynamic else max(size)
    model.export(format=target, dynamic=dynamic, imgsz=imgsz, device="cpu", verbose=False, **extra)
    if target == "onnx":
        _tell_onnx(weights.with_suffix(".onnx"), size)
    else:
        _tell_openvino(weights.parent / f"{weights.stem}_openvino_model" / "metadata.yaml", size)


def _tell_onnx(path: Path, size: Shape) -> None:
    """Have the export say for which size the network was trained, not by way of which it was made."""
    import onnx  # noqa: PLC0415 -- for this kind alone

    network = onnx.load(path)
    next(one for one in network.metadata_props if one.key == "imgsz").value = str(list(size))
    onnx.save(network, path)


def _tell_openvino(path: Path, size: Shape) -> None:
    """The same."""
    written = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(yaml.safe_dump({**written, "imgsz": list(size)}, sort_keys=False, allow_unicode=True), "utf-8")


if __name__ == "__main__":
    # Libraries print, some of them from C: the real standard output is kept for the answer alone.
    answer_to = os.dup(1)
    os.dup2(2, 1)
    with contextlib.redirect_stdout(sys.stderr):
        answer = main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
    with os.fdopen(answer_to, "w", encoding="utf-8") as file:
        file.write(json.dumps(answer) + "\n")
