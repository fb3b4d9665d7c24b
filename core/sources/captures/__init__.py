"""How pictures of each kind of source are got: the file of its name in this folder has a `build`.

How it is written and treated is in the file of the same name in `core/kinds/sources`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.sources.capture import Capture
    from core.sources.wire import Job


def build(job: Job) -> Capture:
    """The capture of a decoder's job; its module is loaded only now: each kind has libraries of its own.

    Raises:
        CaptureError: it cannot be opened.
    """
    make: Callable[[Job], Capture] = importlib.import_module(f"core.sources.captures.{job.kind}").build
    return make(job)
