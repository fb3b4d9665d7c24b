"""One command makes pictures of the app's pages beside a real engine, without a screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from drills import LONG
from PySide6.QtGui import QImage

from qml_app import tour

ROOT = Path(__file__).parents[2]


def colours(picture: QImage) -> int:
    """How many different ones there are in a grid of points."""
    xs, ys = range(0, picture.width(), 16), range(0, picture.height(), 16)
    return len({picture.pixel(x, y) for x in xs for y in ys})


@pytest.mark.parametrize(
    ("pages", "station", "sizes"),
    [
        ("recording", "recording-live", {"2560x1440@2": (2560, 1440)}),
        pytest.param("live:layers", "live-layers", {"1024x640": (1024, 640), "2560x1440@2": (2560, 1440)}, marks=LONG),
    ],
)
def test_the_tour_shows_the_pages_in_every_look_that_was_asked_for(
    pages: str, station: str, sizes: dict[str, tuple[int, int]], tmp_path: Path
) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    wanted = ["--pages", pages, "--sizes", *sizes]
    done = subprocess.run(
        [sys.executable, "-m", "qml_app.tour", str(tmp_path), *wanted, "--themes", "light", "--languages", "en", "de"],
        check=False,
        capture_output=True,
        cwd=ROOT,
        env={**environment, "PYTHONPATH": str(ROOT)},
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    looks = [f"{size}-light-{language}" for size in sizes for language in ("en", "de")]
    made = {file.stem: QImage(str(file)) for file in tmp_path.glob("*.png")}
    assert made.keys() == {f"{station}-{look}" for look in looks}
    for size, pixels in sizes.items():
        english, german = (made[f"{station}-{size}-light-{language}"] for language in ("en", "de"))
        assert {(one.width(), one.height()) for one in (english, german)} == {pixels}
        assert colours(english) > 200, "the camera's picture is not there"
        assert english != german
    index = (tmp_path / "index.html").read_text("utf-8")
    assert all(f'href="{name}.png"' in index and (tmp_path / "thumbnails" / f"{name}.png").is_file() for name in made)


def test_a_page_that_does_not_exist_is_refused_before_anything_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        tour.main([str(tmp_path), "--pages", "lvie"])
    assert refused.value.code == 2
    assert "no such page: lvie" in capsys.readouterr().err
