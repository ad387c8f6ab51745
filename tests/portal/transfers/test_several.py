"""The same done with several files of a list, without scripts: what is done, with which it is not, and how it is undone."""

import html

import pytest

from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from handover.portal.transfers import vault
from handover.portal.transfers.collecting import start_collection, take_out_collection
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import receive
from handover.portal.transfers.models import Collection, Transfer
from handover.portal.transfers.moving import take_step
from tests.files import NOW, TOMOS, incoming, send
from tests.zips import zipped

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(cast):
    """Alis reads English here."""
    cast.alis.language = "en"
    cast.alis.save()


def sent(cast, numbers, **more):
    return [send(cast.alis, "6814990", number=number, note=str(number), **more).transfer for number in numbers]


def references(files):
    return [str(file.reference) for file in files]


def text_of(answer):
    return html.unescape(answer.content.decode()).replace("<wbr>", "")


def states(files):
    return [Transfer.objects.get(pk=file.pk).state for file in files]


def do(browser, act, files, page="/sent/several/", **more):
    """Tick files, press the button, say yes, and return the list with what it says."""
    first = browser.post(page, {"do": act, "file": references(files), **more})
    assert first.status_code == 200
    return browser.post(page, {"do": act, "file": references(files), "sure": "yes", **more}, follow=True)


def test_links_above_a_list_tick_its_boxes_without_scripts(cast, signed_in):
    sent(cast, range(1, 4))
    browser = signed_in(cast.bryn)
    assert text_of(browser.get("/collect/")).count(" checked>") == 0
    assert 'href="/collect/?tick=page"' in text_of(browser.get("/collect/"))
    page = text_of(browser.get("/collect/?tick=page"))
    assert (page.count(" checked>"), "Tick all: 3" in page) == (3, True)


def test_whole_list_is_chosen_but_what_is_unticked_and_collected_in_one_go(cast, signed_in):
    files = sent(cast, range(1, 61))
    browser = signed_in(cast.bryn)
    page = text_of(browser.get("/collect/?tick=all"))
    assert "All of the list are chosen: 60, those on other pages too." in page
    assert page.count('name="shown"') == page.count(" checked>") == 50
    shown = [part.partition('"')[0] for part in page.split('name="shown" value="')[1:]]
    answer = browser.post("/collect/", {"every": "yes", "shown": shown, "file": shown[1:]})
    collected = Collection.objects.get().transfers.values_list("reference", flat=True)
    assert answer.url.startswith("/collect/")
    assert {str(each) for each in collected} == set(references(files)) - {shown[0]}


def test_whole_list_is_what_fits_the_filter(cast, signed_in):
    sent(cast, range(1, 4))
    (tomos,) = sent(cast, [4], children=[TOMOS])
    browser = signed_in(cast.bryn)
    browser.post("/collect/", {"narrow": "yes", "pupil": "tomos"})
    browser.post("/collect/", {"every": "yes"})
    assert list(Collection.objects.get().transfers.all()) == [tomos]


def test_everything_new_is_collected_by_one_button_and_one_kind_by_another(cast, signed_in):
    ctfs = sent(cast, [1, 2])
    census = receive(incoming("6812990_PLASC_681LLLL_001.xml", b"<a/>"), cast.alis, NOW).transfer
    ours = send(cast.alis, "681LLLL").transfer
    receive(incoming("6812990_Generic_681LLLL_a.zip", zipped({"a": b"x"})), cast.alis, NOW)
    page = text_of(signed_in(cast.bryn).get("/collect/"))
    assert "Collect everything new: 2" in page
    signed_in(cast.bryn).post("/collect/", {"new": "every"})
    assert set(Collection.objects.get().transfers.all()) == set(ctfs)
    page = text_of(signed_in(cast.efa).get("/collect/"))
    assert "Collect everything new: 2" in page, "a generic zip is collected by itself"
    signed_in(cast.efa).post("/collect/", {"new": "census"})
    assert list(Collection.objects.latest("pk").transfers.all()) == [census]
    assert ours.stage is State.SENT


def test_thirty_five_files_are_collected_and_confirmed_with_four_clicks(cast, signed_in):
    files = sent(cast, range(1, 36))
    browser = signed_in(cast.bryn)
    assert 'href="/collect/?task=waiting"' in text_of(browser.get("/"))
    browser.get("/collect/?task=waiting")
    place = browser.post("/collect/", {"new": "every"}).url
    b"".join(browser.post(f"{place}download/").streaming_content)
    browser.post(f"{place}arrived/", {"arrived": "yes"})
    assert set(states(files)) == {"confirmed"}


