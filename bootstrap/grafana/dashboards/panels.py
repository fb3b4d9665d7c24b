"""Panels as Grafana's JSON has them, and how they share the page (24 columns wide)."""

from __future__ import annotations

from typing import Any, Final

from bootstrap.grafana.site import DATASOURCE

Json = dict[str, Any]

SOURCE: Final[Json] = {"type": "influxdb", "uid": DATASOURCE}
NOTHING: Final = "no data in this time range"
_EMPTY_CELL: Final = "-"
_COLUMNS: Final = 24


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
    return _panel("stat", title, query, note, {**_field(unit, series, {}), "noValue": nothing}, options)


def columns(title: str, query: str, *, unit: str, category: str, note: str) -> Json:
    """A bar for each row of a table; `category` is the column below the bars. Other arguments as of `lines`."""
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
    panel["fieldConfig"]["overrides"] = [text]
    return panel


def table(  # noqa: PLR0913 - what a panel says, each in words
    title: str,
    query: str,
    *,
    units: dict[str, str],
    note: str,
    order: tuple[str, ...] = (),
    columns: dict[str, list[Json]] | None = None,
) -> Json:
    """Rows; `units` of the columns that have one, `order` of those that shall come first.

    `columns` has more of Grafana's properties by column, such as those of `opening`.
    """
    # Grafana writes `noValue` into each empty cell, and a unit would make the text "07" the number 7.
    panel = _panel("table", title, query, note, {"noValue": _EMPTY_CELL, "custom": {}}, {"showHeader": True})
    found = {name: [{"id": "unit", "value": unit}] for name, unit in units.items()} | (columns or {})
    panel["fieldConfig"]["overrides"] = [
        {"matcher": {"id": "byName", "options": name}, "properties": properties} for name, properties in found.items()
    ]
    if order:
        places = {name: place for place, name in enumerate(order)}
        options: Json = {"indexByName": places, "excludeByName": {}, "renameByName": {}}
        panel["transformations"] = [{"id": "organize", "options": options}]
    return panel


def opening(url: str, title: str, pattern: str, shown: str) -> list[Json]:
    """Properties of a column whose cells lead to `url`, a slash and what is in them.

    Args:
        url: without the slash.
        title: what a viewer is promised.
        pattern: regular expression of the cells that lead somewhere.
        shown: what stands in those instead.
    """
    mapping = {"type": "regex", "options": {"pattern": f"/^{pattern}$/", "result": {"text": shown, "index": 0}}}
    link = {"title": title, "url": f"{url}/${{__value.raw}}", "targetBlank": True}
    return [{"id": "links", "value": [link]}, {"id": "mappings", "value": [mapping]}]


def place(*rows: tuple[int, list[Json]]) -> list[Json]:
    """Panels in rows of a height, each as wide as the others of its row; numbered from 1."""
    placed: list[Json] = []
    top = 0
    for height, row in rows:
        width = _COLUMNS // len(row)
        for index, panel in enumerate(row):
            position = {"h": height, "w": width, "x": index * width, "y": top}
            placed.append({"id": len(placed) + 1, **panel, "gridPos": position})
        top += height
    return placed


_LEGEND: Final[Json] = {"displayMode": "list", "placement": "bottom", "showLegend": True, "calcs": []}
_GRAPH: Final[Json] = {"legend": _LEGEND, "tooltip": {"mode": "multi", "sort": "desc"}}


def _field(unit: str, series: str, custom: Json) -> Json:
    name = {"displayName": series} if series else {}
    return {"unit": unit, **name, "noValue": NOTHING, "custom": custom}


def _panel(kind: str, title: str, query: str, note: str, defaults: Json, options: Json) -> Json:  # noqa: PLR0913, PLR0917 - private: parts of one literal
    return {
        "type": kind,
        "title": title,
        "description": note,
        "datasource": SOURCE,
        "targets": [{"refId": "A", "datasource": SOURCE, "query": query}],
        "fieldConfig": {"defaults": defaults, "overrides": []},
        "options": options,
    }
