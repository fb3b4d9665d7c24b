"""Panels as Grafana's JSON has them, and how they share the page (24 columns wide)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bootstrap.grafana.site import DATASOURCE
from bootstrap.grafana.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]

SOURCE: Final[Json] = {"type": "influxdb", "uid": DATASOURCE}
NOTHING: Final = "no data in this time range"
_EMPTY_CELL: Final = "-"
_COLUMNS: Final = 24
_MOMENT: Final = 170  # pixels of a date and a time


def lines(title: str, query: str, *, unit: str, series: str, note: str) -> Json:
    """Measured values over time.

    Args:
        title: what is shown.
        query: Flux.
        unit: id of Grafana's unit.
        series: name of a series, made of its labels.
        note: how to read it.
    """
    custom = {"drawStyle": "line", "lineWidth": 1, "fillOpacity": 0, "showPoints": "auto", "spanNulls": False}
    panel = _panel("timeseries", title, query, note, _field(unit, series, custom), _GRAPH)
    return {**panel, "interval": "1m"}


def bars(title: str, query: str, *, unit: str, series: str, note: str) -> Json:
    """Counted things in each bin, stacked. Arguments as of `lines`."""
    stacking = {"mode": "normal", "group": "A"}
    custom = {"drawStyle": "bars", "lineWidth": 1, "fillOpacity": 80, "barAlignment": 1, "stacking": stacking}
    custom["barWidthFactor"] = 1  # a bar is as wide as its bin
    return _panel("timeseries", title, query, note, {**_field(unit, series, custom), "min": 0}, _GRAPH)


def numbers(  # noqa: PLR0913 - what a panel says, each in words
    title: str, query: str, *, unit: str, series: str, note: str, nothing: str = NOTHING
) -> Json:
    """One figure for each series; `nothing` where there is none. Other arguments as of `lines`."""
    options = {
        "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False},
        "colorMode": "none",
        "graphMode": "none",
        "justifyMode": "auto",
        "orientation": "auto",
        "textMode": "auto",
    }
    return _panel("stat", title, query, note, {**_field(unit, series, {}), "noValue": say(nothing)}, options)


def columns(  # noqa: PLR0913 - what a panel says, each in words
    title: str, query: str, *, unit: str, category: str, note: str, hidden: str
) -> Json:
    """A bar for each row of a table; `category` is the column below the bars, `hidden` one that has none.

    Other arguments as of `lines`.
    """
    options = {
        "xField": category,
        "orientation": "vertical",
        "stacking": "normal",
        "showValue": "never",
        "legend": _LEGEND,
        "tooltip": {"mode": "multi", "sort": "none"},
    }
    panel = _panel("barchart", title, query, note, {**_field(unit, "", {"fillOpacity": 80}), "min": 0}, options)
    text: Json = {"matcher": {"id": "byName", "options": category}, "properties": [{"id": "unit", "value": "string"}]}
    nowhere: Json = {"id": "custom.hideFrom", "value": {"legend": True, "tooltip": True, "viz": True}}
    none: Json = {"matcher": {"id": "byName", "options": hidden}, "properties": [nowhere]}
    panel["fieldConfig"]["overrides"] = [text, none]
    return panel


def table(  # noqa: PLR0913 - what a panel says, each in words
    title: str,
    query: str,
    *,
    units: dict[str, str],
    note: str,
    order: tuple[str, ...] = (),
    columns: dict[str, list[Json]] | None = None,
    empty: str = _EMPTY_CELL,
) -> Json:
    """Rows; `units` of the columns that have one, `order` of those that shall come first, `empty` for empty cells.

    `columns` has more of Grafana's properties by column, such as those of `opening`.
    """
    # Grafana writes `noValue` into each empty cell, and a unit would make the text "07" the number 7.
    panel = _panel("table", title, query, note, {"noValue": empty, "custom": {}}, {"showHeader": True})
    found = {name: _united(unit) for name, unit in units.items()} | (columns or {})
    panel["fieldConfig"]["overrides"] = [
        {"matcher": {"id": "byName", "options": name}, "properties": properties} for name, properties in found.items()
    ]
    if order:
        places = {name: place for place, name in enumerate(order)}
        options: Json = {"indexByName": places, "excludeByName": {}, "renameByName": {}}
        panel["transformations"] = [{"id": "organize", "options": options}]
    return panel


def _united(unit: str) -> list[Json]:
    """Properties of a column with a unit; a moment is never cut off."""
    room = [{"id": "custom.width", "value": _MOMENT}] if unit.startswith("dateTime") else []
    return [{"id": "unit", "value": unit}, *room]


def opening(url: str, title: str, pattern: str, shown: str) -> list[Json]:
    """Properties of a column whose cells lead to `url`, a slash and what is in them.

    Args:
        url: without the slash.
        title: what a viewer is promised.
        pattern: regular expression of the cells that lead somewhere.
        shown: what stands in those instead.
    """
    mapping = {"type": "regex", "options": {"pattern": f"/^{pattern}$/", "result": {"text": say(shown), "index": 0}}}
    link = {"title": say(title), "url": f"{url}/${{__value.raw}}", "targetBlank": True}
    return [{"id": "links", "value": [link]}, {"id": "mappings", "value": [mapping]}]


def leading(panel: Json, title: str, board: str) -> Json:
    """The same panel, whose values lead to another dashboard with the same choice of place and time.

    Args:
        panel: not placed yet.
        title: what a viewer is promised.
        board: uid of the other one.
    """
    chosen = "$__url_time_range&${site:queryparam}&${camera:queryparam}"
    panel["fieldConfig"]["defaults"]["links"] = [
        {"title": say(title), "url": f"/d/{board}?{chosen}", "targetBlank": False}
    ]
    return panel


def coloured(panel: Json, limit: float) -> Json:
    """The same panel of figures, green below a limit and red from it on."""
    steps = [{"color": "green", "value": None}, {"color": "red", "value": limit}]
    panel["fieldConfig"]["defaults"]["thresholds"] = {"mode": "absolute", "steps": steps}
    panel["options"]["colorMode"] = "value"
    return panel


def canvas(title: str, query: str, *, image: str, elements: list[Json], note: str) -> Json:
    """A drawing with figures on it.

    Args:
        title: what is shown.
        query: Flux, leading to one row.
        image: address of the drawing, which fills the panel.
        elements: of Grafana's canvas, placed by percent.
        note: how to read it.
    """
    nothing = {"color": {"fixed": "transparent"}}
    root = {
        "type": "frame",
        "name": title,
        "elements": elements,
        "background": {**nothing, "image": {"mode": "fixed", "fixed": image, "field": ""}, "size": "fill"},
        "border": nothing,
        "constraint": {"horizontal": "left", "vertical": "top"},
        "placement": {"left": 0, "top": 0, "width": 100, "height": 100},
    }
    options = {"inlineEditing": False, "showAdvancedTypes": False, "root": root}
    return _panel("canvas", title, query, note, {"unit": "short", "decimals": 0, "noValue": "0", "custom": {}}, options)


def limited(panel: Json, limit: float, why: str) -> Json:
    """The same panel with a line where a value should stay below.

    Args:
        panel: of values over time.
        limit: in the panel's unit.
        why: what the line is; added to the note.
    """
    defaults = panel["fieldConfig"]["defaults"]
    defaults["thresholds"] = {
        "mode": "absolute",
        "steps": [{"color": "transparent", "value": None}, {"color": "red", "value": limit}],
    }
    defaults["custom"]["thresholdsStyle"] = {"mode": "line"}
    return {**panel, "description": f"{panel['description']} {say(why)}"}


def on_demand(title: str, *rows: tuple[int, list[Json]]) -> Json:
    """A row that is folded: its panels ask nothing until somebody opens it. Place it with height 1."""
    return {"type": "row", "title": say(title), "collapsed": True, "panels": list(rows)}


def place(*rows: tuple[int, Sequence[Json | list[Json]]]) -> list[Json]:
    """Panels in rows of a height, each as wide as the others of its row; numbered from 1.

    A list in a row is panels one below the other, each as high as the others.
    """
    placed: list[Json] = []
    top = 0
    for height, row in rows:
        width = _COLUMNS // len(row)
        for index, entry in enumerate(row):
            column = entry if isinstance(entry, list) else [entry]
            high = height // len(column)
            for below, panel in enumerate(column):
                position = {"h": high, "w": width, "x": index * width, "y": top + below * high}
                number = sum(1 + len(one.get("panels", ())) for one in placed) + 1
                placed.append({"id": number, **_unfolded(panel, number, top + height), "gridPos": position})
        top += height
    return placed


def _unfolded(panel: Json, number: int, top: int) -> Json:
    """A folded row's panels have places, too: those they take when it is opened."""
    if panel["type"] != "row":
        return panel
    inner = place(*panel["panels"])
    for one in inner:
        one["id"] += number
        one["gridPos"]["y"] += top
    return {**panel, "panels": inner}


_LEGEND: Final[Json] = {"displayMode": "list", "placement": "bottom", "showLegend": True, "calcs": []}
_GRAPH: Final[Json] = {"legend": _LEGEND, "tooltip": {"mode": "multi", "sort": "desc"}}


def suffixed(unit: str) -> str:
    """A unit of our own, written after the number."""
    return f"suffix: {say(unit)}"


def _field(unit: str, series: str, custom: Json) -> Json:
    name = {"displayName": series} if series else {}
    return {"unit": unit, **name, "noValue": say(NOTHING), "custom": custom}


def _panel(kind: str, title: str, query: str, note: str, defaults: Json, options: Json) -> Json:  # noqa: PLR0913, PLR0917 - private: parts of one literal
    return {
        "type": kind,
        "title": say(title),
        "description": say(note),
        "datasource": SOURCE,
        "targets": [{"refId": "A", "datasource": SOURCE, "query": query}],
        "fieldConfig": {"defaults": defaults, "overrides": []},
        "options": options,
    }