def test_several_are_called_back_each_with_its_audit_row_and_offered_to_be_sent_again(cast, signed_in):
    files = sent(cast, [1, 2, 3])
    page = text_of(do(signed_in(cast.alis), "recall", files))
    assert "3 files were called back." in page
    assert "You can send the 3 files again that you called back just now." in page
    assert states(files) == ["recalled"] * 3
    assert Entry.objects.filter(action="file.recalled").count() == 3


def test_what_was_called_back_is_offered_again_though_another_list_was_looked_at_between(cast, signed_in):
    files = sent(cast, [1])
    browser = signed_in(cast.alis)
    browser.post("/sent/several/", {"do": "recall", "file": references(files), "sure": "yes"})
    browser.get("/collect/")
    assert "Was that a mistake?" in text_of(browser.get("/sent/"))
    assert "Was that a mistake?" not in text_of(browser.get("/sent/"))


def test_which_files_it_will_be_is_shown_by_pupil_before_it_is_done(cast, signed_in):
    files = [*sent(cast, [1]), *sent(cast, [2], children=[TOMOS])]
    page = text_of(signed_in(cast.alis).post("/sent/several/", {"do": "recall", "file": references(files)}))
    assert 'Siân Prydderch, <span class="handover-number">11\xa0Feb\xa02015</span>' in page
    assert "Tomos Prydderch" in page
    assert states(files) == ["sent", "sent"]


def test_files_that_had_been_collected_meanwhile_are_named(cast, signed_in):
    files = sent(cast, [1, 2, 3])
    browser = signed_in(cast.alis)
    browser.post("/sent/several/", {"do": "recall", "file": references(files)})
    take_out_collection(start_collection([files[0].reference], cast.bryn, NOW), cast.bryn, NOW)
    answer = browser.post("/sent/several/", {"do": "recall", "file": references(files), "sure": "yes"}, follow=True)
    assert "2 files were called back." in text_of(answer)
    assert states(files) == ["collected", "recalled", "recalled"]
    missed = text_of(browser.post("/sent/several/", {"do": "recall", "file": references(files[:1])}, follow=True))
    assert "None of the ticked files" in missed


def test_file_taken_between_the_page_and_the_step_is_left_and_said(cast):
    from handover.portal.transfers import several

    files = sent(cast, [1, 2])
    take_step("reject", Transfer.objects.get(pk=files[0].pk), by=cast.bryn, now=NOW, reason="no")
    outcome = several.recall_several(files, cast.alis, NOW)
    assert (len(outcome.done), [file.stage for file in outcome.missed]) == (1, [State.REJECTED])


def test_ticked_files_with_which_it_cannot_be_done_are_shown_apart(cast, signed_in):
    files = sent(cast, [1, 2])
    take_step("reject", files[0], by=cast.bryn, now=NOW, reason="no")
    page = text_of(signed_in(cast.alis).post("/sent/several/", {"do": "recall", "file": references(files)}))
    assert "1 ticked file is not among them" in page


def test_what_was_called_back_is_sent_again_as_new_files_of_the_same_bytes(cast, signed_in):
    files = sent(cast, [1, 2])
    browser = signed_in(cast.alis)
    do(browser, "recall", files)
    page = text_of(
        browser.post("/sent/several/", {"do": "send_again", "file": references(files), "sure": "yes"}, follow=True)
    )
    assert "2 files were sent again." in page
    again = Transfer.objects.filter(state="sent")
    assert {file.digest for file in again} == {file.digest for file in files}
    assert states(files) == ["recalled"] * 2


def test_sent_again_is_said_of_no_file_that_waits_for_an_answer_or_had_gone_before(cast, signed_in):
    files = sent(cast, [1, 2])
    browser = signed_in(cast.alis)
    do(browser, "recall", files)
    send(cast.alis, "6814990", number=1, note="other bytes under the name of the first")
    asked = {"do": "send_again", "file": references(files), "sure": "yes"}
    page = text_of(browser.post("/sent/several/", asked, follow=True))
    assert "1 file was sent again." in page
    assert "1 file needs your answer." in page
    assert Transfer.objects.get(state="asking").digest == files[0].digest
    page = text_of(browser.post("/sent/several/", {**asked, "file": references(files[1:])}, follow=True))
    assert "sent again." not in page
    assert "1 file was left as it is" in page


