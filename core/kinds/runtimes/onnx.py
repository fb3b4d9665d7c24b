"""ONNX Runtime."""

from typing import Final

from core.kinds.runtimes.kind import RuntimeKind
from core.words import Words

KIND: Final = RuntimeKind(
    name="onnx",
    title="ONNX Runtime",
    form=Words("an .onnx file", "eine .onnx-Datei"),
    reads={".pt": 2, ".onnx": 1},
    order=2,
)
