"""Results that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import results

if TYPE_CHECKING:
    from pathlib import Path


def test_a_result_is_of_its_camera_alone_and_found_under_the_names_of_before(tmp_path: Path) -> None:
    results.keep(tmp_path, "site", "North", {"frames": 1})
    (kept,) = tmp_path.iterdir()
    kept.rename(kept.with_name(f"{kept.name[:14]}-North.json"))
    found = results.newest(tmp_path, "North")
    assert found is not None
    assert found["frames"] == 1
    assert results.newest(tmp_path, "north") is None
