"""What an officer finds in the store, and what no search reveals."""

from datetime import date

import pytest

from handover.portal.audit.models import Entry
from handover.portal.lostpupils import lookups, searching
from handover.portal.lostpupils.candidates import find_candidates
from handover.portal.lostpupils.lookups import build_lookups
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.searching import search_store
from handover.portal.transfers.intake import UploadVerdict
from tests.files import SIAN, TOMOS, Child, ctf, send
from tests.moments import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("how texts are compared")]

ADDRESS = "<Address><BS7666Address><Town>Llangrug</Town></BS7666Address><PostCode>LL99 1AA</PostCode></Address>"
NAMES = "<BasicDetails><FormerUPN>H681299021005</FormerUPN><FormerSurname>Tudur</FormerSurname>{}</BasicDetails>"
RHYS = Child(
    "N936299021001",
    "Llywelyn",
    "Rhys",
    "2014-05-03",
    "M",
    NAMES.format("<MiddleNames>Gwyn</MiddleNames>") + ADDRESS,
)


@pytest.fixture
def store(cast):
    """Siân, Tomos and Rhys are lost."""
    for number, child in enumerate((SIAN, TOMOS, RHYS), start=1):
        assert send(cast.alis, "XXXXXXX", number=number, children=[child]).verdict in (
            UploadVerdict.ACCEPTED,
            UploadVerdict.WARNED,
        )
    return cast


def found(by, **fields) -> list[str]:
    return [hit.pupil.forename for hit in search_store(Question(**fields), by, NOW).fitting]


def nearest(by, **fields) -> list[str]:
    return [hit.pupil.forename for hit in search_store(Question(**fields), by, NOW).nearest]


@pytest.mark.parametrize(
    "fields",
    [
        {"upn": "N936299021001"},
        {"upn": "H681299021005", "surname": "Llywelyn"},
        {"surname": "Llewellyn"},
        {"surname": "llywelyn", "forename": "Rees"},
        {"surname": "Tudur"},
        {"surname": "Llyw", "begins": True},
        {"surname": "LLYWELYN", "begins": True, "birth_date": date(2014, 5, 3)},
        {"surname": "Llywelyn", "birth_date": date(2014, 3, 5)},
        {"surname": "Llywelyn", "birth_date": date(2015, 5, 3)},
        {"surname": "Llywelyn", "birth_date": date(2013, 5, 3)},
        {"surname": "Llywelyn", "birth_date": date(2014, 5, 2)},
        {"surname": "Llywelyn", "birth_date": date(2014, 5, 4)},
        {"surname": "Llywelyn", "town": "LLANGRUG", "gender": "M"},
        {"forename": "Rhys", "birth_date": date(2014, 5, 3)},
        {"town": "Llangrug", "birth_date": date(2014, 5, 3)},
    ],
    ids=str,
)
def test_a_child_is_found_by_what_is_known(store, fields):
    assert found(store.hana, **fields) == ["Rhys"] if "upn" not in fields else "Rhys" in found(store.hana, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"surname": "Llywelyn", "gender": "F"},
        {"surname": "Llywelyn", "birth_date": date(2012, 6, 23)},
        {"surname": "Llywelyn", "forename": "Siân"},
        {"surname": "Llywelyn", "forename": "Siân", "birth_date": date(2014, 5, 3)},
        {"surname": "Nowak", "forename": "Rhys", "birth_date": date(2014, 5, 3)},
        {"surname": "Llywelfor", "begins": True},
        {"surname": "Llywelfor", "begins": True, "forename": "Rhys", "birth_date": date(2014, 5, 3)},
        {"surname": "Llywelyn", "birth_date": date(2014, 5, 3), "upn": "N936299021001", "forename": "Siân"},
    ],
    ids=str,
)
def test_one_wrong_thing_does_not_hide_a_child_who_is_then_among_the_nearest(store, fields):
    answer = search_store(Question(**fields), store.hana, NOW)
    assert [hit.pupil.forename for hit in answer.hits] == ["Rhys"]
    assert answer.hits[0].fits == ("upn" in fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"surname": "Llywelyn", "town": "Cwm Gwdi"},
        {"surname": "Llywelyn", "birth_date": date(2014, 5, 3), "town": "Cwm Gwdi"},
        {"surname": "Llywelyn", "birth_date": date(2014, 5, 3), "gender": "F"},
        {"forename": "Rhys", "birth_date": date(2014, 5, 3), "town": "Cwm Gwdi"},
    ],
    ids=str,
)
def test_a_child_who_may_have_moved_or_whose_gender_was_mistyped_still_fits(store, fields):
    assert found(store.hana, **fields) == ["Rhys"]


