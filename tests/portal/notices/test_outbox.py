"""E-mails: written with the change they tell of, delivered later to a real mail server, never twice, never lost."""

import ssl
from datetime import timedelta
from string import Formatter

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.db import transaction

from handover.cli.server import free_port
from handover.common.mail_servers import BadMailServer
from handover.portal.notices.kinds import KINDS
from handover.portal.notices.mail import mail_server
from handover.portal.notices.mail_faults import find_mail_fault
from handover.portal.notices.models import FAILING, Notice
from handover.portal.notices.outbox import (
    RETRY_MINUTES,
    MailServerAway,
    claim_notice,
    deliver,
    deliver_due,
    send_email,
)
from tests.mail_server import Mailbox, mailbox
from tests.moments import NOW

__all__ = ["mailbox"]
pytestmark = pytest.mark.django_db

DEAD = "smtp://127.0.0.1:9"
LATER = "451 come back later"

WORDS = dict.fromkeys(
    [
        "source",
        "source_name",
        "vendor",
        "client",
        "source_name_cy",
        "destination",
        "destination_name",
        "destination_name_cy",
        "successor",
        "successor_name",
        "successor_name_cy",
        "count",
        "finder_name",
        "finder_name_cy",
        "file",
        "url",
        "until",
        "username",
        "role",
        "role_cy",
        "office",
        "office_cy",
        "number",
        "hash",
        "authority",
        "authority_cy",
        "due",
        "count",
        "files",
        "end",
        "lines",
        "lines_cy",
        "person",
        "place",
        "place_cy",
        "inviter",
        "inviter_cy",
        "office",
        "office_cy",
        "actor",
        "actor_cy",
        "why",
        "why_cy",
        "school",
        "school_name",
        "school_name_cy",
        "program",
        "a_day",
    ],
    "a-word",
)


def write(**changes):
    return send_email("check_due", **{"to": ["office@example.org"], "values": WORDS, "now": NOW, **changes})


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_an_e_mail_has_no_words_that_could_be_a_childs(kind):
    texts = [words for text in (kind.subject, kind.body) for words in (text.en, text.cy)]
    asked = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
    assert asked - set(WORDS) == set(), "If these words say nothing of a child, put them into WORDS."


@pytest.mark.parametrize("kind", KINDS)
def test_every_e_mail_can_be_written_in_both_languages(kind):
    (notice,) = send_email(kind, to=["office@example.org"], values=WORDS, now=NOW)
    assert "{" not in notice.subject + notice.body
    assert KINDS[kind].body.say("cy", **WORDS) in notice.body
    assert KINDS[kind].body.say("en", **WORDS) in notice.body


def test_an_address_that_nobody_is_known_to_read_is_written_to_in_both_languages():
    (notice,) = write(welsh_first=True)
    assert notice.subject.startswith("Cadarnhewch pwy")
    assert notice.body.startswith(KINDS["check_due"].body.say("cy", **WORDS))
    assert KINDS["check_due"].body.say("en", **WORDS) in notice.body


def test_an_e_mail_reaches_a_real_mail_server_once(mailbox):
    write()
    connection = mail_server(mailbox.address)
    assert deliver_due(connection, NOW) == 1
    assert deliver_due(connection, NOW + timedelta(days=9)) == 0
    (letter,) = mailbox.letters
    assert letter.rcpt_tos == ["office@example.org"]
    assert b"Auto-Submitted: auto-generated" in letter.content
    assert Notice.objects.get().state == "sent"


def test_an_e_mail_is_sent_over_tls_to_a_mail_server_whose_certificate_is_known(monkeypatch, tmp_path):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    box = Mailbox()

    class Encrypted(Controller):
        def factory(self):
            return SMTP(self.handler, require_starttls=True, tls_context=context)

    port = free_port()
    controller = Encrypted(box, hostname="localhost", port=port)
    controller.start()
    try:
        write()
        assert deliver_due(mail_server(f"smtp+starttls://localhost:{port}"), NOW) == 1
    finally:
        controller.stop()
    assert len(box.letters) == 1


def test_a_mail_server_that_is_not_there_holds_the_e_mails_up_and_costs_them_no_attempt():
    (notice,) = write()
    with pytest.raises(MailServerAway, match=r"ConnectionRefusedError"):
        deliver_due(mail_server(DEAD), NOW)
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.last_fault, notice.next_attempt_at) == ("waiting", 0, "", NOW)


