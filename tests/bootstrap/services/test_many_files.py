"""Services may have more connections than strangers open."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bootstrap.services.supervisor import more_files

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
if sys.platform != "win32":
    import resource


@pytest.fixture
def files() -> Iterator[int]:
    """The hard limit; the soft one is what it was afterwards."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield before[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_as_many_as_the_system_allows_and_not_fewer_than_before(files: int) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, files))
    more_files()
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    assert soft == (65_536 if files < 0 else min(files, 65_536))
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    more_files()
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == files
