"""A small file beside a recording knows when it began."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from core.sources.recorded_time import begins

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("clip.json", '{"camera": 3, "start_time": "2026-05-04T12:00:00Z", "end_time": "2026-05-04T13:00:00Z"}'),
        ("clip.mp4.json", '{"recorded_at": "2026-05-04 14:00:00"}'),
        ("clip.json", '{"begin": 1777896000.0}'),
        ("clipM01.XML", '<NonRealTimeMeta><CreationDate value="2026-05-04T14:00:00+02:00"/></NonRealTimeMeta>'),
        ("clip.xmp", "<xmp:CreateDate>2026-05-04T14:00:00</xmp:CreateDate>"),
        ("clip.srt", "1\n00:00:00,000 --> 00:00:00,033\nFrameCnt: 1\n2026-05-04 14:00:00.000\n[iso: 100]"),
        ("clip.txt", "Start: 2026:05:04 14:00:00"),
    ],
)
def test_a_file_beside_it_tells_before_the_change_of_the_file(tmp_path: Path, name: str, text: str) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"no container")
    os.utime(clip, (NOON + 7_200, NOON + 7_200))
    (tmp_path / name).write_text(text)
    assert begins(clip, ZoneInfo("Europe/Berlin")) == (NOON, "sidecar file")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("other.json", '{"start_time": "2026-05-04T12:00:00Z"}'),
        ("clip.json", '{"uploaded": "2026-05-04T12:00:00Z"}'),
        ("clip.json", '{"start_time": "2026-02-31T12:00:00Z"}'),
        ("clip.json", '{"start_time": "2031-05-04T12:00:00Z"}'),
        ("clip.srt", "1\n00:00:00,000 --> 00:00:05,000\nHello"),
    ],
)
def test_what_is_not_its_beginning_is_not_taken_for_it(tmp_path: Path, name: str, text: str) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"no container")
    os.utime(clip, (NOON, NOON))
    (tmp_path / name).write_text(text)
    assert begins(clip) == (NOON, "change time")