@pytest.mark.parametrize(
    "fields",
    [
        {"surname": "Llew", "begins": True},
        {"surname": "Nowak", "birth_date": date(2014, 5, 3)},
        {"surname": "Nowak", "forename": "Rhys"},
        {"surname": "Nowak", "forename": "Wojciech", "birth_date": date(2014, 5, 3)},
        {"surname": "Llywelyn", "forename": "Zuzanna", "birth_date": date(2009, 11, 25)},
        {"town": "Cwm Gwdi", "birth_date": date(2014, 5, 3)},
        {"upn": "A123456789012"},
    ],
    ids=str,
)
def test_a_child_of_whom_less_agrees_than_a_search_must_say_is_not_shown(store, fields):
    answer = search_store(Question(**fields), store.hana, NOW)
    assert (answer.hits, answer.vague) == ((), False)


def test_the_likelier_child_comes_first(store):
    assert found(store.hana, surname="Prydderch") in (["Siân", "Tomos"], ["Tomos", "Siân"])
    assert found(store.hana, surname="Prydderch", birth_date=date(2015, 2, 11))[0] == "Siân"


def test_every_hit_says_why_in_both_languages(store):
    (hit,) = search_store(Question(surname="Llewelin", forename="Rhys"), store.hana, NOW).hits
    assert {reason.field for reason in hit.reasons} >= {"surname", "forename"}
    assert all(reason.words.en and reason.words.cy for reason in hit.reasons)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"gender": "F"},
        {"town": "Llangrug"},
        {"forename": "Siân"},
        {"birth_date": date(2015, 2, 11)},
        {"surname": "-"},
    ],
    ids=str,
)
def test_a_search_that_would_list_the_store_shows_nothing(store, fields):
    answer = search_store(Question(**fields), store.hana, NOW)
    assert answer.vague
    assert answer.hits == ()


@pytest.fixture
def few(monkeypatch):
    """A store in which few are many: three pupils are read for a search, and two are shown."""
    monkeypatch.setattr(lookups, "MOST_CANDIDATES", 3)
    monkeypatch.setattr(lookups, "SOME", 3)
    monkeypatch.setattr(searching, "MOST_SHOWN", 2)
    monkeypatch.setattr(searching, "MOST_NEAREST", 2)


def lodge(cast, *children: Child) -> None:
    for child in children:
        number = LostPupil.objects.count() + 1
        assert send(cast.alis, "XXXXXXX", number=number, children=[child], note=str(number)).transfer


def jones(forename: str, born: str = "2015-02-11", surname: str = "Jones", upn: str = "", sex: str = "F") -> Child:
    return Child(upn, surname, forename, born, sex)


SIX = [jones(forename) for forename in ("Nia", "Mari", "Tomos", "Gwen", "Ifan", "Rhodri")]


def test_a_search_that_fits_too_many_shows_none_of_them_nor_how_many(cast, few):
    lodge(cast, *SIX[:2])
    assert found(cast.hana, surname="Jones") in (["Nia", "Mari"], ["Mari", "Nia"])
    lodge(cast, SIX[2])
    answer = search_store(Question(surname="Jones"), cast.hana, NOW)
    assert (answer.vague, answer.hits) == (True, ())
    assert found(cast.hana, surname="Jones", forename="Mari") == ["Mari"]
    assert Question(surname="Jones").to_add == ("birth_date", "forename", "town")


def test_as_many_children_are_read_as_the_bound_says_and_not_one_more(cast, few):
    lodge(cast, *SIX)
    for question in (Question(surname="Jon", begins=True), Question(surname="Jones")):
        assert len(find_candidates(build_lookups(question))) == 3
        assert search_store(question, cast.hana, NOW).vague


