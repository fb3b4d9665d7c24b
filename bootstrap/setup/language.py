"""Which language an installation speaks to those who look at its dashboards and alerts."""

from __future__ import annotations

import ctypes
import locale
import re
import sys
from typing import TYPE_CHECKING, Final

from bootstrap.converge.notes import Notes
from bootstrap.grafana.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bootstrap.layout import Layout

#: Section and key of setup's notes.
NOTE: Final = ("language", "name")
#: Variable in which the app tells its language.
TOLD: Final = "SMART_INTERSECTION_LANGUAGE"
_VARIABLES: Final = (TOLD, "LC_ALL", "LC_MESSAGES", "LANG")  # the first that says something counts


def of_user(environment: Mapping[str, str]) -> str:
    """The user's language if the product speaks it, else English.

    Args:
        environment: variables of the process; on Windows the system is asked as well.
    """
    told = next((found for name in _VARIABLES if (found := environment.get(name))), "")
    if not told and sys.platform == "win32":
        told = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    tag = re.split(r"[_.@-]", told)[0].casefold()
    return tag if tag in LANGUAGES else LANGUAGES[0]


def language_of(layout: Layout) -> str:
    """What was chosen when it was set up; English for one that never was."""
    noted = Notes(layout.notes).get(*NOTE)
    return noted if noted in LANGUAGES else LANGUAGES[0]
