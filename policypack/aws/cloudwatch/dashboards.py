"""Bodies of CloudWatch dashboards: widgets, and the metrics of each.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html, read in
November 2026. Each function returns what CloudWatch objects to, None where it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from policypack.model.values import Plain

GRID = {"x": (0, 23), "width": (1, 24), "height": (1, 1000)}
"""Least and greatest numbers of a widget's place."""
REQUIRED = {"text": ("markdown",), "log": ("query", "region")}
"""The properties that a widget of a type must have; those of metrics have a function of their own."""
_SAME_AS_BEFORE = "..."


def shape_error(body: Plain) -> str | None:
    """The widgets are a list of objects."""
    if not isinstance(body, dict):
        return "it is not a JSON object"
    widgets = body.get("widgets", [])
    if not isinstance(widgets, list):
        return "widgets is not a list"
    wrong = (place for place, widget in enumerate(widgets) if not isinstance(widget, dict))
    return next((f"/widgets/{place} is not an object" for place in wrong), None)


def grid_error(body: Plain) -> str | None:
    """A widget is on the grid of 24 columns."""
    for place, widget in _widgets(body):
        for name, (least, most) in GRID.items():
            number = widget.get(name)
            if isinstance(number, int | float) and not isinstance(number, bool) and not least <= number <= most:
                return f"/widgets/{place}/{name} is {number}, and must be {least} to {most:,}"
    return None


def property_error(body: Plain) -> str | None:
    """Text has markdown, and a log widget a query and a region."""
    for place, widget in _widgets(body):
        if not isinstance(widget.get("type"), str):
            return f"/widgets/{place} has no type"
        for name in REQUIRED.get(widget["type"], ()):
            if name not in _properties(widget):
                return f"/widgets/{place}/properties has no {name}"
    return None


def source_error(body: Plain) -> str | None:
    """A metric widget has metrics and a region, or annotations."""
    for place, widget in _widgets(body):
        own = _properties(widget)
        if widget.get("type") != "metric" or own.get("annotations"):
            continue
        if "metrics" not in own:
            return f"/widgets/{place}/properties has no metrics"
        if "region" not in own:
            return f"/widgets/{place}/properties has no region"
    return None


def metric_error(body: Plain) -> str | None:
    """Each metric is a list of texts: namespace, name, and pairs of a dimension's name and value; an object with what
    it is drawn like may be the last. A metrics explorer has objects instead."""
    for place, widget in _widgets(body):
        if widget.get("type") == "explorer":
            continue
        metrics = _properties(widget).get("metrics", [])
        where = f"/widgets/{place}/properties/metrics"
        if not isinstance(metrics, list):
            return f"{where} is not a list of lists"
        for number, metric in enumerate(metrics):
            objection = _metric_error(metric)
            if objection:
                return f"{where}/{number} {objection}"
    return None


def color_error(body: Plain) -> str | None:
    """A metric is drawn in a color of six hexadecimal digits."""
    for place, widget in _widgets(body):
        metrics = _properties(widget).get("metrics", [])
        for number, metric in enumerate(metrics if isinstance(metrics, list) else ()):
            drawn = metric[-1] if isinstance(metric, list) and metric and isinstance(metric[-1], dict) else {}
            color = drawn.get("color")
            if isinstance(color, str) and not re.fullmatch(r"#?[0-9a-fA-F]{3,8}", color):
                return f"/widgets/{place}/properties/metrics/{number} has the color {color}, which is not like #1f77b4"
    return None


def alarm_error(body: Plain) -> str | None:
    """An alarm widget has an alarm at least."""
    for place, widget in _widgets(body):
        if widget.get("type") == "alarm" and _properties(widget).get("alarms", ["?"]) == []:
            return f"/widgets/{place}/properties/alarms is empty"
    return None


def _metric_error(metric: Any) -> str | None:
    if not isinstance(metric, list):
        return "is not a list"
    texts = metric[:-1] if metric and isinstance(metric[-1], dict) else metric
    wrong = next((one for one in texts if not isinstance(one, str)), None)
    if isinstance(wrong, dict):
        return "has an object before its last element"
    if any(not isinstance(one, str) for one in texts):
        return "has an element that is no text: dimensions are names and values in the list itself"
    drawn = metric[-1] if texts is not metric else {}
    if texts and any(key[:1].isupper() for key in drawn):
        return "has its dimensions in an object: their names and values belong in the list itself"
    if len(texts) % 2 and _SAME_AS_BEFORE not in texts:
        return f"has {len(texts)} texts: a namespace, a name, and pairs of a dimension's name and value are even"
    return None


def _widgets(body: Plain) -> Iterator[tuple[int, dict[str, Any]]]:
    widgets = body.get("widgets") if isinstance(body, dict) else None
    for place, widget in enumerate(widgets if isinstance(widgets, list) else ()):
        if isinstance(widget, dict):
            yield place, widget


def _properties(widget: dict[str, Any]) -> dict[str, Any]:
    own = widget.get("properties")
    return own if isinstance(own, dict) else {}
