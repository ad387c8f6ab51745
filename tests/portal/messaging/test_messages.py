"""Messages: who gets them, what they say to whom, and what is refused with a remedy."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from handover.portal.audit.models import Entry
from handover.portal.messaging import reading, writing
from handover.portal.messaging.boxes import Box, box_of, read_box
from handover.portal.messaging.faults import MessagingRefused
from handover.portal.messaging.models import Delivery, Draft, SecureMessage
from handover.portal.messaging.words import Words, printable
from handover.portal.notices.models import Notice
from tests.cast import make_person
from tests.moments import NOW

pytestmark = pytest.mark.django_db
WORDS = Words("MISSING CHILD", "Where is Tomos Prydderch, born 30/6/2017?\n\nThank you.")


def send(by, *boxes, words=WORDS, now=NOW):
    return writing.send_draft(writing.begin_draft(by, now, words, boxes), words, by, now)


def refused(by, *boxes, words=WORDS):
    with pytest.raises(MessagingRefused) as caught:
        send(by, *boxes, words=words)
    return {field: problem.code for field, problem in caught.value.problems.items()}


def test_a_message_waits_for_its_recipient_unread(cast):
    send(cast.efa, box_of(cast.bryn))
    (waiting,) = reading.list_inbox(cast.bryn)
    assert waiting.message.words == WORDS
    assert reading.count_unread_messages(cast.bryn) == 1
    assert reading.count_unread_messages(cast.efa) == 0


def test_who_reads_a_message_is_written_down_and_it_is_no_longer_unread(cast):
    message = send(cast.efa, box_of(cast.bryn))
    reading.mark_read(reading.list_inbox(cast.bryn).get(), cast.bryn, NOW)
    assert reading.count_unread_messages(cast.bryn) == 0
    entry = Entry.objects.get(action="message.read")
    assert (entry.username, entry.subject) == ("bryn", str(message.reference))


def test_reading_again_does_not_start_the_clock_again(cast):
    send(cast.efa, box_of(cast.bryn))
    reading.mark_read(reading.list_inbox(cast.bryn).get(), cast.bryn, NOW)
    reading.mark_read(reading.list_inbox(cast.bryn).get(), cast.bryn, NOW + timedelta(days=3))
    assert Delivery.objects.get().read_at == NOW


def test_colleagues_with_one_role_share_a_box_and_others_there_do_not_see_it(cast):
    colleague = make_person("bethan", "Bethan Odli", "school", cast.glan_high)
    send(cast.efa, box_of(cast.bryn))
    assert reading.list_inbox(colleague).count() == 1
    assert reading.list_inbox(cast.alis).count() == 0
    assert reading.list_inbox(cast.gwilym).count() == 0


def test_the_e_mail_says_that_a_message_waits_and_nothing_of_it(cast):
    send(cast.efa, box_of(cast.bryn))
    notice = Notice.objects.get()
    assert (notice.kind, notice.recipient) == ("message_waiting", "bryn@example.org")
    assert "Caerwennol Council" in notice.body
    for word in ("MISSING", "Tomos", "Prydderch", "Thank"):
        assert word not in notice.subject + notice.body


def test_everybody_who_reads_a_box_is_told_from_whom_in_their_language_and_nobody_else(cast):
    make_person("bethan", "Bethan Odli", "school", cast.glan_high)
    make_person("gone", "Gone Away", "school", cast.glan_high)
    cast.glan_high.users.filter(username="gone").update(is_active=False)
    send(cast.efa, box_of(cast.bryn), box_of(cast.jac))
    notices = {notice.recipient: notice for notice in Notice.objects.filter(kind="message_waiting")}
    assert set(notices) == {"bryn@example.org", "bethan@example.org", "jac@example.org"}
    body = notices["bryn@example.org"].body
    assert "Caerwennol Council (681LLLL) has sent you a secure message" in body
    assert "Mae Cyngor Caerwennol (681LLLL) wedi anfon neges ddiogel atoch" in notices["jac@example.org"].body
    assert body.count("/messages/") == 1


def test_what_waits_is_counted_no_further_than_a_page_says(cast, monkeypatch):
    monkeypatch.setattr(reading, "MOST_COUNTED", 2)
    for unread in (1, 2, 3, 3):
        send(cast.efa, box_of(cast.bryn))
        assert reading.count_unread_messages(cast.bryn) == unread


def test_a_deleted_message_is_counted_and_found_no_more(cast):
    message = send(cast.efa, box_of(cast.bryn), box_of(cast.alis))
    copy = reading.list_inbox(cast.bryn).get()
    assert (reading.find_delivery(copy.reference, cast.bryn), reading.find_delivery(copy.reference, cast.alis)) == (
        copy,
        None,
    )
    reading.delete_copy(copy, cast.bryn, NOW)
    assert (reading.count_unread_messages(cast.bryn), reading.count_unread_messages(cast.alis)) == (0, 1)
    assert reading.find_delivery(copy.reference, cast.bryn) is None
    assert (reading.find_sent(message.reference, cast.efa), reading.find_sent(message.reference, cast.hana)) == (
        message,
        None,
    )


def test_a_person_of_no_box_reads_and_sends_nothing(cast):
    send(cast.efa, box_of(cast.bryn))
    for person in (cast.gwilym, cast.macsen):
        assert (box_of(person), reading.count_unread_messages(person)) == (None, 0)
        assert not reading.list_inbox(person).exists()
        assert not reading.list_sent(person).exists()


def test_recipients_are_added_once_and_no_more_than_may_be(cast, settings):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_MESSAGE_RECIPIENTS": 2})
    bryn, alis, jac = box_of(cast.bryn), box_of(cast.alis), box_of(cast.jac)
    chosen = writing.with_added([bryn.key], [bryn, alis, alis], cast.efa, NOW)
    assert chosen == ["6814990/school", "6812990/school"]
    with pytest.raises(MessagingRefused) as caught:
        writing.with_added(chosen, [jac], cast.efa, NOW)
    assert caught.value.problems[""].code == "message.too_many"
    assert "3" in caught.value.problems[""].message()
    with pytest.raises(MessagingRefused) as caught:
        writing.with_added([], [Box("6819999", "school")], cast.efa, NOW)
    assert {box: problem.code for box, problem in caught.value.problems.items()} == {
        "6819999/school": "message.unknown_recipient"
    }


def test_the_begun_answer_to_a_message_is_there_only_while_its_box_is_read(cast):
    send(cast.efa, box_of(cast.bryn))
    answer = writing.begin_reply(reading.list_inbox(cast.bryn).get(), cast.bryn, NOW, "en")
    own = writing.begin_draft(cast.bryn, NOW, WORDS)
    writing.begin_draft(cast.alis, NOW, WORDS)
    assert set(writing.drafts(cast.bryn)) == {answer, own}
    cast.bryn.establishment = cast.grug_primary
    cast.bryn.save()
    assert set(writing.drafts(cast.bryn)) == {own}
    assert writing.find_draft(answer.reference, cast.bryn) is None


def test_a_message_may_say_as_much_as_the_settings_allow_and_a_draft_twice_as_much(cast, settings):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_MESSAGE_CHARACTERS": 5})
    assert send(cast.efa, box_of(cast.bryn), words=Words("x" * 120, "y" * 5))
    assert refused(cast.efa, box_of(cast.bryn), words=Words("x" * 121, "y" * 6)) == {
        "description": "message.too_long",
        "text": "message.too_long",
    }
    draft = writing.begin_draft(cast.efa, NOW)
    writing.keep_draft(draft, Words("x" * 300, "y" * 11), NOW + timedelta(hours=1))
    kept = Draft.objects.get(pk=draft.pk)
    assert (kept.words, kept.touched_at) == (Words("x" * 240, "y" * 10), NOW + timedelta(hours=1))


def test_neither_description_nor_text_stands_in_the_database(cast):
    send(cast.efa, box_of(cast.bryn))
    writing.begin_draft(cast.efa, NOW, WORDS)
    with connection.cursor() as cursor:
        for table in (
            "messaging_securemessage",
            "messaging_draft",
            "messaging_delivery",
            "audit_entry",
            "notices_notice",
        ):
            cursor.execute(f"SELECT * FROM {table}")
            stored = b" ".join(
                bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
                for row in cursor.fetchall()
                for value in row
            )
            assert b"Tomos" not in stored
            assert b"MISSING" not in stored


def test_the_words_go_with_the_last_copy(cast):
    message = send(cast.efa, box_of(cast.bryn), box_of(cast.alis))
    assert reading.delete_copy(reading.list_inbox(cast.bryn).get(), cast.bryn, NOW)
    assert SecureMessage.objects.get(pk=message.pk).words == WORDS
    assert reading.delete_copy(reading.list_inbox(cast.alis).get(), cast.alis, NOW)
    left = SecureMessage.objects.get(pk=message.pk)
    assert left.destroyed
    assert bytes(left.content) == b""
    assert reading.list_inbox(cast.alis).count() == 0


def test_deleting_twice_is_done_once(cast):
    send(cast.efa, box_of(cast.bryn))
    copy = reading.list_inbox(cast.bryn).get()
    assert [reading.delete_copy(copy, cast.bryn, NOW), reading.delete_copy(copy, cast.bryn, NOW)] == [True, False]


def test_a_reply_goes_back_to_the_box_it_came_from(cast):
    send(cast.efa, box_of(cast.bryn))
    copy = reading.list_inbox(cast.bryn).get()
    draft = writing.begin_reply(copy, cast.bryn, NOW, "en")
    assert draft.recipients == ["681LLLL/lea-user"]
    assert draft.words.description == "Reply: MISSING CHILD"
    answer = writing.send_draft(draft, Words("Reply: MISSING CHILD", "Here."), cast.bryn, NOW)
    assert answer.answers == copy.message
    assert Delivery.objects.get(pk=copy.pk).answered_at == NOW
    assert reading.list_inbox(cast.efa).get().message.words.text == "Here."


def test_a_second_click_on_send_sends_nothing_more(cast):
    draft = writing.begin_draft(cast.efa, NOW, WORDS, [box_of(cast.bryn)])
    twin = Draft.objects.get(pk=draft.pk)
    assert writing.send_draft(draft, WORDS, cast.efa, NOW)
    assert writing.send_draft(twin, WORDS, cast.efa, NOW) is None
    assert SecureMessage.objects.count() == 1


def test_a_message_to_oneself_is_refused(cast):
    assert refused(cast.efa, box_of(cast.efa)) == {"recipients": "message.yourself"}


def test_an_eleventh_recipient_is_refused(cast):
    boxes = []
    for number in range(6814980, 6814991):
        place = cast.glan_high
        if str(number) != place.number:
            place = type(place).objects.create(
                number=str(number), kind="school", la_number="681", name=f"School {number}"
            )
            make_person(f"head{number}", "A Head", "school", place)
        boxes.append(Box(str(number), "school"))
    assert refused(cast.efa, *boxes) == {"recipients": "message.too_many"}
    assert send(cast.efa, *boxes[:10]).deliveries.count() == 10


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"active": False}, "message.closed_recipient"),
        ({"closed_on": NOW.date() - timedelta(days=1)}, "message.closed_recipient"),
    ],
    ids=["inactive", "closed"],
)
def test_a_school_that_is_not_open_cannot_be_written_to(cast, change, code):
    type(cast.glan_high).objects.filter(pk=cast.glan_high.pk).update(**change)
    assert refused(cast.efa, Box("6814990", "school")) == {"recipients": code}


def test_who_writes_to_a_closed_school_is_told_its_successor(cast):
    type(cast.glan_high).objects.filter(pk=cast.glan_high.pk).update(closed_on=NOW.date(), successor=cast.nant_primary)
    assert refused(cast.efa, Box("6814990", "school")) == {"recipients": "message.moved_recipient"}


def test_a_recipient_whose_account_was_closed_meanwhile_is_named(cast):
    draft = writing.begin_draft(cast.efa, NOW, WORDS, [box_of(cast.bryn)])
    type(cast.bryn).objects.filter(pk=cast.bryn.pk).update(is_active=False)
    with pytest.raises(MessagingRefused) as caught:
        writing.send_draft(draft, WORDS, cast.efa, NOW)
    assert caught.value.problems["recipients"].code == "message.nobody_reads"
    assert Draft.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (Words("", ""), {"description": "message.no_description", "text": "message.no_text"}),
        (Words("x", "y" * 1_000_000), {"text": "message.too_long"}),
        (Words("x" * 121, "y"), {"description": "message.too_long"}),
        (Words("\x00 \x07", "\x1b"), {"description": "message.no_description", "text": "message.no_text"}),
    ],
    ids=["empty", "a megabyte", "long description", "nothing visible"],
)
def test_words_that_cannot_be_sent_are_refused_beside_their_field(cast, words, found):
    assert refused(cast.efa, box_of(cast.bryn), words=words) == found
    assert settings.CONFIG.message_characters == 20000


def test_control_characters_are_dropped_and_lines_stay():
    assert printable("a\x00b\r\nc\rd\te\ud800") == "ab\nc\nd\te"


@pytest.mark.parametrize(
    "key", ["", "681LLLL", "681LLLL/national", "681LLLL/nobody", "../../x/school", "68149901/school"]
)
def test_what_is_no_box_is_none(key):
    assert read_box(key) is None
