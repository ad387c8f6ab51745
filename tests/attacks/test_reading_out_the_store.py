"""Somebody who may search reads the store out: three letters after three letters, in several windows, with colleagues.

A hundred and twenty such searches once reached five of six children. What honest work needs must pass all the same.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import product
from string import ascii_lowercase
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from handover.portal.audit.models import Entry
from handover.portal.lostpupils.models import LostPupil, SearchCount, StandingSearch
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.search_brake import SearchPlace, TooManySearches, spend, weigh
from handover.portal.notices.models import Notice
from handover.portal.retention.keeping import keep_retention
from tests.cast import make_cast
from tests.files import Child, ctf, send
from tests.moments import NOW

STARTS = ["".join(letters) for letters in product("bcdgmnp", "aeiouw", "dnl")][:120]
HONEST = [Question(surname=f"Pugh{n}", forename="Mali", birth_date=date(2015, 1, 1) + timedelta(n)) for n in range(30)]


def look(browser, **fields):
    return browser.post("/lost/", fields, follow=True)


def six_children(cast) -> None:
    surnames = ["Mabli", "Pugh", "Gwynne", "Nanney", "Bowen", "Dulas"]
    for number, surname in enumerate(surnames, start=1):
        child = Child(surname=surname, upn=f"Z68129900301{number}")
        send(cast.alis, "XXXXXXX", number=number, data=ctf("6812990", "XXXXXXX", [child]))


@pytest.mark.django_db
def test_three_letters_after_three_letters_are_stopped_long_before_the_store_is_read(cast, signed_in):
    six_children(cast)
    browser, answers = signed_in(cast.idris), []
    for start in STARTS:
        answers.append(look(browser, surname=start, begins="on").status_code)
    passed = answers.count(200)
    assert passed == 100 // 8
    assert set(answers[passed:]) == {429}
    assert Entry.objects.filter(action="lost.searched").count() == passed


@pytest.mark.django_db
def test_who_is_stopped_reads_how_long_to_wait_and_can_ask_better_at_once(cast, signed_in):
    browser = signed_in(cast.idris)
    for start in STARTS[:12]:
        look(browser, surname=start, begins="on")
    stopped = look(browser, surname="zab", begins="on")
    page = stopped.content.decode()
    assert (stopped.status_code, stopped["Retry-After"]) == (429, "3600")
    assert "Too many searches" in page
    assert "Wait 60 minutes" in page
    assert "zab" not in page
    assert browser.get("/lost/").status_code == 200
    better = look(browser, surname="Mabli", day="1", month="3", year="2015")
    assert better.status_code == 200
    cast.idris.language = "cy"
    cast.idris.save()
    assert "Gormod o chwiliadau" in look(browser, surname="zac", begins="on").content.decode()


@pytest.mark.django_db
def test_the_administrators_are_told_once_and_no_child_is_named(cast, signed_in):
    browser = signed_in(cast.idris)
    for letter in ascii_lowercase[:20]:
        look(browser, surname=f"zq{letter}", begins="on")
    told = list(Notice.objects.filter(kind="search_braked"))
    assert {notice.recipient for notice in told} == {cast.lowri.email, cast.gwilym.email}
    assert len(told) == 2
    assert "idris" in told[0].body
    assert "zq" not in told[0].body.lower()
    entry = Entry.objects.get(action="search.braked")
    assert (entry.username, entry.subject) == ("idris", "idris")
    assert set(entry.facts) == {"where", "minutes"}


@pytest.mark.django_db
def test_an_honest_morning_of_six_children_passes(cast, signed_in):
    browser = signed_in(cast.hana)
    for question in HONEST:
        born = question.birth_date
        fields = {"surname": question.surname, "forename": question.forename}
        days = {"day": str(born.day), "month": str(born.month), "year": str(born.year)}
        assert look(browser, **fields, **days).status_code == 200
        assert look(browser, **fields).status_code == 200
    assert not Notice.objects.filter(kind="search_braked").exists()


@pytest.mark.django_db
def test_the_same_question_again_is_free(cast, signed_in):
    browser = signed_in(cast.hana)
    for _ in range(30):
        assert look(browser, surname="mab", begins="on").status_code == 200
        assert browser.get("/lost/").status_code == 200
    assert SearchCount.objects.get().weight == 8


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        (1, {"upn": "B681299003017"}),
        (1, {"surname": "Mabli", "birth_date": date(2015, 3, 1)}),
        (1, {"surname": "Mabli", "forename": "Gwen", "birth_date": date(2015, 3, 1)}),
        (2, {"forename": "Gwen", "birth_date": date(2015, 3, 1)}),
        (2, {"surname": "Mabli", "forename": "Gwen"}),
        (3, {"town": "Caerwennol", "birth_date": date(2015, 3, 1)}),
        (3, {"surname": "Mabli", "town": "Caerwennol"}),
        (4, {"surname": "Mabli"}),
        (4, {"surname": "Mabli", "gender": "F"}),
        (8, {"surname": "mab", "begins": True}),
        (8, {"surname": "mab", "begins": True, "upn": "B681299003017"}),
        (4, {"surname": "Mabli", "upn": "B681299003017"}),
        (2, {"surname": "mab", "begins": True, "birth_date": date(2015, 3, 1)}),
    ],
)
def test_the_vaguer_a_search_the_more_it_counts_and_an_idle_upn_makes_it_no_lighter(weight, said):
    assert weigh(Question(**said)) == weight


def vague(number: int) -> Question:
    return Question(surname=f"{STARTS[number]}x", begins=True)


@pytest.mark.django_db
def test_the_wait_that_is_told_is_long_enough_and_no_longer(cast):
    for number in range(12):
        spend(vague(number), SearchPlace.STORE, cast.idris, NOW + timedelta(minutes=number))
    late = NOW + timedelta(minutes=20)
    with pytest.raises(TooManySearches) as stop:
        spend(vague(12), SearchPlace.STORE, cast.idris, late)
    assert stop.value.minutes == 40
    with pytest.raises(TooManySearches):
        spend(vague(12), SearchPlace.STORE, cast.idris, late + timedelta(minutes=39))
    spend(vague(12), SearchPlace.STORE, cast.idris, late + timedelta(minutes=40))


@pytest.mark.django_db
def test_patience_does_not_help_for_a_day_has_its_measure_too(cast):
    for number in range(50):
        spend(vague(number), SearchPlace.STORE, cast.idris, NOW + timedelta(minutes=6 * number))
    with pytest.raises(TooManySearches) as stop:
        spend(vague(50), SearchPlace.STORE, cast.idris, NOW + timedelta(minutes=300))
    assert stop.value.minutes == 24 * 60 - 300


@pytest.mark.django_db
def test_colleagues_who_take_turns_are_stopped_together(cast):
    people, passed = [cast.idris, cast.hana, cast.efa, cast.nerys, cast.lowri], 0
    for number in range(60):
        try:
            spend(vague(number), SearchPlace.STORE, people[number % 5], NOW)
            passed += 1
        except TooManySearches:
            continue
    assert passed == 300 // 8
    spend(vague(60), SearchPlace.STORE, cast.jac, NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["/monitoring/search/", "/child/"])
def test_searches_of_files_and_of_everything_on_a_child_are_braked_too(cast, signed_in, place):
    browser = signed_in(cast.efa)
    answers = [
        browser.post(place, {"surname": "Mabli", "forename": f"G{n}", "day": "1", "month": "3", "year": "2015"})
        for n in range(101)
    ]
    assert {answer.status_code for answer in answers[:100]} == {200}
    assert answers[100].status_code == 429
    assert Entry.objects.filter(action="search.braked").count() == 1


@pytest.mark.django_db
def test_searches_that_are_kept_and_enquiries_are_braked_too(cast, signed_in):
    browser = signed_in(cast.idris)
    for number in range(12):
        spend(vague(number), SearchPlace.STORE, cast.idris, timezone.now())
    session = browser.session
    for place, method in (("/lost/searches/", "post"), ("/lost/enquiry/", "get")):
        session["lost_search"] = {"surname": "zabx", "begins": True}
        session.save()
        assert getattr(browser, method)(place).status_code == 429
    assert not StandingSearch.objects.exists()


@pytest.mark.django_db
def test_what_was_counted_names_nobody_and_goes_after_two_days(cast):
    spend(Question(surname="Mabli", forename="Gwen"), SearchPlace.STORE, cast.idris, NOW)
    row = SearchCount.objects.get()
    assert "mabli" not in " ".join(str(value) for value in vars(row).values()).lower()
    assert settings.CONFIG.search_count_days == 2
    keep_retention(NOW + timedelta(days=4))
    assert not SearchCount.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_windows_at_once_do_not_slip_past():
    cast, start = make_cast(), Barrier(8)

    def window(number: int) -> int:
        passed = 0
        start.wait()
        try:
            for each in range(4):
                try:
                    spend(vague(number * 4 + each), SearchPlace.STORE, cast.idris, NOW)
                    passed += 1
                except TooManySearches:
                    continue
        finally:
            connection.close()
        return passed

    with ThreadPoolExecutor(8) as windows:
        passed = sum(windows.map(window, range(8)))
    assert 0 < passed <= 100 // 8
    assert SearchCount.objects.filter(braked=False).count() == passed
    assert LostPupil.objects.count() == 0
