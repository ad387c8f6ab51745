"""Each desk of an authority can do the work that is its own, with the pages that it needs for it and no others."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from handover.portal.accounts.changes import change_role
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from handover.portal.phase import sending
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from tests.files import SIAN, TOMOS, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db
OFFERS = f"UPN,Destination\n{SIAN.upn},6814990\n{TOMOS.upn},6814990\n".encode()


def page(answer) -> str:
    return answer.content.decode().replace("<wbr>", "")


@pytest.mark.parametrize("who", ["padrig", "nerys", "efa", "lowri"])
def test_the_desks_that_own_the_list_of_offers_share_out_a_year_from_the_authority_s_mailbox(cast, signed_in, who):
    whole = send(cast.alis, "681LLLL", children=(SIAN, TOMOS)).transfer
    officer, browser = getattr(cast, who), signed_in(getattr(cast, who))
    assert whole.file_name in page(browser.get("/phase/"))
    browser.post("/phase/files/", {"file": whole.reference})
    answer = browser.post("/phase/", {"offers": SimpleUploadedFile("offers.csv", OFFERS)}, follow=True)
    assert "The list was taken: 2 offers." in page(answer)
    sending.ask_for_sending(sending.Board.objects.get(), officer, NOW)
    assert sending.send_waiting_boards(NOW) == 1
    made = Transfer.objects.get(destination="6814990")
    assert (made.source, made.sent_by, made.file_name) == ("681LLLL", officer, "681LLLL_CTF_6814990_001.xml")
    sent = Entry.objects.get(action="file.sent", subject=str(made.reference))
    assert (sent.username, sent.role) == (who, officer.role)


def test_admissions_open_no_file_of_the_authority_s_mailbox_beside_the_board(cast, signed_in):
    whole = send(cast.alis, "681LLLL", children=(SIAN, TOMOS)).transfer
    browser = signed_in(cast.padrig)
    browser.post("/phase/files/", {"file": whole.reference})
    assert f"/files/{whole.reference}/" not in page(browser.get("/phase/"))
    assert browser.get(f"/files/{whole.reference}/").status_code == 404
    assert f"/files/{whole.reference}/" in page(signed_in(cast.nerys).get("/phase/"))


def test_who_cannot_open_a_file_any_more_gets_no_e_mail_that_leads_to_it(cast):
    transfer = send(cast.alis, "6814990").transfer
    change_role(cast.alis, "school", "6602991", cast.gwilym.actor, NOW)
    Notice.objects.all().delete()
    transfer.refresh_from_db()
    take_step("reject", transfer, by=cast.bryn, now=NOW, reason="Not ours.")
    assert set(Notice.objects.filter(kind="rejected").values_list("recipient", flat=True)) == {
        "nant-primary@example.org"
    }


@pytest.mark.parametrize("view", ["within", "incoming", "outgoing"])
def test_lea_school_watches_the_three_views_of_the_authority_s_files(cast, signed_in, view):
    assert signed_in(cast.nerys).get("/monitoring/", {"view": view}).status_code == 200


@pytest.mark.parametrize(("who", "count"), [("efa", 12), ("hana", 12), ("idris", 12), ("lowri", 12), ("macsen", 10)])
def test_each_desk_runs_the_reports_that_are_on_its_screen(cast, signed_in, who, count):
    shown = page(signed_in(getattr(cast, who)).get("/reports/"))
    assert len(set(re.findall(r"href=\"/reports/([a-z-]+)/", shown))) == count


def test_who_searches_for_lost_pupils_finds_that_on_the_first_page_before_anything_else(cast, signed_in):
    shown = page(signed_in(cast.idris).get("/"))
    assert shown.index("Search for a lost pupil") < shown.index(">\n  Send files")
