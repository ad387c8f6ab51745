"""Looking itself: what is wrong with a page is found, on a desk and on a phone."""

from collections.abc import Callable

import pytest

from tests.browser.looking import DESK, PHONE, Looker
from tests.cast import Cast

pytestmark = pytest.mark.browser
Visit = Callable[..., Looker]

SMALL = '<button style="width: 10px; height: 10px; padding: 0; border: 0; margin: 0"></button>'
BAD = f"""<!doctype html><html lang="en"><head><title>Bad</title></head><body><main><h1>Bad</h1>
<p style="color: #ccc; background: #fff">Pale words</p><div>{SMALL}{SMALL}</div>
<p><a href="/somewhere/"></a></p>
<div style="width: 1000px">Wide</div></main></body></html>"""


@pytest.mark.parametrize(
    ("language", "width", "rules"),
    [
        ("en", DESK, {"button-name", "link-name", "target-size", "color-contrast"}),
        ("cy", DESK, {"button-name", "link-name", "target-size", "color-contrast"}),
        ("cy", PHONE, {"button-name", "link-name", "target-size"}),
    ],
)
def test_what_is_wrong_with_a_page_is_found(town: Cast, visit_as: Visit, language: str, width: int, rules: set[str]):
    looker = visit_as(None, language)
    looker.page.goto("about:blank")  # brings axe
    looker.page.set_content(BAD)
    faults = looker.faults(width)
    found = {fault.split()[1].rstrip(":") for fault in faults if fault.startswith("axe ")}
    assert found == rules
    assert ("scrolls sideways" in faults) is (width == PHONE)
    assert any("not cy" in fault for fault in faults) is (language == "cy")
