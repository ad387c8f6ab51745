"""The dashboard of Grafana, drawn from the table of metrics: `python -m tools.dashboard`, `--check` to compare."""

import json
import os
import sys
from pathlib import Path
from typing import Any, Final

import django

ROOT: Final = Path(__file__).resolve().parent.parent
DASHBOARD: Final = ROOT / "src" / "handover" / "deploy" / "monitoring" / "dashboard.json"
WIDTH: Final = 24
PANEL: Final = {"w": 8, "h": 7}
DATA_SOURCE: Final = {"type": "prometheus", "uid": "${prometheus}"}


def draw_dashboard() -> dict[str, Any]:
    """Return the dashboard: a row of panels for each subject, a panel for each question."""
    from handover.portal.operations.metric import MetricSubject
    from handover.portal.operations.metrics import METRICS

    panels: list[dict[str, Any]] = []
    height = 0
    for subject in MetricSubject:
        place = {"x": 0, "y": height, "w": WIDTH, "h": 1}
        panels.append(
            {"id": len(panels) + 1, "type": "row", "title": subject.value, "collapsed": False, "gridPos": place}
        )
        height += 1
        across = 0
        for metric in (metric for metric in METRICS if metric.subject is subject):
            if across + PANEL["w"] > WIDTH:
                across, height = 0, height + PANEL["h"]
            panels.append(draw_panel(len(panels) + 1, metric, {"x": across, "y": height, **PANEL}))
            across += PANEL["w"]
        height += PANEL["h"]
    return {
        "uid": "handover",
        "title": "Handover",
        "description": "What an operator asks of the site. Drawn from its table of metrics.",
        "schemaVersion": 39,
        "editable": True,
        "refresh": "1m",
        "time": {"from": "now-24h", "to": "now"},
        "templating": {
            "list": [{"name": "prometheus", "label": "Prometheus", "type": "datasource", "query": "prometheus"}]
        },
        "panels": panels,
    }


def draw_panel(number: int, metric: Any, place: dict[str, int]) -> dict[str, Any]:
    """Return the panel of one metric. Machines of one site say the same of what they share, so the largest is shown."""
    from handover.portal.operations.metrics import PREFIX

    unit = next((unit for end, unit in (("_seconds", "s"), ("_bytes", "bytes")) if metric.name.endswith(end)), "short")
    by = ", ".join(metric.labels)
    expression = f"max by ({by}) ({PREFIX}{metric.name})" if by else f"max({PREFIX}{metric.name})"
    return {
        "id": number,
        "type": "timeseries",
        "title": metric.question,
        "description": metric.meaning,
        "datasource": DATA_SOURCE,
        "gridPos": place,
        "fieldConfig": {
            "defaults": {"unit": unit, "min": None if metric.name.startswith("clock") else 0},
            "overrides": [],
        },
        "targets": [
            {
                "refId": "A",
                "datasource": DATA_SOURCE,
                "expr": expression,
                "legendFormat": " ".join(f"{{{{{label}}}}}" for label in metric.labels) or metric.name,
            }
        ],
    }


def main(words: list[str]) -> int:
    """Write the dashboard, or say whether the file agrees with the table."""
    os.environ.setdefault("HANDOVER_MODE", "demo")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handover.portal.settings")
    django.setup()
    text = json.dumps(draw_dashboard(), indent=2) + "\n"
    if "--check" not in words:
        DASHBOARD.write_text(text, encoding="utf-8")
        return 0
    if DASHBOARD.read_text(encoding="utf-8") == text:
        return 0
    print("The dashboard does not agree with the table of metrics; `python -m tools.dashboard` writes it anew.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
