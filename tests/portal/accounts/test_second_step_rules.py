"""Who must have a second step: by role, by an authority's word, by the operator's."""

import pytest
from django.test import Client

from handover.portal.accounts import second_step
from handover.portal.accounts.permissions import CHANGE_PEOPLE, EVERY_AUTHORITY, SEE_PEOPLE
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.models import Entry
from handover.portal.lostpupils.permissions import COLLECT_LOST, MANAGE_LOST, MATCH_LOST, SEARCH_LOST
from handover.portal.operations.permissions import RUN_JOBS
from tests.cast import Cast
from tests.moments import NOW
from tests.sign_in import sign_in

ADMINISTER = {SEE_PEOPLE, CHANGE_PEOPLE, RUN_JOBS, EVERY_AUTHORITY}
SEARCH = {SEARCH_LOST, MATCH_LOST, COLLECT_LOST, MANAGE_LOST}


def everybody(number: str, signed_in, person, wanted: str = "yes"):
    return signed_in(person).post(f"/establishments/{number}/second-step/", {"everybody": wanted})


def test_the_roles_that_need_one() -> None:
    needed = {role.key for role in ROLES.values() if role.second_factor}
    assert needed == {"lea-lost-pupil", "lea-lost-pupil-transfer", "national", "lea-dba", "lea-dba-view"}


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.key)
def test_whoever_searches_for_lost_pupils_or_administers_needs_one(role) -> None:
    assert role.second_factor == (not role.permissions.isdisjoint(ADMINISTER | SEARCH))


@pytest.mark.parametrize("name", ["hana", "idris", "macsen"])
def test_who_needs_one_and_has_none_reaches_nothing_before(cast: Cast, client: Client, name: str) -> None:
    second_step.forget_second_step(getattr(cast, name))
    sign_in(client, name)
    for page in ("/", "/lost/", "/account/", "/account/sessions/", "/people/"):
        assert client.get(page).url == "/account/second-step/"
    assert client.post("/lost/", {"surname": "Rees"}).url == "/account/second-step/"
    assert client.get("/account/second-step/").status_code == 200
    assert client.get("/account/passkeys/add/").status_code == 200


class TestAuthority:
    """An authority's administrator requires it of everybody."""

    def test_its_people_and_schools_set_it_up_at_their_next_click(self, cast: Cast, signed_in) -> None:
        alis, efa, ffion = signed_in(cast.alis), signed_in(cast.efa), signed_in(cast.ffion)
        assert everybody("681LLLL", signed_in, cast.lowri).url == "/establishments/681LLLL/"
        assert alis.get("/collect/").url == "/account/second-step/"
        assert efa.get("/collect/").url == "/account/second-step/"
        assert ffion.get("/collect/").status_code == 200
        entry = Entry.objects.get(action="authority.second_step_set")
        assert (entry.username, entry.subject, entry.details) == ("lowri", "681LLLL", '{"second_step": "everybody"}')

    def test_it_is_taken_back(self, cast: Cast, signed_in) -> None:
        for wanted in ("yes", "yes", "no", "no"):
            everybody("681LLLL", signed_in, cast.lowri, wanted)
        assert signed_in(cast.alis).get("/collect/").status_code == 200
        assert Entry.objects.filter(action="authority.second_step_set").count() == 2

    def test_the_page_says_how_it_is(self, cast: Cast, signed_in) -> None:
        office = signed_in(cast.lowri)
        assert "Require it of everybody" in office.get("/establishments/681LLLL/").text
        everybody("681LLLL", signed_in, cast.lowri)
        assert "Leave it to the roles that need it" in office.get("/establishments/681LLLL/").text
        assert "second-step" not in office.get("/establishments/6812990/").text

    @pytest.mark.parametrize(("name", "number"), [("macsen", "681LLLL"), ("alis", "681LLLL"), ("efa", "681LLLL")])
    def test_nobody_else_sets_it(self, cast: Cast, signed_in, name: str, number: str) -> None:
        assert everybody(number, signed_in, getattr(cast, name)).status_code == 403
        assert not second_step.asks_everybody("681")

    @pytest.mark.parametrize("number", ["660LLLL", "6812990", "999LLLL"])
    def test_not_for_another_authority_and_not_for_one_school(self, cast: Cast, signed_in, number: str) -> None:
        assert everybody(number, signed_in, cast.lowri).status_code == 404
        assert not second_step.asks_everybody(number[:3])


def test_the_operator_requires_it_of_everybody(cast: Cast, client: Client, settings) -> None:
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_SECOND_STEP": "everybody"})
    sign_in(client, "carys")
    assert client.get("/collect/").url == "/account/second-step/"


def test_who_has_one_goes_on(cast: Cast, signed_in) -> None:
    second_step.keep_app(cast.alis, second_step.new_secret(), NOW)
    second_step.ask_everybody("681", True, cast.lowri.actor, NOW)
    assert signed_in(cast.alis).get("/collect/").status_code == 200
