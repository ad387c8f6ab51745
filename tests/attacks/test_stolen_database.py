"""Somebody steals the database, the files and the temporary folder of a used site, and not the master key."""

import re
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone

from handover.portal import transaction
from handover.portal.accounts import people
from handover.portal.accounts.particulars import Particulars
from handover.portal.audit.log import SITE
from handover.portal.expected import listing
from handover.portal.expected.row import Expected
from handover.portal.lostpupils import asking, census, enquiry, standing
from handover.portal.lostpupils.keys import beginnings_of, halves_of, sounds_of
from handover.portal.lostpupils.leaving import close_record
from handover.portal.lostpupils.models import Finding, SearchKey, StandingKey
from handover.portal.lostpupils.near_days import likely_days
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.searching import search_store
from handover.portal.messaging import templates, writing
from handover.portal.messaging.boxes import Box
from handover.portal.messaging.models import Template
from handover.portal.messaging.templates import Owner, TemplateContent
from handover.portal.messaging.words import Words
from handover.portal.notices.models import Notice
from handover.portal.phase import boards, deciding
from handover.portal.transfers import marks, monitoring
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from handover.portal.zones.broker import broker
from handover.portal.zones.models import AgentStatusRow
from tests.cast import Cast, make_cast
from tests.dump import Dump, days, hashes, spellings, stolen
from tests.files import Child, ctf, send
from tests.lost import lost_pupil
from tests.zones import school_town

pytestmark = pytest.mark.django_db(transaction=True)

NOW = timezone.now()
BORN = date(2014, 7, 23)
MORE = (
    "<BasicDetails><FormerUPN>C681299012007</FormerUPN><FormerSurname>Ollerenshawe</FormerSurname>"
    "<PreferredSurname>Trelawnyddwr</PreferredSurname><PreferredForename>Zerubbie</PreferredForename>"
    "<MiddleNames>Melchizedek</MiddleNames></BasicDetails>"
    "<Address><BS7666Address><Town>Nether Wallopwen</Town></BS7666Address><PostCode>LL99 7QZ</PostCode></Address>"
)
LOST = Child("B681299003017", "Quillfeatherŵ", "Zerubbabel", BORN.isoformat(), "M", MORE)
LEAVER = Child("H681299021005", "Bartholomewkin", "Ermintrudeth", "2015-03-17")
WORDS = (
    *("B681299003017", "C681299012007", "H681299021005"),
    *("Quillfeather", "Ollerenshawe", "Trelawnyddwr", "Zerubbabel", "Zerubbie", "Melchizedek"),
    *("Bartholomewkin", "Ermintrudeth", "Nether Wallopwen", "LL99 7QZ", "Tudur-Rees"),
    *days(BORN),
    *days(date(2015, 3, 17)),
)
"""Every name, UPN, birth date, town and postcode of the children below; nobody and nothing else is called so."""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of the process."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def use_the_store(cast: Cast) -> None:
    """Lose a child, look for it, keep the search, ask authorities, match the store with a census."""
    send(cast.alis, "XXXXXXX", children=[LOST])
    question = Question(surname="Quillfeather", forename="Zerubbabel", birth_date=BORN, town="Nether Wallopwen")
    assert search_store(question, cast.hana, NOW).hits
    standing.keep_search(question, cast.hana, NOW)
    asking.begin_enquiry(
        question,
        enquiry.leads(question, enquiry.Hints("6602991"), cast.hana, NOW),
        {"surname": "Quillfeather"},
        cast.hana,
        NOW,
        "en",
    )
    row = f"B681299003017,,Quillfeather,Zerubbabel,{BORN},M,LL99 7QZ,6602991\n"
    bad = "H681299021005,,Bartholomewkin,Ermintrudeth,Zerubbabel,F,LL99 7QZ,6602991\n"
    header = "UPN,Former UPN,Surname,Forename,Date of birth,Gender,Postcode,Establishment\n"
    census.queue_matching([(header + row + bad).encode()], cast.gwilym, NOW)
    assert census.run_waiting_matching(NOW)
    assert Finding.objects.get().roll_row
    census.queue_matching([(header + row).encode()], cast.gwilym, NOW)


