"""Alarms and the dashboard speak of metrics that there are, and each alarm has a page that says what to do."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from handover.portal.operations.metrics import METRICS

ROOT = Path(__file__).resolve().parents[2]
MONITORING = ROOT / "src" / "handover" / "deploy" / "monitoring"
ALERTS = MONITORING / "alerts.yaml"
LABELS = {f"handover_{metric.name}": set(metric.labels) for metric in METRICS}


def rules() -> list[dict]:
    (group,) = yaml.safe_load(ALERTS.read_text())["groups"]
    return group["rules"]


def expect_metrics(expression: str) -> set[str]:
    """The metrics of an expression, each of which must be there and have the labels that it is asked for."""
    found = re.findall(r"(handover_\w+)(?:\{([^}]*)\})?", expression)
    for name, matched in found:
        assert name in LABELS, name
        assert set(re.findall(r"(\w+)\s*(?:=|!=|=~|!~)", matched)) <= LABELS[name], expression
    return {name for name, _ in found}


def sections() -> dict[str, str]:
    parts = re.split(r"^## (.+)$", (ROOT / "docs" / "operator" / "runbooks.md").read_text(), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_alarm_is_about_metrics_that_there_are() -> None:
    names = [rule["alert"] for rule in rules()]
    assert len(set(names)) == len(names) == 22
    for rule in rules():
        assert expect_metrics(rule["expr"]) or rule["expr"].startswith("up{"), rule["alert"]
        assert rule["labels"]["severity"] in {"page", "ticket"}


def test_every_alarm_has_a_page_that_says_what_it_means_what_to_look_at_and_what_to_do() -> None:
    pages = sections()
    assert [rule["alert"] for rule in rules()] == list(pages)
    for rule in rules():
        assert rule["annotations"]["runbook"] == f"docs/operator/runbooks.md#{rule['alert'].lower()}"
        assert all(word in pages[rule["alert"]] for word in ("**It means**", "**Look at**", "**Do**")), rule["alert"]


def test_the_states_that_an_alarm_names_are_those_of_the_site() -> None:
    told = ALERTS.read_text()
    assert 'handover_moves_oldest_seconds{state=~"noticed|on_its_way|handed_over"}' in told
    assert 'handover_emails_failing{state="given_up"}' in told
    assert 'job="send-e-mails"' in told
    from handover.portal.hub.life import WAITING
    from handover.portal.jobs import BY_KEY

    assert {"noticed", "on_its_way", "handed_over"} <= {state.value for state in WAITING}
    assert BY_KEY["send-e-mails"].seconds <= 60


@pytest.mark.skipif(not shutil.which("promtool"), reason="no promtool on this machine")
def test_prometheus_understands_the_alarms() -> None:
    done = subprocess.run(["promtool", "check", "rules", str(ALERTS)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_dashboard_has_a_panel_for_every_metric_under_its_question() -> None:
    dashboard = json.loads((MONITORING / "dashboard.json").read_text())
    panels = [panel for panel in dashboard["panels"] if panel["type"] == "timeseries"]
    shown = {name for panel in panels for target in panel["targets"] for name in expect_metrics(target["expr"])}
    assert shown == set(LABELS)
    assert sum(panel["type"] == "row" for panel in dashboard["panels"]) == 5
    assert "How late are e-mails?" in {panel["title"] for panel in panels}
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])


def test_the_dashboard_is_the_one_that_is_drawn_from_the_table() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.dashboard", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")
