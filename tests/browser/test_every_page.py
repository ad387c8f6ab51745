"""Every page in both languages, and each sight of it on a desk and on a phone: one heading, no complaint of axe, and nothing on
the console."""

from collections.abc import Callable

import pytest

from handover.portal.accounts.models import User
from handover.portal.configuration.openid import OpenIDProvider
from tests.browser.looking import DESK, PHONE, Looker
from tests.browser.pages import NO_PAGE, SIGHTS, Sight, named_addresses
from tests.browser.stage import Scenes, Stage

pytestmark = pytest.mark.browser
LookerIn = Callable[[str], Looker]
SignIn = Callable[[Looker, User], None]
Look = tuple[str, tuple[int, ...]]
"""A language, and the widths at which a page is looked at in it."""
BOTH_LANGUAGES: tuple[Look, ...] = (("en", (DESK,)), ("cy", (PHONE,)))
BY_TURNS: tuple[tuple[Look, ...], ...] = ((("en", (DESK, PHONE)),), (("cy", (DESK, PHONE)),))
OF_MANY_TEXTS = {"help_page", "report"}
"""Pages whose sights have words of their own, each of them as a page has."""


def looks() -> dict[Sight, tuple[Look, ...]]:
    """Return how each sight is looked at: the first of a page in both languages, what else it shows in one of them by turns."""
    found: dict[Sight, tuple[Look, ...]] = {}
    seen: set[tuple[str, str]] = set()
    for sight in SIGHTS:
        name = (sight.page, sight.special if sight.page in OF_MANY_TEXTS else "")
        found[sight] = BY_TURNS[len(found) % 2] if name in seen else BOTH_LANGUAGES
        seen.add(name)
    return found


LOOKS = looks()


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
    for language, widths in LOOKS[sight]:
        looker = looker_in(language)
        address = sight.address(stage)
        if person := stage.person(sight.who):
            sign_in(looker, person)
        looker.go(address, sight.status, sight.ends_at)
        if sight.then:
            looker.expected.add(sight.answers)
            sight.then(looker.page)
        for width in widths:
            found[language, width] = looker.faults(width)
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_every_page_is_looked_at():
    looked_at = {sight.page for sight in SIGHTS}
    assert named_addresses() - looked_at - NO_PAGE.keys() == set()
    assert looked_at & NO_PAGE.keys() == set()


def test_every_page_is_looked_at_in_both_languages_and_every_sight_on_a_desk_and_on_a_phone():
    languages: dict[str, set[str]] = {}
    for sight, ways in LOOKS.items():
        languages.setdefault(sight.page, set()).update(language for language, _ in ways)
        assert {width for _, widths in ways for width in widths} == {1280, 360}
    assert {page for page, those in languages.items() if those != {"en", "cy"}} == set()


def test_the_list_of_what_is_no_page_is_not_longer_than_the_site():
    assert NO_PAGE.keys() - named_addresses() == set()
