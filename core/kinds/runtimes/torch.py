"""PyTorch: the fast path on graphics processors."""

from typing import Final

from core.kinds.runtimes.kind import RuntimeKind
from core.words import Words

KIND: Final = RuntimeKind(
    name="torch",
    title="PyTorch",
    form=Words("a .pt file", "eine .pt-Datei"),
    reads={".pt": 3},
    accelerators=("cuda", "mps"),
    order=3,
)
