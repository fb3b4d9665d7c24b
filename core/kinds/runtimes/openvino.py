"""OpenVINO: the fast path on processors."""

from typing import Final

from core.kinds.runtimes.kind import RuntimeKind
from core.words import Words

KIND: Final = RuntimeKind(
    name="openvino",
    title="OpenVINO",
    form=Words("an OpenVINO folder", "einen OpenVINO-Ordner"),
    reads={".pt": 1, ".onnx": 2, ".xml": 1},
    order=1,
)
