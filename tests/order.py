"""Files that take long begin first, so that none of them is left to one process while the others have nothing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pytest

#: Those that wait for windows and services, and those that compute, in turns.
FIRST: Final = (
    "test_choices.py",
    "test_real_clips.py",
    "test_walk_setup.py",
    "test_engine_apply.py",
    "test_walk_blows.py",
    "test_motion.py",
    "test_walk_video.py",
    "test_export.py",
    "test_walk_sizes.py",
    "test_agreement.py",
    "test_setup_page.py",
    "test_settings_page.py",
    "test_benchmark_pipeline.py",
    "test_setup_wizard.py",
    "test_every_page.py",
    "test_event_loop.py",
    "test_tour.py",
)
_RANKS: Final = {name: rank for rank, name in enumerate(FIRST)}


def longest_first(items: list[pytest.Item]) -> None:
    """Sort tests by their files; those of one file stay as they are."""
    items.sort(key=lambda item: _RANKS.get(item.path.name, len(FIRST)))
