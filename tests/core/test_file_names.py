"""Names of cameras as file names of every system."""

from __future__ import annotations

import pytest

from core.paths import safe_name


@pytest.mark.parametrize("name", ["con", "CON", "Prn", "aux", "nul", "com1", "lpt9"])
def test_no_camera_is_a_device_of_windows(name: str) -> None:
    assert safe_name(name).startswith("%")


@pytest.mark.parametrize("name", ["north", "com10", "x-con", "con_2", "cone", "lpt"])
def test_plain_names_stay_as_they_are(name: str) -> None:
    assert safe_name(name) == name


def test_names_that_differ_in_capitals_alone_are_kept_apart_where_files_know_none() -> None:
    names = ["North", "north", "NORTH", "%4eorth", "N" * 90, "n" * 90, "Straße", "strasse"]
    assert len({safe_name(name).casefold() for name in names}) == len(names)