def test_a_mail_server_that_comes_back_after_a_week_gets_what_waited(mailbox):
    write()
    for days in range(7):
        with pytest.raises(MailServerAway):
            deliver_due(mail_server(DEAD), NOW + timedelta(days=days))
    assert deliver_due(mail_server(mailbox.address), NOW + timedelta(days=7)) == 1


def test_a_mail_server_that_stops_answering_costs_one_e_mail_an_attempt_and_the_others_none(mailbox):
    first, second = write(to=["a@example.org", "b@example.org"])
    mailbox.hangs_up = True
    with pytest.raises(MailServerAway):
        deliver_due(mail_server(mailbox.address), NOW)
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.attempts, first.last_fault, first.next_attempt_at) == (1, "broken-off", NOW + timedelta(minutes=1))
    assert (second.attempts, second.last_fault, second.next_attempt_at) == (0, "", NOW)


def test_e_mails_of_one_run_go_over_one_connection(mailbox):
    write(to=["a@example.org", "b@example.org", "c@example.org"])
    assert deliver_due(mail_server(mailbox.address), NOW) == 3
    assert len(mailbox.connections) == 1


def test_a_worker_that_is_told_to_stop_leaves_the_rest_of_the_e_mails_to_the_next(mailbox):
    write(to=["a@example.org", "b@example.org", "c@example.org"])
    assert deliver_due(mail_server(mailbox.address), NOW, stopped=lambda: len(mailbox.letters) == 2) == 2
    assert Notice.objects.filter(attempts=0, next_attempt_at=NOW).count() == 1


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ({"recipient_answer": "550 no such person"}, "address-refused 550"),
        ({"recipient_answer": "450 mailbox busy"}, "address-later 450"),
        ({"answer": "554 looks like spam"}, "letter-refused 554"),
        ({"answer": "452 too much mail"}, "letter-later 452"),
    ],
)
def test_what_a_mail_server_refuses_is_kept_in_our_words_and_the_others_go_out(mailbox, answers, kept):
    refused, _ = write(to=["refused@example.org", "office@example.org"])
    for name, answer in answers.items():
        setattr(mailbox, name, answer)
    mailbox.only = "refused@example.org"
    assert deliver_due(mail_server(mailbox.address), NOW) == 1
    refused.refresh_from_db()
    assert (refused.state, refused.attempts, refused.last_fault) == ("waiting", 1, kept)
    assert find_mail_fault(kept)[1] == kept.split()[1]
    assert list(Notice.objects.filter(FAILING)) == [refused]


def test_after_the_last_attempt_the_e_mail_is_given_up_and_stays_on_record(mailbox):
    mailbox.answer = LATER
    (notice,) = write()
    now = NOW
    for minutes in (*RETRY_MINUTES, 0):
        deliver_due(mail_server(mailbox.address), now)
        now += timedelta(minutes=minutes)
    notice.refresh_from_db()
    assert notice.state == "given-up"
    assert notice.attempts == len(RETRY_MINUTES) + 1


def test_two_workers_do_not_send_one_e_mail_twice(mailbox):
    (notice,) = write()
    twin = Notice.objects.get(pk=notice.pk)
    connection = mail_server(mailbox.address)
    assert deliver(notice, connection, NOW)
    assert not deliver(twin, connection, NOW)
    assert len(mailbox.letters) == 1


def test_a_change_that_is_undone_takes_its_e_mail_with_it():
    class Undone(Exception):
        pass

    @transaction.atomic
    def change():
        write()
        raise Undone

    with pytest.raises(Undone):
        change()
    assert not Notice.objects.exists()


def test_a_name_with_a_line_break_cannot_add_a_header_to_an_e_mail(mailbox):
    write(values={**WORDS, "authority": "School\r\nBcc: thief@example.org"})
    assert deliver_due(mail_server(mailbox.address), NOW) == 1
    head = mailbox.letters[0].content.split(b"\r\n\r\n")[0]
    assert b"\r\nBcc:" not in head


@pytest.mark.parametrize("address", ["http://mail", "smtp://", "mail.example.org"])
def test_an_address_that_is_no_mail_server_is_named_as_such(address):
    with pytest.raises(BadMailServer):
        mail_server(address)


def test_without_a_mail_server_e_mails_wait():
    assert mail_server("") is None


@pytest.mark.parametrize("kind", ["invited", "password_reset"])
def test_a_link_to_sign_in_with_is_not_kept_once_it_is_sent(mailbox, kind):
    (notice,) = send_email(kind, to=["new@example.org"], values=WORDS, now=NOW)
    assert deliver_due(mail_server(mailbox.address), NOW) == 1
    notice.refresh_from_db()
    assert notice.body == ""
    assert b"a-word" in mailbox.letters[0].content


