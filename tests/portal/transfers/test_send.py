"""The page for sending, as a browser without scripts uses it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from handover.portal.audit.models import Entry
from handover.portal.transfers import vault
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.vault import NoStore
from tests.files import SIAN, TOMOS, Child, ctf, name_of, send

pytestmark = pytest.mark.django_db


def post(browser, *files, **fields):
    sent = [SimpleUploadedFile(name, data, "application/xml") for name, data in files]
    return browser.post("/send/", {"files": sent, **fields})


def test_several_files_get_an_answer_each_on_one_page(cast, signed_in):
    answer = post(
        signed_in(cast.bryn),
        (name_of("6814990", "6602991", 1), ctf("6814990", "6602991")),
        (name_of("6814990", "6602991", 2), b"not xml"),
        ("6814990_CTF_6602991_3.xml", ctf("6814990", "6602991", [TOMOS])),
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    for verdict in ("accepted", "refused", "asked"):
        assert page.count(f"handover-outcome--{verdict}") == 1
    assert "Grug Bay Primary School (6602991)" in page
    assert "Yes, send it" in page


def test_the_script_gets_the_answer_alone(cast, signed_in):
    answer = post(signed_in(cast.bryn), (name_of("6814990", "6602991"), ctf("6814990", "6602991")), one="1")
    assert b"<html" not in answer.content
    assert b"handover-outcome--accepted" in answer.content


def test_nothing_chosen_is_said_beside_the_field(cast, signed_in):
    answer = signed_in(cast.bryn).post("/send/", {})
    assert answer.status_code == 422
    assert b"Choose at least one file." in answer.content


def test_a_name_with_markup_is_shown_as_text(cast, signed_in):
    answer = post(signed_in(cast.bryn), ("<b>x</b>.xml", ctf("6814990", "6602991")))
    assert b"<b>x" not in answer.content


def test_a_file_over_the_limit_is_refused_and_not_kept(cast, signed_in, settings):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_CTF_MAX_MB": 1})
    answer = post(signed_in(cast.bryn), (name_of("6814990", "6602991"), b" " * (1024 * 1024 + 1)))
    assert b"larger than the limit of 1 MB" in answer.content
    assert not Transfer.objects.exists()


def test_yes_sends_the_file_and_no_drops_it(cast, signed_in):
    browser = signed_in(cast.bryn)
    for number, said, state in ((1, "yes", "sent"), (2, "no", "withdrawn")):
        asked = send(cast.bryn, "6602991", name=f"6814990_CTF_6602991_{number}.xml", note=said).transfer
        answer = browser.post(reverse("answer", args=[asked.reference]), {"answer": said}, follow=True)
        assert answer.status_code == 200
        asked.refresh_from_db()
        assert asked.state == state


def test_nobody_answers_for_another_school(cast, signed_in):
    asked = send(cast.bryn, "6602991", name="6814990_CTF_6602991_1.xml").transfer
    for stranger in (cast.alis, cast.carys, cast.efa):
        answer = signed_in(stranger).post(reverse("answer", args=[asked.reference]), {"answer": "yes"})
        assert answer.status_code == 404
    asked.refresh_from_db()
    assert asked.state == "asking"


def test_the_national_administrator_sends_nothing(cast, signed_in):
    assert signed_in(cast.gwilym).get("/send/").status_code in {302, 403}


def test_the_answer_comes_in_welsh(cast, signed_in):
    answer = post(signed_in(cast.alis), (name_of("6812990", "6819999"), ctf("6812990", "6819999")))
    assert "Nid oes ysgol nac awdurdod lleol" in answer.content.decode()


def english(person):
    person.language = "en"
    person.save()
    return person


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_what_needs_her_comes_first_and_what_went_well_is_folded(cast, signed_in):
    answer = post(
        signed_in(english(cast.bryn)),
        *((name_of("6814990", "6602991", n), ctf("6814990", "6602991", note=str(n))) for n in range(1, 5)),
        (name_of("6814990", "6602991", 8), b"not xml"),
        ("6814990_CTF_6602991_9.xml", ctf("6814990", "6602991", [TOMOS])),
    )
    page = answer.content.decode()
    for told in (
        "1 file needs your answer.",
        "1 file was not sent.",
        "4 files are on their way.",
    ):
        assert told in page
    parts = re.findall(r'<div class="handover-part" data-part="(\w+)">', page)
    assert parts == ["answer", "refused", "sent"]
    assert '<details class="govuk-details">' in page.partition('data-part="sent"')[2]
    assert page.count("All files have been dealt with") == 0


def test_twelve_files_with_one_question_are_answered_with_one_yes(cast, signed_in):
    browser = signed_in(english(cast.bryn))
    page = post(
        browser,
        *((f"6814990_CTF_6602991_{n:03} (1).xml", ctf("6814990", "6602991", note=str(n))) for n in range(1, 13)),
    ).content.decode()
    assert page.count('class="handover-group"') == 1
    assert "Yes, all 12" in page
    asked = re.findall(r'name="file" value="([^"]+)"', page)
    assert len(asked) == 12
    answer = browser.post("/send/answers/", {"file": asked, "answer": "yes"}, follow=True)
    assert "12 files are on their way." in answer.content.decode()
    assert set(Transfer.objects.values_list("state", flat=True)) == {"sent"}


def test_one_answer_for_several_says_which_of_them_somebody_had_answered_before(cast, signed_in):
    browser = signed_in(english(cast.bryn))
    asked = [send(cast.bryn, "6602991", name=f"6814990_CTF_6602991_{n}.xml", note=str(n)).transfer for n in (1, 2, 3)]
    browser.post(reverse("answer", args=[asked[0].reference]), {"answer": "no"})
    answer = browser.post("/send/answers/", {"file": [t.reference for t in asked], "answer": "yes"}, follow=True)
    assert "2 files are on their way." in answer.content.decode()
    assert "1 file did not follow your answer" in answer.content.decode()
    assert sorted(Transfer.objects.values_list("state", flat=True)) == ["sent", "sent", "withdrawn"]


def test_nobody_answers_several_for_another_school(cast, signed_in):
    asked = send(cast.bryn, "6602991", name="6814990_CTF_6602991_1.xml").transfer
    answer = signed_in(cast.alis).post("/send/answers/", {"file": [asked.reference], "answer": "yes"})
    assert answer.status_code == 404
    assert signed_in(cast.bryn).post("/send/answers/", {"file": ["no reference"], "answer": "yes"}).status_code == 404
    asked.refresh_from_db()
    assert asked.state == "asking"


def test_questions_that_are_left_are_on_a_page_of_their_own(cast, signed_in):
    browser = signed_in(english(cast.bryn))
    one, other = (send(cast.bryn, "6602991", name=f"6814990_CTF_6602991_{n}.xml", note=str(n)).transfer for n in (1, 2))
    answer = browser.post(reverse("answer", args=[one.reference]), {"answer": "yes"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/send/questions/"
    assert "It would be sent as 6814990_CTF_6602991_002.xml" in answer.content.decode()
    answer = browser.post("/send/answers/", {"file": [other.reference], "answer": "no"}, follow=True)
    assert "1 file was not sent, and the site has not kept it." in answer.content.decode()


def test_of_more_files_than_are_taken_in_one_go_the_first_go_and_the_others_are_told(cast, signed_in, settings):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_UPLOAD_FILES": 3})
    page = text(
        post(
            signed_in(english(cast.bryn)),
            *((name_of("6814990", "6602991", n), ctf("6814990", "6602991", note=str(n))) for n in range(1, 6)),
        )
    )
    assert Transfer.objects.count() == 3
    assert "3 files are on their way." in page
    assert "2 files were not sent." in page
    assert page.count("More than 3 files came at once. This one was left out: it was not looked at and not sent.") == 2
    assert name_of("6814990", "6602991", 5) in page


def test_when_the_site_fails_at_file_three_the_first_two_are_told_as_sent(cast, signed_in, monkeypatch):
    """The store is away for one file: as when a disk is taken off while forty files come in."""
    calls = iter(range(1, 9))
    seal = vault.seal_file

    def sealing(*args):
        if next(calls) == 3:
            raise NoStore
        return seal(*args)

    monkeypatch.setattr(vault, "seal_file", sealing)
    browser = signed_in(english(cast.bryn))
    files = [(name_of("6814990", "6602991", n), ctf("6814990", "6602991", note=str(n))) for n in range(1, 5)]
    answer = post(browser, *files)
    assert answer.status_code == 200
    page = text(answer)
    assert "2 files are on their way. " in page
    assert "It is not known whether the file went." in page
    assert "The site failed before it came to this file. The file was not sent." in page
    assert Transfer.objects.count() == 2
    page = text(post(browser, *files))
    assert "2 files are on their way. " in page
    assert "2 files were sent before, and not a second time." in page
    assert Transfer.objects.count() == 4


def test_a_problem_names_the_child_and_shows_no_path_but_to_the_supplier(cast, signed_in):
    born_never = Child(surname="O'Grady", forename="Zoë", born="2015-02-30")
    page = post(
        signed_in(english(cast.bryn)),
        (name_of("6814990", "6602991"), ctf("6814990", "6602991", [SIAN, born_never])),
    ).content.decode()
    assert "O&#39;Grady, Zoë" in page
    before, folded = page.split("For your software supplier")
    assert "Pupil[2]" not in before
    assert "Line " not in before
    assert "/CTfile/CTFpupilData/Pupil[2]/DOB" in folded
    assert "O&#39;Grady" not in folded.partition("</ul>")[0]


def test_a_child_with_a_birth_date_is_named_with_it(cast, signed_in):
    wrong_sex = Child(sex="N")
    page = text(
        post(
            signed_in(english(cast.bryn)),
            (name_of("6814990", "6602991"), ctf("6814990", "6602991", [TOMOS, wrong_sex])),
        )
    )
    assert "Prydderch, Siân, born 11 February 2015" in page


def test_the_log_of_a_refusal_holds_no_name(cast, signed_in):
    post(
        signed_in(cast.bryn),
        (name_of("6814990", "6602991"), ctf("6814990", "6602991", [Child(surname="Hapusrwydd", born="2015-02-30")])),
    )
    entry = Entry.objects.filter(action="file.refused").get()
    assert "Hapusrwydd" not in str(entry.details)
