"""What each program of ours does before and after its work: safe output, files for this user alone, one-line errors."""

from __future__ import annotations

import os
import sys
import warnings
from typing import TYPE_CHECKING

from bootstrap.os_errors import tellable, told
from core import paths, private
from core.errors import UserError
from core.printable import make_safe
from core.scrub import plain, scrub

if TYPE_CHECKING:
    from collections.abc import Callable


def run(work: Callable[[], int]) -> int:
    """Do `work`; what a person can mend is one line on standard error.

    Returns:
        What it returns, 2 for something to mend, 130 if it was interrupted.
    """
    make_safe()
    before = private.only_us()  # whatever the shell allows
    # Without a login session there is no runtime folder; the one in its place is nothing to warn a user about.
    warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")
    try:
        paths.settle()
        return work()
    except UserError as error:
        return refuse(str(error))
    except OSError as error:
        if not tellable(error):
            raise
        return refuse(str(told(error)))
    except KeyboardInterrupt:
        return 130
    finally:
        os.umask(before)


def refuse(text: str) -> int:
    """Say why not; returns the exit code for it."""
    for line in plain(scrub(text)).splitlines():
        sys.stderr.write(f"error: {line}\n")
    sys.stderr.flush()
    return 2
