"""The one name that an installed Smart Intersection takes among other people's packages.

In a checkout this folder lies beside `core`, `bootstrap` and `qml_app`; in a wheel they lie below it (`setup.py`).
They import each other by these names either way, so `main` puts the folder that holds them on the path, for this
process and for those that it starts.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).resolve().parent
#: The folder with the packages: this one when installed, the one above in a checkout.
ROOT: Final = _HERE if (_HERE / "bootstrap").is_dir() else _HERE.parent


def main() -> int:
    """Run the command line; returns its exit code."""
    sys.path.insert(0, str(ROOT))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    from bootstrap.cli import main as verbs  # noqa: PLC0415 -- found from here on

    return verbs()
