"""The picture of the junction with its volumes: a camera's scene, drawn, with what was counted at each place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bootstrap.grafana.dashboards.flux import CHOICE, CLASS, EITHER, select, totals
from bootstrap.grafana.dashboards.panels import Json, canvas, numbers
from bootstrap.grafana.wording import LANGUAGES, say, spoken
from core.reports.flux import REAL, pipe, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bootstrap.grafana.drawing import Mark
    from bootstrap.grafana.views import View

TITLE: Final = say("Volumes by approach")
NOTE: Final = (
    "Road users in the selected time range: at each stop line, or where there is none, from each approach to an exit, "
    "or at each counting line."
)
_MOST: Final = 4
_SIDE_BY_SIDE: Final = 2
# Shares of the panel, in percent.
_WIDE, _HIGH = 16.0, 14.0


def figures() -> Json:
    """Numbers in place of the picture, as long as no scene is known."""
    return numbers(
        TITLE,
        totals("counts", ("camera", "line"), CLASS, 'r.line_kind == "stop"'),
        unit="short",
        series="${__field.labels.camera} ${__field.labels.line}",
        note=NOTE,
        nothing="no crossings of stop lines",
    )


def with_junction(board: dict[str, Any], views: Sequence[View]) -> dict[str, Any]:
    """The board with these pictures in place of the figures or of earlier pictures.

    Args:
        board: the dashboard.
        views: cameras; at most four are shown. Figures where there is none.
    """
    titles = {language: spoken(TITLE, language) for language in LANGUAGES}
    language = next((one for one, title in titles.items() if _begun(board, title)), "")
    if not language:
        return board
    ours = _begun(board, titles[language])
    at = board["panels"].index(ours[0])
    others = [one for one in board["panels"] if one not in ours]
    made = _placed(_pictures(views[:_MOST]) or [figures()], [one["gridPos"] for one in ours], ours[0]["id"])
    return {**board, "panels": [*others[:at], *(spoken(one, language) for one in made), *others[at:]]}


def _begun(board: dict[str, Any], title: str) -> list[Json]:
    """Panels whose title begins so."""
    return [one for one in board["panels"] if one["title"].startswith(title)]


def _pictures(views: Sequence[View]) -> list[Json]:
    return [_picture(TITLE if len(views) == 1 else f"{TITLE}: {view.camera}", view) for view in views]


def _placed(panels: list[Json], taken: list[dict[str, int]], number: int) -> list[Json]:
    """Panels that share the places of others, two side by side; numbered far from the rest of the board."""
    left, top = (min(one[key] for one in taken) for key in ("x", "y"))
    width = max(one["x"] + one["w"] for one in taken) - left
    height = max(one["y"] + one["h"] for one in taken) - top
    wide = min(len(panels), _SIDE_BY_SIDE)
    w, h = width // wide, height // -(-len(panels) // wide)
    made = []
    for index, panel in enumerate(panels):
        row, column = divmod(index, wide)
        spot = {"h": h, "w": w, "x": left + column * w, "y": top + row * h}
        made.append({"id": number if not index else 1_000 + index, **panel, "gridPos": spot})
    return made


def _picture(title: str, view: View) -> Json:
    drawn = view.drawing
    elements = [element for mark in drawn.marks for element in _elements(mark)]
    return canvas(title, _volumes(view), image=drawn.image, elements=elements, note=NOTE)


def _elements(mark: Mark) -> tuple[Json, Json]:
    """Its name, and below it how many."""
    return (
        _element(f"{mark.name} (name)", {"mode": "fixed", "fixed": mark.name}, 12, mark, -_HIGH / 2),
        _element(mark.name, {"mode": "field", "field": mark.name, "fixed": ""}, 22, mark, 0.0),
    )


def _element(name: str, shown: Json, size: int, mark: Mark, down: float) -> Json:
    """Text in the middle of a box that is held inside the panel."""
    left = min(max(mark.x * 100 - _WIDE / 2, 0.0), 100 - _WIDE)
    top = min(max(mark.y * 100 + down, 0.0), 100 - _HIGH / 2)
    place = {"left": left, "right": 100 - _WIDE - left, "top": top, "bottom": 100 - _HIGH / 2 - top}
    return {
        "type": "metric-value",
        "name": name,
        "config": {"text": shown, "size": size, "align": "center", "valign": "middle", "color": {"fixed": "text"}},
        "background": {"color": {"fixed": "transparent"}},
        "border": {"color": {"fixed": "transparent"}, "width": 0},
        "constraint": {"horizontal": "scale", "vertical": "scale"},
        "placement": {key: round(value, 1) for key, value in place.items()},
    }


def _volumes(view: View) -> str:
    """One row, a column for each mark."""
    kind = view.drawing.kind
    measurement, label = ("counts", "line") if kind else ("movements", "origin")
    of_kind = (f'r.line_kind == "{kind}"',) if kind else ()
    place = f"{REAL} and r.site == {text(view.site)} and r.camera == {text(view.camera)}"
    return CHOICE + pipe(
        select(EITHER, measurement, '== "count"', CLASS, *of_kind, place=place),
        f'group(columns: ["{label}"])',
        "sum()",
        "group()",
        f"map(fn: (r) => ({{row: 0, name: r.{label}, _value: r._value}}))",
        'pivot(rowKey: ["row"], columnKey: ["name"], valueColumn: "_value")',
        'drop(columns: ["row"])',
    )