def use_a_board(cast: Cast) -> None:
    """Share out a year group; an offer is in doubt and decided."""
    outcome = send(cast.alis, "681LLLL", number=31, children=[LEAVER, LOST])
    board = boards.board_of(cast.efa, NOW)
    boards.put(board, [outcome.transfer.reference], cast.efa, NOW)
    offers = (
        "UPN,Surname,Forename,Date of birth,Destination\n"
        f",Quillfeather,Zerubabel,{BORN},6814990\nH681299021005,Bartholomewkin,Ermintrudeth,2015-03-17,6814990\n"
    )
    boards.bring_offers(board, [offers.encode()], cast.efa, NOW)
    board.refresh_from_db()
    found = boards.read_standing(board, timezone.localdate(NOW)).decided
    answers = {asked.mark: deciding.NONE_OF_THESE for asked in found.open}
    deciding.decide_doubts(board, found, answers, cast.efa, NOW)


def use_files_and_messages(cast: Cast) -> None:
    """Send, reject with too many words, expect, write, look for a child's files, and invite somebody."""
    transfer = send(cast.alis, "6814990", number=2, children=[LOST, LEAVER]).transfer
    Transfer.objects.filter(pk=transfer.pk).update(given_name="Zerubbabel Quillfeather.xml")
    take_step("reject", transfer, by=cast.bryn, now=NOW, reason="Ermintrudeth Bartholomewkin is not coming to us.")
    expected = [Expected(0, "B681299003017", "Quillfeather", "Zerubbabel", BORN, "6812990")]
    listing.add_pupils(expected, cast.bryn, NOW)
    words = Words("About Zerubbabel", "Quillfeather, born 23/07/2014, B681299003017.")
    assert writing.send_draft(
        writing.begin_draft(cast.efa, NOW, words, [Box("6814990", "school")]), words, cast.efa, NOW
    )
    writing.begin_draft(cast.efa, NOW, words, [Box("6814990", "school")])
    templates.save_template(
        Template(), TemplateContent("Ours", words.description, words.text), Owner.PERSON, cast.efa, NOW
    )
    sought = marks.Sought(surname="Quillfeather", forename="Zerubbabel", born=BORN)
    monitoring.search_transfers(sought, cast.efa, "681", NOW)
    people.invite_person(SITE, Particulars("ceri", "Ceri Newydd", "ceri@example.org", "school", "6812990"), NOW)


def use_a_zone() -> None:
    """Tell of a learner in a zone; an agent refuses it and names the child, and wants the next again later and names it."""
    town = school_town()
    town.refuse("Library", town.tell("MIS"), "No card for Zerubbabel Quillfeather, LL99 7QZ.")
    town.put_off("Library", town.tell("MIS"), "Zerubbabel Quillfeather, LL99 7QZ, is being looked at.")


@pytest.fixture
def used(temporary: Path) -> Iterator[Cast]:
    """A site on which everything was done that brings a child's name into it."""
    cast = make_cast()
    use_the_store(cast)
    use_a_board(cast)
    use_files_and_messages(cast)
    use_a_zone()
    return cast


@pytest.fixture
def dump(used: Cast, temporary: Path) -> Dump:
    """What the thief has."""
    return stolen(settings.CONFIG.files, temporary)


def test_no_name_number_birth_date_town_or_postcode_of_a_child_is_in_the_dump(dump):
    found = {(word, place) for word in WORDS for form in spellings(word) for place in dump.holding(form)}
    assert found == set()


def test_a_thief_would_find_what_is_there_in_plain(dump):
    """The search above is worth something: it finds what people who work with the site are called."""
    assert "table accounts_user" in dump.holding(b"Alis Prydderch")


