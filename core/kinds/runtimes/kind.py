"""What is known of a detector runtime without loading it: its name, and which files of models it reads."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- the contract test reads the types
from dataclasses import dataclass

from core.words import Words  # noqa: TC001 -- as above


@dataclass(frozen=True, kw_only=True)
class RuntimeKind:
    """One library that networks are run by.

    Attributes:
        name: as `detector.backend` of the configuration and in reports; the name of its file, `<name>.py`, and of the
            one in `core/detect`, `<name>_runtime.py`.
        title: what the app calls it.
        form: how its own models are named, with the article: part of a list in messages.
        reads: endings of the files that it can be given, and how well it does: of several runtimes, the one with the
            smallest number is taken. A checkpoint (.pt) it may export first.
        accelerators: what devices are called for whose sake it is taken before others; numbers are such devices, too.
            Its file in `core/detect` then says by `sees_accelerator` whether this machine has one.
        order: its place in lists.
    """

    name: str
    title: str
    form: Words
    reads: Mapping[str, int]
    accelerators: tuple[str, ...] = ()
    order: int = 100

    def drives(self, device: str) -> bool:
        """Whether a device, as the configuration names it, is one for which this runtime is taken."""
        return bool(self.accelerators) and (device.isdigit() or device.startswith(self.accelerators))
