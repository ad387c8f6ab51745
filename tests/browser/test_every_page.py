"""Every page, in both languages, on a desk and on a phone: one heading, no complaint of axe, nothing on the console."""

from collections.abc import Callable

import pytest

from handover.common.text import LANGUAGES
from handover.portal.accounts.models import User
from handover.portal.configuration.openid import OpenIDProvider
from tests.browser.looking import DESK, PHONE, Looker
from tests.browser.pages import NO_PAGE, SIGHTS, Sight, named_addresses
from tests.browser.stage import Scenes, Stage

pytestmark = pytest.mark.browser
LookerIn = Callable[[str], Looker]
SignIn = Callable[[Looker, User], None]


@pytest.fixture(scope="module")
def scenes() -> Scenes:
    """The stage that each page finds, set once for all of them."""
    return Scenes()


@pytest.fixture
def stage(scenes: Scenes, transactional_db: None) -> Stage:
    return scenes.open_stage()


@pytest.fixture(autouse=True)
def _provider(settings):
    """A provider that people may sign in with; nobody is there."""
    row = OpenIDProvider(
        "trust", "http://127.0.0.1:9", "handover", "secret", "Trust Sign-in", "Mewngofnodi'r Ymddiriedolaeth"
    )
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_OPENID": (row,)})


@pytest.mark.parametrize("sight", SIGHTS, ids=str)
def test_page_is_good(sight: Sight, stage: Stage, looker_in: LookerIn, sign_in: SignIn):
    found = {}
    for language in LANGUAGES:
        looker = looker_in(language)
        address = sight.address(stage)
        if person := stage.person(sight.who):
            sign_in(looker, person)
        looker.go(address, sight.status, sight.ends_at)
        if sight.then:
            looker.expected.add(sight.answers)
            sight.then(looker.page)
        for width in (DESK, PHONE):
            found[language, width] = looker.faults(width)
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_every_page_is_looked_at():
    looked_at = {sight.page for sight in SIGHTS}
    assert named_addresses() - looked_at - NO_PAGE.keys() == set()
    assert looked_at & NO_PAGE.keys() == set()


def test_the_list_of_what_is_no_page_is_not_longer_than_the_site():
    assert NO_PAGE.keys() - named_addresses() == set()
