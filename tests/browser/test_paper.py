"""What a printer gets: no column of any report, list or message runs off a sheet of A4."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from handover.portal.reports.table import REPORTS
from tests.browser.addresses import letter
from tests.browser.looking import Looker
from tests.browser.stage import Scenes, Stage

pytestmark = pytest.mark.browser
Visit = Callable[..., Looker]

# A4 without its margins of `handover.css`, at 96 pixels an inch: upright 210 - 24 mm, lying 297 - 20 mm.
UPRIGHT, LYING = 703, 1046
FORMS = ("", "print/")
# What stands out to the right of the sheet, or is cut off within something narrower; and whether the sheet lies.
CUT = """() => {
  const wide = getComputedStyle(document.body).page === "wide";
  const edge = wide ? LYING : UPRIGHT;
  const out = [];
  for (const cell of document.querySelectorAll("main th, main td, main h1, main p, main pre, main dd")) {
    const box = cell.getBoundingClientRect();
    const cut = cell.clientWidth && cell.scrollWidth > cell.clientWidth + 1;
    if (box.width && (box.right > edge + 1 || cut)) out.push(cell.innerText);
  }
  for (const frame of document.querySelectorAll(".handover-table-scroll"))
    if (frame.scrollWidth > frame.clientWidth + 1) out.push("a list is wider than the sheet");
  return [edge, out];
}""".replace("LYING", str(LYING)).replace("UPRIGHT", str(UPRIGHT))


@pytest.fixture(scope="module")
def scenes() -> Scenes:
    return Scenes()


@pytest.fixture
def stage(scenes: Scenes, transactional_db: None) -> Stage:
    return scenes.open_stage()


def cut_off(looker: Looker, address: str) -> list[str]:
    """Return what a printer would cut off of a page, on the sheet that the page asks for."""
    page = looker.page
    page.set_viewport_size({"width": LYING, "height": 700})
    page.goto(address)
    edge, out = page.evaluate(CUT)
    if edge != LYING:
        page.set_viewport_size({"width": edge, "height": 1000})
        edge, out = page.evaluate(CUT)
    return [f"{address}: {words}" for words in out]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_column_is_on_the_sheet(stage: Stage, visit_as: Visit, language: str):
    cast = stage.cast
    reports = {
        person: [f"/reports/{key}/{form}?run=yes" for key in REPORTS if REPORTS[key].pupils is names for form in FORMS]
        for person, names in ((cast.hana, True), (cast.lowri, False))
    }
    found = []
    for person, addresses in (
        (cast.hana, reports[cast.hana]),
        (cast.lowri, [*reports[cast.lowri], "/people/", "/establishments/", "/contacts/"]),
        (cast.efa, ["/monitoring/", "/monitoring/ours/", "/expected/"]),
        (cast.alis, ["/sent/", reverse("content", args=[stage.files["sent"].reference])]),
        (cast.bryn, ["/collect/", "/collected/", letter("print-message", "received")(stage)]),
        (cast.gwilym, ["/audit/"]),
    ):
        looker = visit_as(person, language)
        looker.page.emulate_media(media="print")
        found += [cut for address in addresses for cut in cut_off(looker, address)]
    assert found == []


def test_a_list_lies_on_the_sheet_and_begins_on_the_first(stage: Stage, visit_as: Visit):
    looker = visit_as(stage.cast.lowri)
    looker.go("/people/")
    sheets = re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)[.\d]*\]", looker.page.pdf(prefer_css_page_size=True))
    assert {(wide > tall) for wide, tall in ((int(wide), int(tall)) for wide, tall in sheets)} == {True}
    assert len(sheets) == 1
