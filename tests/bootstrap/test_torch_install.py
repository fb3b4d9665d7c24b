"""PyTorch is fetched when it is wanted: the right build, whole or not at all, and never gigabytes for nothing."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from fake_host import FakeHost

from bootstrap import packages, torch_install
from bootstrap.host import Stop
from core.detect import pytorch

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.torch_install import Offer

pytestmark = pytest.mark.skipif(
    not hasattr(os, "uname") or sys.platform != "linux" or os.uname().machine != "x86_64",
    reason="only there PyTorch's common build brings CUDA",
)


@pytest.fixture
def clone(clone: Path) -> Path:
    (clone / ".venv" / "bin").mkdir(parents=True)
    return clone


def offered(host: FakeHost) -> Offer:
    return torch_install.offer(host, host.folder)  # type: ignore[arg-type] - as strict as the real one


def install(host: FakeHost, taken: Offer) -> None:
    torch_install.install(host, host.folder, taken)  # type: ignore[arg-type] - as above


def test_the_cpu_index_comes_first(clone: Path) -> None:
    host = FakeHost(clone, answers=True)
    install(host, offered(host))
    (pip,) = host.pip_calls()
    assert pip[pip.index("--extra-index-url") + 1] == "https://download.pytorch.org/whl/cpu"
    assert host.noted("pytorch", True)  # noqa: FBT003 - a note's value


def test_a_cpu_build_that_pip_finds_by_itself_is_taken(clone: Path) -> None:
    taken = offered(FakeHost(clone))
    assert (taken.extra_index, taken.useless_cuda, taken.size.download < 10**9) == (None, False, True)


def test_cuda_without_a_card_is_refused_with_its_size(clone: Path) -> None:
    taken = offered(FakeHost(clone, torch="2.13.0"))
    assert taken.useless_cuda
    assert "about 3.0 GB to download, 5.7 GB on disk" in str(taken.refusal())


def test_a_machine_with_an_nvidia_card_takes_the_common_build(clone: Path) -> None:
    taken = offered(FakeHost(clone, nvidia=True, answers=True, torch="2.13.0"))
    assert (taken.extra_index, taken.useless_cuda) == (None, False)


def test_an_index_that_answers_but_has_nothing_is_left_aside(clone: Path) -> None:
    host = FakeHost(clone, answers=True)
    first = host.run

    def run(command: list[str], title: str, env: object = None, arrivals: object = None) -> int:
        code = first(command, title, env, arrivals)
        return 1 if "--extra-index-url" in command else code

    host.run = run  # type: ignore[method-assign] - one index is broken
    install(host, offered(host))
    assert "--extra-index-url" not in host.pip_calls()[-1]
    assert host.noted("pytorch", True)  # noqa: FBT003 - as above
    poor = FakeHost(clone, answers=True, torch="2.13.0", failing=("PyTorch",))
    with pytest.raises(Stop, match="only the CUDA build of PyTorch is available"):
        install(poor, offered(poor))


def test_too_little_room_is_told_beforehand(clone: Path) -> None:
    host = FakeHost(clone, room=10**9)
    with pytest.raises(Stop, match=r"1\.0 GB free, 1\.4 GB needed"):
        install(host, offered(host))
    assert host.pip_calls() == []


def test_what_pip_was_killed_at_is_installed_again(clone: Path) -> None:
    host = FakeHost(clone)
    site = clone / ".venv" / "lib" / "python3.11" / "site-packages"
    for name, files in {"torch-2.13.0": ["METADATA"], "numpy-2.4.6": ["METADATA", "RECORD"]}.items():
        about = site / f"{name}.dist-info"
        about.mkdir(parents=True)
        for file in files:
            (about / file).touch()
    install(host, offered(host))
    assert [path.name for path in site.iterdir()] == ["numpy-2.4.6.dist-info"]


def test_both_sides_speak_of_the_same_packages() -> None:
    assert pytorch.PACKAGES == packages.DEFERRED
    assert pytorch.installed()  # the tests run with all of it
