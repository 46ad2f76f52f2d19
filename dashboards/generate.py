#!/usr/bin/env python3
"""Writes the Grafana dashboards in English, Russian and French: dashboards/grafana/<language>/<name>.json.

What they ask and say stands in boards.py; here is how Grafana wants it written. Run it after a change and commit what it
writes; Python is needed for nothing else.
"""
import json
import pathlib

from boards import BOARDS, NAMES, TEXTS, VARIABLES

DATA = {"type": "prometheus", "uid": "cordon-prometheus"}
LANGUAGES = ("en", "ru", "fr")
# Okabe and Ito's colours, which colour-blind people tell apart
BLUE, ORANGE, VERMILION = "#0072B2", "#E69F00", "#D55E00"
SERIES = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999"]
# what a figure must reach to be shown in which colour; every figure is written out beside its colour
THRESHOLDS = {
    "addresses": [(None, BLUE), (1_000_000, ORANGE), (10_000_000, VERMILION)],
    "count": [(None, BLUE), (1, ORANGE), (10, VERMILION)],
    "fault": [(None, BLUE), (1, VERMILION)],
    # fewer than two sites cannot confirm anything
    "sites": [(None, VERMILION), (2, ORANGE), (3, BLUE)],
    "success": [(None, VERMILION), (0.5, ORANGE), (0.9, BLUE)],
    "sure": [(None, ORANGE), (0.95, BLUE)],
    "late": [(None, BLUE), (300, ORANGE), (3600, VERMILION)],
    "lost": [(None, BLUE), (0.01, ORANGE), (0.5, VERMILION)],
    "queue": [(None, BLUE), (1_000, ORANGE), (10_000, VERMILION)],
    "plain": [(None, BLUE)],
}


def steps(name):
    return {"mode": "absolute", "steps": [{"value": at, "color": color} for at, color in THRESHOLDS[name]]}


def targets(panel, language):
    kind = panel["kind"]
    over_time = kind in ("timeseries", "state-timeline")
    written = []
    for number, (query, legend) in enumerate(panel["queries"]):
        target = {"refId": chr(ord("A") + number), "datasource": DATA, "expr": query,
                  "legendFormat": legend[language] if isinstance(legend, dict) else legend,
                  "instant": not over_time, "range": over_time}
        if kind == "table":
            target["format"] = "table"
        written.append(target)
    return written


def by_name(name, **properties):
    return {"matcher": {"id": "byName", "options": name},
            "properties": [{"id": key.replace("_", "."), "value": value} for key, value in properties.items()]}


def by_pattern(pattern, properties):
    return {"matcher": {"id": "byRegexp", "options": pattern},
            "properties": [{"id": key, "value": value} for key, value in properties.items()]}


def series_colors(panel, language):
    """Colours that do not change when a series comes or goes: named ones by their place, networks by their last digits."""
    overrides = []
    for number, name in enumerate(panel.get("series", [])):
        name = name[language] if isinstance(name, dict) else name
        overrides.append(by_name(name, color={"mode": "fixed", "fixedColor": SERIES[number % len(SERIES)]}))
    if any("AS{{asn}}" == legend for _, legend in panel["queries"]):
        for digit in range(10):
            color = SERIES[(digit * 3) % len(SERIES)]
            overrides.append(by_pattern(f"/^AS\\d*{digit}\\d$/", {"color": {"mode": "fixed", "fixedColor": color}}))
        if panel["kind"] == "timeseries":
            overrides.append(by_pattern("/^AS\\d*[02468]$/", {"custom.lineStyle": {"fill": "dash", "dash": [12, 6]}}))
    return overrides


def table(panel, language):
    """One row for what the queries share, one column for each query: merged, named, linked."""
    names = {"Time": True, "__name__": True, "instance": True, "job": True, "cc": True, "id": False}
    renamed, order, overrides = {}, {}, []
    for number, label in enumerate(panel["labels"]):
        renamed[label] = TEXTS[label][language]
        order[label] = number
    single = len(panel["queries"]) == 1
    for number, (label, unit, threshold) in enumerate(panel["columns"]):
        field = "Value" if single else "Value #" + chr(ord("A") + number)
        renamed[field] = TEXTS[label][language]
        order[field] = len(panel["labels"]) + number
        properties = {"unit": unit, "thresholds": steps(threshold)}
        if threshold != "plain":
            properties["custom_cellOptions"] = {"type": "color-text"}
        overrides.append(by_name(TEXTS[label][language], **properties))
    if "id" in panel["labels"]:
        overrides.append(by_name(TEXTS["id"][language], custom_hidden=True))
    for label, links in panel.get("links", {}).items():
        overrides.append(by_name(TEXTS[label][language], links=[
            {"title": title[language], "url": url.replace("LANGUAGE", language), "targetBlank": False}
            for title, url in links]))
    organized = {"excludeByName": {k: v for k, v in names.items() if v}, "renameByName": renamed, "indexByName": order}
    return ([] if single else [{"id": "merge", "options": {}}]) + [{"id": "organize", "options": organized}], overrides


