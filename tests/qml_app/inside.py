"""What the programs share that run the real app and look at it from inside its process."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any


def give_up(*error: Any) -> None:
    """For `sys.excepthook`: Qt would only print what goes wrong in a slot, and go on."""
    traceback.print_exception(*error)
    sys.stderr.flush()
    os._exit(3)
