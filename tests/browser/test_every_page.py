"""Every page, in both languages, on a desk and on a phone: one heading, no complaint of axe, nothing on the console."""

from collections.abc import Callable

import pytest

from handover.common.text import LANGUAGES
from tests.browser.looking import DESK, PHONE, Looker
from tests.browser.pages import NO_PAGE, SIGHTS, Sight, named_addresses
from tests.browser.stage import Stage, set_stage
from tests.cast import Cast

pytestmark = pytest.mark.browser
Visit = Callable[..., Looker]


@pytest.fixture
def stage(town: Cast) -> Stage:
    return set_stage(town)


@pytest.mark.parametrize("sight", SIGHTS, ids=str)
def test_page_is_good(sight: Sight, stage: Stage, visit_as: Visit):
    found = {}
    for language in LANGUAGES:
        looker = visit_as(stage.person(sight.who), language)
        looker.go(sight.address(stage), sight.status, sight.ends_at)
        if sight.then:
            looker.expected.add(sight.answers)
            sight.then(looker.page)
        for width in (DESK, PHONE):
            looker.page.set_viewport_size({"width": width, "height": 900})
            found[language, width] = looker.faults()
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_every_page_is_looked_at():
    looked_at = {sight.page for sight in SIGHTS}
    assert named_addresses() - looked_at - NO_PAGE.keys() == set()
    assert looked_at & NO_PAGE.keys() == set()


def test_the_list_of_what_is_no_page_is_not_longer_than_the_site():
    assert NO_PAGE.keys() - named_addresses() == set()