def test_a_child_is_found_among_many_of_one_surname_by_each_other_thing_that_is_known(cast, few):
    lodge(cast, *SIX)
    assert search_store(Question(surname="Jones", birth_date=date(2015, 2, 11)), cast.hana, NOW).vague
    assert found(cast.hana, surname="Jones", birth_date=date(2015, 2, 11), forename="Nia") == ["Nia"]


def test_among_too_many_the_child_with_the_very_upn_is_shown_alone(cast, few):
    lodge(cast, *SIX, jones("Siân", upn=SIAN.upn))
    assert found(cast.hana, upn=SIAN.upn, surname="Jones") == ["Siân"]
    assert search_store(Question(upn="H681299021005", surname="Jones"), cast.hana, NOW).vague


def test_all_children_with_the_very_upn_are_shown_however_many_there_are_of_the_surname(cast, few):
    lodge(cast, *SIX, jones("Siân", surname="Nowak", upn=SIAN.upn), jones("Efa", surname="Nowak", upn=SIAN.upn))
    assert set(found(cast.hana, upn=SIAN.upn, surname="Jones")) == {"Siân", "Efa"}


def test_a_child_whose_file_does_not_say_the_gender_is_found_under_either(cast):
    lodge(cast, jones("Nia", sex=""), jones("Ifan", sex="M"))
    assert found(cast.hana, surname="Jones", gender="F") == ["Nia"]
    assert found(cast.hana, surname="Jones", forename="Ifan", gender="F") == ["Ifan"]
    assert set(found(cast.hana, surname="Jones", gender="M")) == {"Nia", "Ifan"}


def test_the_audit_log_holds_what_was_asked_and_never_the_words(store):
    search_store(Question(surname="Llywelyn", birth_date=date(2014, 5, 3), upn="N936299021001"), store.hana, NOW)
    search_store(Question(surname="Llywelyn", birth_date=date(2014, 5, 3), upn="N936299021001"), store.jac, NOW)
    search_store(Question(forename="Rhys"), store.jac, NOW)
    vague, second, first = Entry.objects.filter(action="lost.searched")
    assert first.facts["fields"] == "upn,surname,birth_date"
    assert first.facts["found"] == "1"
    assert first.facts["search"] == second.facts["search"] != vague.facts["search"]
    assert vague.facts["found"] == "too vague"
    for entry in (first, second, vague):
        assert not any(word in entry.details + entry.subject for word in ("Llywelyn", "Rhys", "N936299021001", "2014"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ctf("6812990", "XXXXXXX", [SIAN, TOMOS]), "ctf.lost_one_pupil"),
        (
            ctf("6812990", "XXXXXXX").replace(b"</CTFpupilData>", b"</CTFpupilData><CTFpupilData/>"),
            "ctf.",
        ),
        (ctf("6812990", "XXXXXXX").replace(b"<DOB>2015-02-11</DOB>", b""), "ctf."),
        (ctf("6812990", "XXXXXXX", [Child(born="2015-02-30")]), "ctf."),
        (ctf("6812990", "MMMMMMM", [Child(born="2031-02-03")]), "ctf."),
    ],
    ids=["two pupils", "two lists of pupils", "no birth date", "impossible date", "not born yet"],
)
def test_a_file_that_is_not_one_whole_pupil_does_not_get_into_the_store(cast, data, code):
    destination = "MMMMMMM" if b"MMM" in data else "XXXXXXX"
    outcome = send(cast.alis, destination, data=data)
    assert outcome.verdict is UploadVerdict.REFUSED
    assert any(problem.code.startswith(code) for problem in outcome.problems)
    assert not LostPupil.objects.exists()


def test_markup_and_formulas_in_a_name_are_kept_as_letters(cast):
    send(cast.alis, "XXXXXXX", children=[Child("", "=HYPERLINK(&quot;x&quot;)", "&lt;b&gt;Nia", "2015-01-01")])
    (hit,) = search_store(Question(forename="bNia", birth_date=date(2015, 1, 1)), cast.hana, NOW).fitting
    assert hit.pupil.surname.startswith("=HYPERLINK")
