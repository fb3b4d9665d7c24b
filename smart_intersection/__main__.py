"""`python -m smart_intersection`: the command `smart-intersection`, where scripts are not on the path."""

import sys

from smart_intersection import main

sys.exit(main())
