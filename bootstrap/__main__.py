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

make_safe()
if inside():
    from bootstrap.cli import main
else:  # what the command line is made of is not there yet
    from bootstrap.stage0 import main
sys.exit(main(sys.argv[1:]))
