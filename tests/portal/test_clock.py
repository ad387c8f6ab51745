"""One clock for the whole site, which a training county's owner can move for that county."""

import ast
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from django.utils import timezone

import handover.portal
from handover.portal import clock

PORTAL = Path(handover.portal.__file__).parent
OTHER_CLOCKS = {
    "accounts/models.py": "a default that their migrations name; no county makes an account",
    "clock.py": "it is the clock",
}
"""Where something else than the clock is asked, each with its reason."""
OF_OTHERS = {
    *((of, asked) for of in ("timezone", "datetime", "date") for asked in ("now", "utcnow", "today")),
    *(("time", asked) for asked in ("time", "time_ns", "localtime", "gmtime")),
}
ONE_BY_ONE = {"now", "localdate", "localtime", "time", "time_ns", "Now"}
"""What another clock is called where it is imported by its own name."""


def find_other_clocks(source: str) -> list[int]:
    """Return the lines on which a program asks another clock than the site's."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id=of) | ast.Attribute(attr=of), attr=asked) if (of, asked) in OF_OTHERS:
                lines.append(node.lineno)
            case ast.Call(func=ast.Attribute(attr="localdate" | "localtime"), args=[], keywords=[]):
                lines.append(node.lineno)
            case ast.keyword(arg="auto_now" | "auto_now_add"):
                lines.append(node.value.lineno)
            case ast.ImportFrom(module="django.utils.timezone" | "time" | "django.db.models.functions", names=names):
                lines += [node.lineno for name in names if name.name in ONE_BY_ONE]
    return lines


@pytest.mark.parametrize(
    "line",
    [
        "x = timezone.now()",
        "def f(clock=timezone.now): pass",
        "x = timezone.localdate()",
        "x = timezone.localtime()",
        "x = datetime.now(UTC)",
        "x = date.today()",
        "x = datetime.datetime.now()",
        "x = time.time()",
        "from django.utils.timezone import now",
        "from time import time",
        "from django.db.models.functions import Now",
        "at = models.DateTimeField(auto_now=True)",
    ],
)
def test_another_clock_is_found(line):
    assert find_other_clocks(line) == [1]


@pytest.mark.parametrize("line", ["x = clock.now()", "x = timezone.localdate(now)", "x = time.monotonic()"])
def test_what_is_no_other_clock_passes(line):
    assert find_other_clocks(line) == []


def test_the_whole_site_asks_one_clock():
    other = {
        str(path.relative_to(PORTAL)): found
        for path in sorted(PORTAL.rglob("*.py"))
        if "migrations" not in path.parts and (found := find_other_clocks(path.read_text(encoding="utf-8")))
    }
    assert {name: lines for name, lines in other.items() if name not in OTHER_CLOCKS} == {}, (
        "Ask handover.portal.clock, so that a training county has its own time."
    )
    assert [name for name in OTHER_CLOCKS if name not in other] == []


def test_the_clock_is_ahead_within_the_block_alone_and_in_one_thread():
    seen = []
    with clock.clock_ahead(timedelta(days=31)):
        assert timedelta(days=31) <= clock.now() - timezone.now() + timedelta(seconds=5) < timedelta(days=31, minutes=5)
        assert clock.today() > timezone.localdate() + timedelta(days=29)
        other = Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()
    assert seen[0] < timezone.now() + timedelta(days=1)
    assert clock.now() < timezone.now() + timedelta(days=1)


def test_the_clock_is_right_again_after_a_fault():
    with pytest.raises(ValueError), clock.clock_ahead(timedelta(days=31)):
        raise ValueError
    assert clock.now() < timezone.now() + timedelta(days=1)