def test_what_an_agent_said_last_is_sealed_and_the_zones_pages_can_still_say_it(dump):
    presence = AgentStatusRow.objects.get(agent="Library")
    assert "Zerubbabel Quillfeather, LL99 7QZ, is being looked at." in presence.last_fault
    assert broker().store.presences("town")["Library"].last_fault == presence.last_fault


def test_no_code_in_the_dump_can_be_made_from_a_childs_words_without_the_key(dump):
    words = {word.casefold() for word in WORDS} | set(WORDS)
    found = {place for code in hashes(words) for place in dump.holding(code)}
    assert found == set()
    names = ["Quillfeather", "Zerubbabel"]
    traits = [*sounds_of(names), *beginnings_of(names), *halves_of(names, (2, 3))]
    born = [day.isoformat() for day in likely_days(BORN)]
    tried = [f"upn\x1f{upn}" for upn in ("B681299003017", "681299003017", "C681299012007", "681299012007")]
    tried += [f"{kind}\x1f{each}" for kind in ("surname", "born") for each in (*traits, *born)]
    pairs = product(("name born", "names", "surname town"), traits, [*born, *traits])
    tried += ["\x1f".join(pair) for pair in pairs]
    codes = {int(code) for code in hashes(tried) if re.fullmatch(rb"-?\d+", code)}
    stored = {*SearchKey.objects.values_list("value", flat=True), *StandingKey.objects.values_list("value", flat=True)}
    assert stored
    assert stored.isdisjoint(codes)


def test_the_link_of_an_invitation_that_waits_to_be_sent_is_not_in_the_dump(dump):
    (link,) = re.findall(r"https?://\S+", Notice.objects.get(kind="invited").body)[:1]
    token = link.rstrip("/").rpartition("/")[2]
    assert len(token) > 20
    assert dump.holding(token.encode()) == []


def test_what_a_person_searches_for_is_not_in_the_dump_nor_a_live_session(used, signed_in, temporary):
    browser = signed_in(used.hana)
    browser.post("/lost/", {"surname": "Quillfeather", "forename": "Zerubbabel", "town": "Nether Wallopwen"})
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME].value
    dump = stolen(settings.CONFIG.files, temporary)
    assert dump.holding(cookie.encode()) == []
    assert {(word, place) for word in WORDS for form in spellings(word) for place in dump.holding(form)} == set()


def test_a_large_upload_lies_nowhere_in_plain_while_it_is_under_way(temporary):
    children = [Child("", f"Quillfeather{number}", "Zerubbabel") for number in range(25_000)]
    data = ctf("6812990", "6814990", children)
    assert len(data) > 3_000_000
    request = RequestFactory().post("/send/", {"files": SimpleUploadedFile("a.xml", data)})
    (file,) = request.FILES.values()
    unlinked = [link for link in Path("/proc/self/fd").iterdir() if str(temporary) in safe_target(link)]
    assert unlinked, "what is too large for memory is in a file that has no name"
    for held in [*unlinked, *(path for path in temporary.rglob("*") if path.is_file())]:
        content = held.read_bytes()
        assert [form for word in WORDS for form in spellings(word) if form in content] == []
    assert file.read() == data


def safe_target(link: Path) -> str:
    """Return what an open file is called; some are closed while they are looked at."""
    try:
        return str(link.readlink())
    except OSError:
        return ""


def test_what_a_child_was_called_is_gone_from_the_file_when_the_child_leaves_the_store(used, temporary):
    pupil = lost_pupil("Zerubbabel")
    content, roll_row = bytes(pupil.content), bytes(Finding.objects.get().content)
    assert "table lostpupils_finding" in stolen().holding(roll_row)
    with transaction.atomic():
        close_record(pupil, "found", NOW + timedelta(days=1))
    assert SearchKey.objects.count() == 0
    assert "table lostpupils_finding" not in stolen().holding(roll_row)
    assert "table lostpupils_lostpupil" not in stolen().holding(content)