def panel(number, spec, x, y, language):
    kind = spec["kind"]
    shown = {"calcs": ["lastNotNull"], "fields": "", "values": False}
    options = {
        "stat": {"reduceOptions": shown, "colorMode": "value", "graphMode": "none", "textMode": "value"},
        "bargauge": {"reduceOptions": shown, "orientation": "horizontal", "displayMode": "basic", "valueMode": "text"},
        "table": {"showHeader": True},
        "timeseries": {"legend": {"displayMode": "list", "placement": "bottom", "showLegend": True},
                       "tooltip": {"mode": "multi", "sort": "desc"}},
        "state-timeline": {"mergeValues": True, "showValue": "never", "rowHeight": 0.8,
                           "legend": {"displayMode": "list", "placement": "bottom", "showLegend": False}},
    }[kind]
    transformations, overrides = table(spec, language) if kind == "table" else ([], series_colors(spec, language))
    defaults = {"unit": spec["unit"], "noValue": TEXTS[spec["empty"]][language],
                "color": {"mode": "thresholds"}, "thresholds": steps(spec["thresholds"])}
    if kind == "timeseries":
        defaults["color"] = {"mode": "shades", "fixedColor": BLUE}
        defaults["custom"] = {"lineWidth": 2, "fillOpacity": 8, "lineInterpolation": "stepAfter", "spanNulls": False}
        defaults["min"] = 0
    if spec["unit"] == "percentunit":
        defaults.update(min=0, max=1)
    return {"id": number, "type": kind, "title": spec["title"][language], "description": spec["says"][language],
            "datasource": DATA, "gridPos": {"x": x, "y": y, "w": spec["w"], "h": spec["h"]},
            "targets": targets(spec, language), "options": options, "transformations": transformations,
            "fieldConfig": {"defaults": defaults, "overrides": overrides}}


def layout(specs, language):
    panels, x, y, row = [], 0, 0, 0
    for number, spec in enumerate(specs, 1):
        if x + spec["w"] > 24:
            x, y, row = 0, y + row, 0
        panels.append(panel(number, spec, x, y, language))
        x, row = x + spec["w"], max(row, spec["h"])
    return panels


def variable(name, language):
    label, query = VARIABLES[name]
    return {"type": "query", "name": name, "label": label[language], "datasource": DATA, "refresh": 2, "sort": 1,
            "query": {"query": query, "refId": "Variable-" + name}, "definition": query,
            "multi": False, "includeAll": False, "hide": 2 if name == "api" else 0, "options": []}


def link(title, url, icon, variables):
    return {"type": "link", "title": title, "url": url, "icon": icon, "keepTime": variables, "includeVars": variables,
            "targetBlank": not variables, "asDropdown": False, "tags": [], "tooltip": ""}


def annotations(language):
    blocks = {"name": TEXTS["blocks"][language], "enable": True, "hide": False, "datasource": DATA, "iconColor": VERMILION,
              "expr": "cordon_incident_started_seconds * 1000", "useValueForTime": True,
              "titleFormat": "{{cidr}} {{provider}}", "step": "60s"}
    register = {"name": TEXTS["register"][language], "enable": True, "hide": False, "datasource": DATA, "iconColor": BLUE,
                "expr": "changes(cordon_registry_listed_addresses[10m]) > 0",
                "titleFormat": TEXTS["register"][language], "step": "60s"}
    return [blocks, register]


def dashboard(name, language):
    board = BOARDS[name]
    links = [link(NAMES[other][language], f"/d/cordon-{other}-{language}", "dashboard", True)
             for other in BOARDS if other != name]
    links.append(link(TEXTS["quote"][language], "${api:raw}/incidents?lang=" + language, "external link", False))
    links.append(link("API", "${api:raw}/openapi.json", "doc", False))
    return {"uid": f"cordon-{name}-{language}", "title": NAMES[name][language], "description": board["answers"][language],
            "tags": ["cordon", language], "schemaVersion": 39, "version": 1, "editable": False, "graphTooltip": 1,
            "timezone": "utc", "refresh": "30s", "time": {"from": "now-24h", "to": "now"}, "links": links,
            "annotations": {"list": annotations(language)},
            "templating": {"list": [variable(v, language) for v in (*board["variables"], "api")]},
            "panels": layout(board["panels"], language)}


def main():
    for language in LANGUAGES:
        folder = pathlib.Path(__file__).parent / "grafana" / language
        folder.mkdir(parents=True, exist_ok=True)
        for name in BOARDS:
            text = json.dumps(dashboard(name, language), ensure_ascii=False, indent=2)
            (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


main()
