"""Messages that an office's software sends and reads: who reads them sees that no person wrote, and whose software it was."""

import pytest

from handover.portal.audit.models import Entry
from handover.portal.messaging import reading, writing
from handover.portal.messaging.boxes import Box, box_of
from handover.portal.messaging.faults import MessagingRefused
from handover.portal.messaging.models import Delivery, Draft, SecureMessage
from handover.portal.messaging.words import Words
from handover.portal.transfers.senders import SendingOffice
from tests.moments import NOW

pytestmark = pytest.mark.django_db
WORDS = Words("Six pupils", "Six pupils start on Monday.")


@pytest.fixture
def office(cast) -> SendingOffice:
    return SendingOffice(cast.caerwennol, "Admissions <1>", "lea-user")


def test_colleagues_read_that_software_sent_a_message_and_whose(cast, signed_in, office):
    message = writing.send_message(WORDS, [box_of(cast.bryn)], office, NOW)
    assert (message.sent_by, message.software) == (None, "Admissions <1>")
    page = signed_in(cast.efa).get(f"/messages/sent/{message.reference}/").content.decode()
    assert "software Admissions &lt;1&gt; of Caerwennol Council" in page
    cast.efa.language = "cy"
    cast.efa.save()
    page = signed_in(cast.efa).get(f"/messages/sent/{message.reference}/").content.decode()
    assert "meddalwedd Admissions &lt;1&gt;, Cyngor Caerwennol" in page


def test_the_log_says_which_software_sent_and_to_whom(cast, office):
    writing.send_message(WORDS, [box_of(cast.bryn)], office, NOW)
    entry = Entry.objects.get(action="message.sent")
    assert (entry.username, entry.role, entry.facts["to"]) == ("software Admissions <1>", "software", "6814990/school")
    assert not Draft.objects.exists()


def test_software_is_refused_what_a_person_is_refused(cast, office):
    with pytest.raises(MessagingRefused) as caught:
        writing.send_message(Words("", ""), [Box("6810000", "school")], office, NOW)
    codes = {field: problem.code for field, problem in caught.value.problems.items()}
    assert codes == {
        "description": "message.no_description",
        "text": "message.no_text",
        "recipients": "message.unknown_recipient",
    }
    assert not SecureMessage.objects.exists()


def test_software_reads_the_box_of_its_role_alone(cast, office):
    writing.send_message(WORDS, [Box("681LLLL", "lea-user")], SendingOffice(cast.glan_high, "MIS"), NOW)
    assert reading.list_inbox(office).count() == 1
    for role in ("lea-dba", "lea-lost-pupil"):
        assert not reading.list_inbox(SendingOffice(cast.caerwennol, "Other", role)).exists()
    assert box_of(SendingOffice(cast.caerwennol, "Other", "lea-dba-view")) is None


def test_what_software_looks_at_stays_unread_until_it_says_that_it_was_read(cast, office):
    writing.send_message(WORDS, [Box("681LLLL", "lea-user")], SendingOffice(cast.glan_high, "MIS"), NOW)
    copy = reading.list_inbox(office).get()
    reading.note_look_at_message(copy, office, NOW)
    assert reading.count_unread_messages(cast.efa) == 1
    reading.mark_read(copy, office, NOW)
    assert reading.count_unread_messages(cast.efa) == 0
    assert [entry.username for entry in Entry.objects.filter(action="message.read")] == ["software Admissions <1>"] * 2


def test_an_answer_by_software_is_noted_at_the_message(cast, office):
    writing.send_message(WORDS, [Box("681LLLL", "lea-user")], SendingOffice(cast.glan_high, "MIS"), NOW)
    copy = reading.list_inbox(office).get()
    writing.send_message(WORDS, [Box("6814990", "school")], office, NOW, copy)
    assert Delivery.objects.get(pk=copy.pk).answered_at == NOW