def test_a_link_that_waits_for_another_attempt_keeps_its_words_and_loses_them_when_it_is_given_up(mailbox):
    mailbox.answer = LATER
    (notice,) = send_email("invited", to=["new@example.org"], values=WORDS, now=NOW)
    deliver_due(mail_server(mailbox.address), NOW)
    notice.refresh_from_db()
    assert "a-word" in notice.body
    Notice.objects.update(attempts=8, next_attempt_at=NOW)
    deliver_due(mail_server(mailbox.address), NOW)
    notice.refresh_from_db()
    assert (notice.state, notice.body) == ("given-up", "")


def test_an_e_mail_is_tried_again_after_a_minute_and_in_the_end_once_a_day(mailbox):
    mailbox.answer = LATER
    (notice,) = write()
    waits, now = [], NOW
    while notice.next_attempt_at is not None:
        deliver_due(mail_server(mailbox.address), now)
        notice.refresh_from_db()
        if notice.next_attempt_at is not None:
            waits.append((notice.next_attempt_at - now) // timedelta(minutes=1))
            now = notice.next_attempt_at
    assert waits == [1, 5, 15, 60, 240, 720, 1440, 1440]


def test_one_e_mail_that_fails_leaves_the_others_as_they_are(mailbox):
    first, later = write(), write(now=NOW + timedelta(hours=1))
    mailbox.answer = LATER
    deliver_due(mail_server(mailbox.address), NOW)
    mailbox.answer = "250 OK"
    (untouched,) = Notice.objects.filter(pk=later[0].pk)
    assert (untouched.attempts, untouched.last_fault) == (0, "")
    assert deliver_due(mail_server(mailbox.address), NOW + timedelta(minutes=1)) == 1
    sent, waiting = Notice.objects.get(pk=first[0].pk), Notice.objects.get(pk=later[0].pk)
    assert (sent.state, sent.last_fault, sent.attempts) == ("sent", "", 2)
    assert (waiting.state, waiting.next_attempt_at) == ("waiting", NOW + timedelta(hours=1))


def test_so_many_e_mails_go_in_one_run_and_the_longest_due_first(mailbox):
    for minutes in (2, 0, 1):
        write(to=[f"office{minutes}@example.org"], now=NOW + timedelta(minutes=minutes))
    assert deliver_due(mail_server(mailbox.address), NOW + timedelta(hours=1), most=2) == 2
    assert [letter.rcpt_tos for letter in mailbox.letters] == [["office0@example.org"], ["office1@example.org"]]


def test_an_e_mail_whose_worker_died_comes_up_again_after_five_minutes(mailbox):
    (notice,) = write()
    assert claim_notice(notice, NOW)
    assert deliver_due(mail_server(mailbox.address), NOW + timedelta(minutes=4)) == 0
    assert deliver_due(mail_server(mailbox.address), NOW + timedelta(minutes=5)) == 1


def test_each_mailbox_gets_one_e_mail_and_none_gets_none():
    to = ["a@example.org", "", "b@example.org", "a@example.org", "A@Example.org"]
    assert [notice.recipient for notice in write(to=to)] == [
        "a@example.org",
        "b@example.org",
    ]


def test_the_operators_log_says_that_an_e_mail_failed_and_not_to_whom(caplog, mailbox):
    mailbox.recipient_answer = "550 there is no office@example.org here"
    (notice,) = write()
    deliver_due(mail_server(mailbox.address), NOW)
    assert f"e-mail {notice.pk} failed (address-refused 550), attempt 1: tried again later" in caplog.text
    Notice.objects.update(attempts=8, next_attempt_at=NOW)
    deliver_due(mail_server(mailbox.address), NOW)
    assert "attempt 9: given up" in caplog.text
    assert "office@example.org" not in caplog.text


def test_an_e_mail_keeps_its_identity_over_its_attempts(mailbox):
    write()
    mailbox.answer = LATER
    deliver_due(mail_server(mailbox.address), NOW)
    mailbox.answer = "250 OK"
    deliver_due(mail_server(mailbox.address), NOW + timedelta(minutes=1))
    notice = Notice.objects.get()
    identity = f"Message-ID: <notice-{notice.pk}-20260903093000@handover>".encode()
    assert [identity in letter.content for letter in mailbox.tried] == [True, True]