def test_whole_list_is_confirmed_only_after_a_look_at_which_files_these_are(cast, signed_in):
    files = sent(cast, [1, 2, 3])
    take_out_collection(start_collection([file.reference for file in files[:2]], cast.bryn, NOW), cast.bryn, NOW)
    browser = signed_in(cast.bryn)
    page = text_of(browser.post("/collect/several/", {"do": "confirm", "every": "yes"}))
    assert "6812990_CTF_6814990_001.xml" in page
    assert "6812990_CTF_6814990_003.xml" not in page
    assert states(files) == ["collected", "collected", "sent"]
    browser.post("/collect/several/", {"do": "confirm", "sure": "yes", "file": references(files[:2])})
    assert states(files) == ["confirmed", "confirmed", "sent"]


def test_nothing_of_another_school_is_touched(cast, signed_in):
    files = sent(cast, [1])
    browser = signed_in(cast.carys)
    browser.post("/sent/several/", {"do": "recall", "file": references(files), "sure": "yes"})
    browser.post("/collect/several/", {"do": "reject", "file": references(files), "sure": "yes", "reason": "x"})
    assert states(files) == ["sent"]


def test_several_are_rejected_for_one_reason(cast, signed_in):
    files = sent(cast, [1, 2])
    browser = signed_in(cast.bryn)
    answer = browser.post("/collect/several/", {"do": "reject", "file": references(files), "sure": "yes"})
    assert answer.status_code == 422
    page = text_of(do(browser, "reject", files, "/collect/several/", reason="Not coming"))
    assert "2 files were rejected, and their senders told." in page
    assert {file.reason for file in Transfer.objects.all()} == {"Not coming"}


def test_several_that_were_downloaded_are_confirmed_together(cast, signed_in):
    files = sent(cast, [1, 2, 3])
    for file in files[:2]:
        take_out_collection(start_collection([file.reference], cast.bryn, NOW), cast.bryn, NOW)
    browser = signed_in(cast.bryn)
    page = browser.post("/collect/several/", {"do": "confirm", "file": references(files)}, follow=True)
    assert "2 files are confirmed. Their senders are told." in text_of(page)
    assert states(files) == ["confirmed", "confirmed", "sent"]
    assert not Collection.objects.filter(answered_at=None).exists()


def test_damaged_file_is_not_confirmed(cast, signed_in):
    from handover.portal.transfers import damages

    files = sent(cast, [1, 2])
    take_out_collection(start_collection([file.reference for file in files], cast.bryn, NOW), cast.bryn, NOW)
    damages.note_damage(vault.Damaged(files[0].sealed, vault.SealedFileFault.MISSING), NOW)
    page = signed_in(cast.bryn).post("/collect/several/", {"do": "confirm", "file": references(files)}, follow=True)
    assert states(files) == ["collected", "confirmed"]
    assert f"1 file was left as it is, because it had moved on or cannot be opened: {files[0].file_name}" in text_of(
        page
    )


def test_several_held_files_are_sent_on_to_the_successor(cast, signed_in):
    cast.glan_high.closed_on, cast.glan_high.successor = NOW.date(), cast.grug_primary
    cast.glan_high.save()
    files = sent(cast, [1, 2])
    assert states(files) == ["held", "held"]
    page = text_of(do(signed_in(cast.alis), "send_on", files))
    assert "2 files were sent on." in page
    assert Transfer.objects.filter(destination="6602991", state="sent").count() == 2


def test_who_only_sends_or_collects_other_kinds_is_turned_away(cast, signed_in):
    files = sent(cast, [1])
    assert signed_in(cast.macsen).post("/sent/several/", {"do": "recall", "file": references(files)}).status_code == 403
    assert signed_in(cast.alis).post("/sent/several/", {"do": "expire", "file": references(files)}).status_code == 404


def test_each_rejected_file_has_its_e_mail_as_before(cast, signed_in):
    files = sent(cast, [1, 2])
    do(signed_in(cast.bryn), "reject", files, "/collect/several/", reason="Not coming")
    assert Notice.objects.filter(kind="rejected").count() >= 2


def test_file_that_came_back_is_sent_again_from_its_own_page(cast, signed_in):
    (file,) = sent(cast, [1])
    browser = signed_in(cast.alis)
    place = f"/files/{file.reference}/"
    assert "Send it again" not in text_of(browser.get(place))
    page = text_of(browser.post(f"{place}recall/", follow=True))
    assert "The file was called back. If that was a mistake, send it again below." in page
    assert "Send it again" in page
    assert "Send it again" not in text_of(signed_in(cast.bryn).get(place))
    browser.post("/sent/several/", {"do": "send_again", "file": str(file.reference), "sure": "yes"})
    assert Transfer.objects.filter(state="sent", digest=file.digest).count() == 1
