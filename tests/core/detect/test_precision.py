"""OpenVINO takes 16-bit floats wherever a processor knows them; where they are slow there, it is told not to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import openvino
import pytest
from openvino import opset13 as op

from core.detect import precision

if TYPE_CHECKING:
    from pathlib import Path

_KNOWS = "avx512f avx512_bf16 avx512_vnni"


def described(vendor: str, flags: str, *others: str) -> str:
    """As Linux describes a processor, and others after it."""
    first = f"processor\t: 0\nvendor_id\t: {vendor}\nmodel name\t: A B {vendor}\nflags\t\t: fpu {flags} sse\n"
    return "\n".join([first, *others])


@pytest.mark.parametrize(
    ("processors", "slow"),
    [
        (described("GenuineIntel", _KNOWS), True),
        (described("GenuineIntel", f"{_KNOWS} amx_bf16 amx_tile"), False),
        (described("GenuineIntel", "avx2"), False),
        (described("AuthenticAMD", _KNOWS), False),
        (described("GenuineIntel", "avx2", described("GenuineIntel", _KNOWS)), False),
        ("processor\t: 0\nFeatures\t: fp asimd bf16\n", False),
        ("", False),
    ],
)
def test_short_floats_are_slow_on_intels_that_know_them_and_have_no_matrix_units(
    processors: str, *, slow: bool
) -> None:
    assert precision.short_is_slow(processors) is slow


@pytest.fixture
def processors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What Linux says of a machine's processors; nothing yet."""
    path = tmp_path / "cpuinfo"
    monkeypatch.setattr(precision, "_PROCESSORS", path)
    monkeypatch.setattr(precision, "_refuses_short", lambda: False)
    return path


def test_only_the_processor_is_told_and_only_where_somebody_says_what_it_is(processors: Path) -> None:
    assert precision.hints("CPU", quantised=False) == {}
    processors.write_text(described("GenuineIntel", _KNOWS))
    assert precision.hints("CPU", quantised=False) == {"INFERENCE_PRECISION_HINT": "f32"}
    assert precision.hints("GPU", quantised=False) == {}


def test_of_networks_of_whole_numbers_openvino_knows_best(processors: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    processors.write_text(described("GenuineIntel", _KNOWS))
    assert precision.hints("CPU", quantised=True) == {}
    monkeypatch.setattr(precision, "_refuses_short", lambda: True)
    assert precision.hints("CPU", quantised=True) == {"INFERENCE_PRECISION_HINT": "f32"}


def test_a_network_of_whole_numbers_is_known_by_where_it_rounds() -> None:
    picture, edge = op.parameter([1, 3], np.float32), op.constant(np.float32(1))
    rounded = op.fake_quantize(picture, op.negative(edge), edge, op.negative(edge), edge, 256)
    assert precision.is_quantised(openvino.Model([rounded], [picture]))
    assert not precision.is_quantised(openvino.Model([op.negative(picture)], [picture]))
