"""An officer searches for a child, sends the file on, downloads it, and looks after the authority's own."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handover.portal.audit.models import Entry
from handover.portal.lostpupils.models import Fetching, LostPupil
from handover.portal.transfers import collecting
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from tests.files import SIAN, TOMOS, Child, ctf, send
from tests.lost import lost_pupil
from tests.moments import NOW

pytestmark = pytest.mark.django_db

DATA = ctf("6812990", "XXXXXXX", [SIAN])


@pytest.fixture
def sian(cast) -> LostPupil:
    send(cast.alis, "XXXXXXX", data=DATA)
    send(cast.alis, "XXXXXXX", number=2, children=[TOMOS])
    return lost_pupil("Siân")


def look(browser, **fields):
    return browser.post("/lost/", fields, follow=True)


def page(response) -> str:
    return response.content.decode()


def at(name: str, thing) -> str:
    return reverse(name, args=[thing.reference])


# Searching.


def test_the_officer_finds_the_child_with_the_reasons_in_words(sian, cast, signed_in):
    found = look(signed_in(cast.idris), surname="Prytherch", day="11", month="2", year="2015")
    assert "Prydderch, Siân" in page(found)
    assert "The date of birth is the same." in page(found)
    assert "Tomos" not in page(found)


def test_the_officer_reads_the_reasons_in_welsh(sian, cast, signed_in):
    assert "cyfenw" in page(look(signed_in(cast.jac), surname="Prydderch", forename="Siân"))


def test_what_was_asked_is_never_in_the_address(sian, cast, signed_in):
    answer = look(signed_in(cast.idris), surname="Prydderch", upn=SIAN.upn)
    assert answer.redirect_chain == [("/lost/", 302)]


def test_a_vague_search_says_what_to_add_and_reveals_nothing(sian, cast, signed_in):
    answer = page(look(signed_in(cast.hana), gender="F"))
    assert "That could be many pupils" in answer
    assert "date of birth" in answer
    assert "Siân" not in answer


def test_a_search_without_result_says_so(sian, cast, signed_in):
    assert "Nobody in the store fits" in page(look(signed_in(cast.hana), surname="Oakhanger"))


def test_where_nobody_fits_well_the_nearest_are_shown_with_what_speaks_against_them(sian, cast, signed_in):
    browser = signed_in(cast.idris)
    nearest = page(look(browser, surname="Prydderch", forename="Zuzanna", day="11", month="2", year="2015"))
    assert "Nobody fits well; these are the nearest" in nearest
    assert "Prydderch, Siân" in nearest
    assert "The forenames are different." in nearest
    assert "Keep this search for a year" in nearest
    assert "may be the one" not in nearest
    cast.idris.language = "cy"
    cast.idris.save()
    assert "Nid oes neb yn cyfateb yn dda; dyma'r rhai agosaf" in page(browser.get("/lost/"))


def test_of_many_who_fit_ten_are_shown_and_the_others_on_request(cast, signed_in):
    forenames = ["Mari", "Nia", "Gwen", "Efa", "Cadi", "Lowri", "Mali", "Elin", "Beca", "Nel", "Heledd", "Ffion"]
    for number, forename in enumerate(forenames, start=1):
        child = Child("", "Jones", forename, "2015-02-11", "F")
        send(cast.alis, "XXXXXXX", number=number, children=[child], note=str(number))
    browser = signed_in(cast.hana)
    ten = page(look(browser, surname="Jones", day="11", month="2", year="2015"))
    assert "12 pupils may be the one" in ten
    assert sum(f"Jones, {forename}<" in ten for forename in forenames) == 10
    assert "Show 2 more pupils who fit" in ten
    everybody = page(browser.get("/lost/?all=1"))
    assert all(f"Jones, {forename}<" in everybody for forename in forenames)
    assert "more pupils who fit" not in everybody


def test_a_wrong_check_letter_is_pointed_out_and_the_number_that_was_meant_finds_the_child(sian, cast, signed_in):
    browser = signed_in(cast.hana)
    answer = page(look(browser, upn="a" + SIAN.upn[1:]))
    assert f"Did you mean {SIAN.upn}?" in answer
    assert "Prydderch, Siân" in answer
    mended = page(look(browser, upn=SIAN.upn))
    assert "Did you mean" not in mended
    assert "The UPN is the same." in mended


def test_the_button_under_did_you_mean_asks_everything_else_again(sian, cast, signed_in):
    fields = {
        "upn": "A" + SIAN.upn[1:],
        "surname": "Prytherch",
        "begins": "",
        "day": "11",
        "month": "2",
        "year": "2015",
    }
    answer = page(look(signed_in(cast.hana), **fields, sort="town"))
    posted = answer.partition("Did you mean")[2].partition("</form>")[0]
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', posted))
    del hidden["csrfmiddlewaretoken"]
    asked = {"upn": SIAN.upn, "surname": "Prytherch", "day": "11", "month": "2", "year": "2015", "sort": "town"}
    assert hidden == asked


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"surname": "Prydderch", "day": "31", "month": "2", "year": "2015"}, "Enter a real date"),
        ({"surname": "Prydderch", "year": "2015"}, "Enter a real date"),
        ({"day": "eleven"}, "Enter a real date"),
        ({"upn": "B68129900301"}, "A UPN has 13 characters"),
        ({"surname": "Pr", "begins": "on"}, "at least three letters"),
    ],
    ids=str,
)
def test_what_cannot_be_searched_for_is_said_at_the_field(sian, cast, signed_in, fields, words):
    answer = signed_in(cast.hana).post("/lost/", fields)
    assert answer.status_code == 422
    assert words in page(answer)


def test_hits_come_in_the_order_that_was_asked_for(sian, cast, signed_in):
    answer = page(look(signed_in(cast.hana), surname="Prydderch", sort="birth_date"))
    assert answer.index("Prydderch, Siân") < answer.index("Prydderch, Tomos")


def test_a_new_search_forgets_the_old_one(sian, cast, signed_in):
    browser = signed_in(cast.hana)
    look(browser, surname="Prydderch")
    browser.post("/lost/new/")
    assert "Prydderch" not in page(browser.get("/lost/"))


def test_a_name_with_markup_is_shown_as_letters(cast, signed_in):
    send(cast.alis, "XXXXXXX", children=[Child("", "&lt;script&gt;alert(1)&lt;/script&gt;", "Nia", "2015-01-01")])
    answer = page(look(signed_in(cast.hana), forename="Nia", day="1", month="1", year="2015"))
    assert "<script>alert(1)" not in answer
    assert "&lt;script&gt;alert(1)" in answer


# One pupil.


def test_selecting_shows_what_the_seed_lists_and_is_audited(sian, cast, signed_in):
    answer = page(signed_in(cast.idris).get(at("lost-pupil", sian)))
    for words in ("LA number", "681", "6812990", "Former UPN", "Former surname", "Middle names", "Uploaded"):
        assert words in answer
    assert Entry.objects.filter(action="lost.viewed", subject=str(sian.transfer.reference), username="idris").exists()


def test_who_may_only_search_is_not_offered_the_file(sian, cast, signed_in):
    browser = signed_in(cast.idris)
    assert "Download" not in page(browser.get(at("lost-pupil", sian)))
    for name in ("lost-collect", "lost-release", "lost-remove"):
        assert browser.get(at(name, sian)).status_code == 403
        assert browser.post(at(name, sian), {"steps": "on", "school": "6812990"}).status_code == 403


def test_the_lost_pupil_role_does_not_get_at_the_authoritys_files_by_guessing(cast, signed_in):
    sent = send(cast.alis, "681LLLL").transfer
    assert signed_in(cast.idris).get(at("file", sent)).status_code == 404
    assert Transfer.objects.get().stage is State.SENT
    assert signed_in(cast.hana).get(at("file", sent)).status_code == 200


@pytest.mark.parametrize("who", ["alis", "bryn", "efa", "gwilym"])
def test_nobody_else_sees_the_store(sian, cast, signed_in, who):
    browser = signed_in(getattr(cast, who))
    assert browser.post("/lost/", {"surname": "Prydderch"}).status_code == 403
    assert browser.get(at("lost-pupil", sian)).status_code == 403


# Sending on.


def test_the_officer_sends_the_file_on_in_one_step(sian, cast, signed_in):
    browser = signed_in(cast.hana)
    chosen = browser.get(at("lost-release", sian))
    assert "scope=own-open&amp;la=681" in page(chosen)
    assert "Grug Bay" not in page(chosen)
    answer = browser.post(at("lost-release", sian), {"school": "6814990", "steps": "on"}, follow=True)
    assert "681LLLL_CTF_6814990_001.xml" in page(answer)
    assert "Sent to the new school" in page(answer)
    child = Transfer.objects.get(parent=sian.transfer)
    assert "first sent by 6812990" in page(signed_in(cast.bryn).get(at("file", child)))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"school": "6814990"}, "Tick the box"),
        ({"steps": "on"}, "Enter the school."),
        ({"school": "6602991", "steps": "on"}, "belongs to another authority"),
    ],
    ids=str,
)
def test_the_file_goes_nowhere_without_a_school_and_the_tick(sian, cast, signed_in, fields, words):
    answer = signed_in(cast.hana).post(at("lost-release", sian), fields)
    assert answer.status_code == 422
    assert words in page(answer)
    assert not Transfer.objects.filter(parent=sian.transfer).exists()


def test_the_slower_of_two_authorities_is_told(sian, cast, signed_in):
    signed_in(cast.hana).post(at("lost-release", sian), {"school": "6814990", "steps": "on"})
    answer = signed_in(cast.jac).post(at("lost-release", sian), {"school": "6602991", "steps": "on"}, follow=True)
    assert "rhywun" in page(answer) or "somebody was quicker" in page(answer)
    assert Transfer.objects.filter(parent=sian.transfer).count() == 1


# Downloading.


def test_the_officer_downloads_the_schools_own_bytes_and_says_that_they_arrived(sian, cast, signed_in):
    browser = signed_in(cast.hana)
    assert browser.post(at("lost-collect", sian), {}).status_code == 422
    browser.post(at("lost-collect", sian), {"steps": "on"})
    fetching = Fetching.objects.get()
    early = browser.post(at("lost-arrived", fetching), {"arrived": "yes"}, follow=True)
    assert "Save the file first" in page(early)
    got = browser.post(at("lost-download", fetching))
    assert b"".join(got.streaming_content) == DATA
    assert got["Content-Disposition"] == 'attachment; filename="6812990_CTF_XXXXXXX_001.xml"'
    assert got["Cache-Control"] == "no-store"
    answer = browser.post(at("lost-arrived", fetching), {"arrived": "yes"}, follow=True)
    assert "With an authority" in page(answer)


def test_another_authority_cannot_reach_a_download(sian, cast, signed_in):
    signed_in(cast.hana).post(at("lost-collect", sian), {"steps": "on"})
    fetching = Fetching.objects.get()
    other = signed_in(cast.jac)
    assert other.get(at("lost-fetching", fetching)).status_code == 404
    assert other.post(at("lost-download", fetching)).status_code == 404
    assert other.post(at("lost-arrived", fetching), {"arrived": "yes"}).status_code == 404


def test_not_our_pupil_puts_the_file_back(sian, cast, signed_in):
    browser = signed_in(cast.hana)
    browser.post(at("lost-collect", sian), {"steps": "on"})
    b"".join(browser.post(at("lost-download", Fetching.objects.get())).streaming_content)
    assert signed_in(cast.jac).post(at("lost-put-back", sian), follow=True).status_code == 200
    assert Transfer.objects.get(pk=sian.transfer_id).stage is State.TAKEN
    browser.post(at("lost-put-back", sian))
    assert Transfer.objects.get(pk=sian.transfer_id).stage is State.LODGED


# The authority's own.


def test_the_authority_sees_its_own_lost_pupils_only(sian, cast, signed_in):
    send(cast.carys, "MMMMMMM", children=[Child("", "Nowak", "Ewa", "2009-01-01")])
    answer = page(signed_in(cast.hana).get("/lost/ours/"))
    assert "Prydderch, Siân" in answer
    assert "Nowak" not in answer
    assert "Nowak" in page(signed_in(cast.jac).get("/lost/ours/?view=leaving&sort=-birth_date"))
    assert "Nowak" not in page(signed_in(cast.jac).get("/lost/ours/?view=X"))


def test_a_pupil_is_taken_out_with_a_reason_and_the_tombstone_is_for_the_two_authorities(sian, cast, signed_in):
    browser = signed_in(cast.hana)
    assert browser.post(at("lost-remove", sian), {}).status_code == 422
    browser.post(at("lost-remove", sian), {"because": "moved_abroad"})
    stone = page(browser.get(at("lost-pupil", sian)))
    assert "known to live abroad" in stone
    assert "Siân" not in stone
    assert signed_in(cast.jac).get(at("lost-pupil", sian)).status_code == 404


def test_another_authority_cannot_take_a_pupil_out(sian, cast, signed_in):
    signed_in(cast.jac).post(at("lost-remove", sian), {"because": "mistake"})
    assert LostPupil.objects.get(pk=sian.pk).in_store


# The school that sends a second file.


def test_a_school_is_asked_whether_its_file_closes_the_record(sian, cast, signed_in):
    sent = send(cast.alis, "6602991").transfer
    browser = signed_in(cast.alis)
    assert 'value="yes"' in page(browser.get(at("file", sent)))
    assert signed_in(cast.bryn).post(at("closes", sent), {"closes": "yes", "pupil": sian.reference}).status_code == 404
    browser.post(at("closes", sent), {"closes": "yes", "pupil": sian.reference})
    assert Transfer.objects.get(pk=sian.transfer_id).stage is State.RELEASED
    begun = collecting.start_collection([sent.reference], cast.carys, NOW)
    collecting.take_out_collection(begun, cast.carys, NOW)
    collecting.answer_collection(begun, arrived=True, by=cast.carys, now=NOW)
    assert not LostPupil.objects.get(pk=sian.pk).in_store


def test_the_home_page_says_what_waits(sian, cast, signed_in):
    assert "Nothing waits for you" in page(signed_in(cast.hana).get("/"))
    send(cast.alis, "XXXXXXX", number=3, children=[Child("", "Rees", "Gwen", "2005-01-01")])
    assert "1 lost pupil is over the school leaving age" in page(signed_in(cast.hana).get("/"))
    sent = send(cast.alis, "6602991").transfer
    cast.alis.language = "en"
    cast.alis.save()
    browser = signed_in(cast.alis)
    assert "1 question about a lost pupil" in page(browser.get("/"))
    browser.post(at("closes", sent), {"closes": "no", "pupil": sian.reference})
    assert "question about a lost pupil" not in page(browser.get("/"))


@pytest.mark.parametrize("address", ["/lost/", "/lost/ours/", "/lost/matches/", "/lost/searches/"])
def test_a_longer_list_asks_the_database_no_more(sian, cast, signed_in, address):
    browser = signed_in(cast.hana)
    look(browser, surname="Prydderch")

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == 200
        return len(seen)

    few = queries()
    for number in range(3, 9):
        child = Child("", "Prydderch", "Non" + "abcdefgh"[number - 1], f"2014-01-{number:02}")
        send(cast.alis, "XXXXXXX", number=number, children=[child])
    assert queries() <= few
