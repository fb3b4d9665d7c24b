"""The page that shows all pictures of a tour side by side."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from qml_app.tour_visit import THUMBNAILS

if TYPE_CHECKING:
    from pathlib import Path

_HEAD: Final = """<!doctype html>
<meta charset="utf-8">
<title>Smart Intersection: every page</title>
<style>
body { font: 14px/1.5 sans-serif; margin: 24px; background: #f4f6f9; color: #18212c }
section { display: flex; flex-wrap: wrap; gap: 16px }
figure { margin: 0; width: 320px }
img { width: 100%; border: 1px solid #d3dae3; border-radius: 4px; background: #fff }
figcaption { overflow-wrap: anywhere; font-size: 12px }
</style>
<h1>Smart Intersection: every page</h1>
"""


def write(folder: Path) -> Path:
    """Write `index.html` over the pictures in `folder`, one section for each station; its path."""
    stations: dict[str, list[str]] = {}
    for file in sorted(folder.glob("*.png")):
        stations.setdefault(file.stem.rsplit("-", 3)[0], []).append(file.stem)
    body = "".join(
        f"<h2>{html.escape(name)}</h2>\n<section>\n{_figures(files)}</section>\n" for name, files in stations.items()
    )
    index = folder / "index.html"
    index.write_text(_HEAD + body, "utf-8")
    return index


def _figures(files: list[str]) -> str:
    return "".join(
        f'<figure><a href="{name}.png"><img src="{THUMBNAILS}/{name}.png" alt="" loading="lazy"></a>'
        f"<figcaption>{name}</figcaption></figure>\n"
        for name in (html.escape(file, quote=True) for file in files)
    )
