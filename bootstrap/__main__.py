"""`python3 -m bootstrap …`: works in a fresh clone. Old Pythons must be able to read this file to be told so."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs an older one shall get a sentence, not a traceback
    found = "{}.{}".format(*sys.version_info[:2])
    sys.exit(
        "error: Smart Intersection requires Python 3.11 or newer, this is {}; "  # noqa: UP032 - readable by Python 3.5
        "install a newer version and run: python3.11 -m bootstrap".format(found)
    )

from bootstrap.inside import inside
from core.printable import make_safe


def _main(arguments: list[str]) -> int:
    if inside():
        from bootstrap.cli import main as command_line  # noqa: PLC0415 - exists only once the dependencies do

        return command_line(arguments)
    from bootstrap.stage0 import main as prepare  # noqa: PLC0415 - who is inside does not pay for it

    return prepare(arguments)


make_safe()
sys.exit(_main(sys.argv[1:]))
