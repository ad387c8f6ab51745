"""What is done together is told together: e-mails wait a little for others of their sort, and become one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from handover.portal.accounts.choosing_emails import choose_office_emails, choose_own_emails
from handover.portal.accounts.corrections import correct_person
from handover.portal.establishments.models import OfficeLanguages
from handover.portal.notices import gathering
from handover.portal.notices.frequency import Frequency
from handover.portal.notices.mail import mail_server
from handover.portal.notices.models import Notice
from handover.portal.notices.outbox import deliver_due, send_email
from handover.portal.retention import keeping
from tests.cast import make_person
from tests.mail_server import mailbox
from tests.moments import NOW

__all__ = ["mailbox"]
pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
SCHOOL = {"source": "6812990", "source_name": "Nant", "source_name_cy": "Nant (cy)", "person": "Alis Prydderch"}
THERE = {"destination": "6814990", "destination_name": "Glan", "destination_name_cy": "Glan (cy)"}
GLAN, ALIS, BRYN = "glan-high@example.org", "alis@example.org", "bryn@example.org"


def tell(kind, number, to=GLAN, at=NOW):
    values = {**SCHOOL, **THERE, "file": f"file-{number}.xml", "url": f"https://site/files/{number}/"}
    return send_email(kind, to=[to], values=values, now=at)


def go(mailbox, at):
    return deliver_due(mail_server(mailbox.address), at)


def test_files_that_come_within_two_minutes_of_each_other_are_one_e_mail(cast, mailbox):
    for number in range(5):
        tell("arrived", number, BRYN, NOW + number * MINUTE)
    assert go(mailbox, NOW + 5 * MINUTE) == 0
    assert go(mailbox, NOW + 6 * MINUTE) == 1
    (letter,) = mailbox.read()
    assert letter["Subject"] == "5 files are waiting for you"
    for number in range(5):
        assert f"- file-{number}.xml, from Nant\n" in letter.get_content()


def test_an_e_mail_waits_no_longer_than_ten_minutes_whatever_still_comes(cast, mailbox):
    for number in range(14):
        tell("arrived", number, BRYN, NOW + number * MINUTE)
        go(mailbox, NOW + number * MINUTE)
    assert [letter["Subject"] for letter in mailbox.read()] == ["11 files are waiting for you"]


def test_one_alone_reads_as_it_always_did(cast, mailbox):
    tell("arrived", 1, BRYN)
    assert go(mailbox, NOW + 2 * MINUTE) == 1
    (letter,) = mailbox.read()
    assert letter["Subject"] == "A file is waiting for you from Nant"
    assert "Nant (6812990) has sent you the file file-1.xml.\n" in letter.get_content()


def test_more_than_thirty_files_are_counted_and_not_all_named(cast, mailbox):
    for number in range(42):
        tell("uploaded", number, BRYN)
    go(mailbox, NOW + 2 * MINUTE)
    (letter,) = mailbox.read()
    assert letter["Subject"] == "42 files were sent"
    assert letter.get_content().count("- file-") == 30
    assert "- and 12 more\n" in letter.get_content()


def test_what_was_sent_and_what_was_collected_are_not_mixed(cast, mailbox):
    for number in range(3):
        tell("uploaded", number, BRYN)
        tell("confirmed", number, BRYN)
    go(mailbox, NOW + 2 * MINUTE)
    assert sorted(letter["Subject"] for letter in mailbox.read()) == [
        "3 files of yours were collected",
        "3 files were sent",
    ]


def test_what_waits_and_what_may_be_theirs_to_take_are_told_together_each_under_its_words(cast, mailbox):
    tell("arrived", 1, BRYN)
    tell("arrived", 2, BRYN)
    words = {**SCHOOL, **THERE, "file": "file-3.xml", "url": "https://site/files/3/"}
    send_email("held_successor", to=[BRYN], values=words, now=NOW)
    go(mailbox, NOW + 2 * MINUTE)
    (letter,) = mailbox.read()
    assert letter["Subject"] == "2 files are waiting for you; 1 file for a closed school may be yours"
    assert "A file for Glan, now closed, may be yours" in letter.get_content()


def test_one_mailbox_gets_one_e_mail_however_its_address_is_written(cast, mailbox):
    tell("uploaded", 1, BRYN)
    tell("uploaded", 2, "Bryn@example.org")
    assert go(mailbox, NOW + 2 * MINUTE) == 1
    (letter,) = mailbox.read()
    assert letter["Subject"] == "2 files were sent"


def test_a_person_reads_only_their_own_language(cast, mailbox):
    for number in range(2):
        tell("uploaded", number, ALIS)
        tell("uploaded", number, BRYN)
    go(mailbox, NOW + 2 * MINUTE)
    letters = {letter["To"]: letter for letter in mailbox.read()}
    assert letters[ALIS]["Subject"] == "Anfonwyd 2 ffeil"
    assert "were received" not in letters[ALIS].get_content()
    assert letters[BRYN]["Subject"] == "2 files were sent"
    assert "Derbyniwyd" not in letters[BRYN].get_content()


def test_an_office_in_wales_reads_both_and_one_in_england_only_english(cast, mailbox):
    tell("uploaded", 1, GLAN)
    tell("uploaded", 1, "fern-academy@example.org")
    go(mailbox, NOW + 2 * MINUTE)
    letters = {letter["To"]: letter for letter in mailbox.read()}
    assert letters[GLAN]["Subject"] == "Anfonwyd eich ffeil file-1.xml / Your file file-1.xml was sent"
    assert letters["fern-academy@example.org"]["Subject"] == "Your file file-1.xml was sent"


@pytest.mark.parametrize(
    ("languages", "subject"),
    [
        (OfficeLanguages.WELSH, "Anfonwyd 2 ffeil"),
        (OfficeLanguages.ENGLISH, "2 files were sent"),
        (OfficeLanguages.BOTH, "Anfonwyd 2 ffeil / 2 files were sent"),
    ],
)
def test_an_office_chooses_its_language(cast, mailbox, languages, subject):
    choose_office_emails(cast.glan_high, Frequency.AT_ONCE, 8, languages, cast.bryn.actor, NOW)
    tell("uploaded", 1, GLAN)
    tell("uploaded", 2, GLAN)
    go(mailbox, NOW + 2 * MINUTE)
    (letter,) = mailbox.read()
    assert letter["Subject"] == subject


def test_colleagues_who_share_an_address_read_it_in_the_languages_of_both(cast, mailbox):
    other = make_person("beca", "Beca Rowlands", "school", cast.glan_high, "cy")
    other.email = "Bryn@Example.org"
    other.save()
    tell("uploaded", 1, BRYN)
    go(mailbox, NOW + 2 * MINUTE)
    (letter,) = mailbox.read()
    assert letter["Subject"] == "Anfonwyd eich ffeil file-1.xml / Your file file-1.xml was sent"


def test_whoever_was_invited_in_wales_and_has_not_been_here_yet_reads_both_languages(cast, mailbox):
    cast.bryn.set_unusable_password()
    cast.bryn.save()
    tell("uploaded", 1, BRYN)
    assert Notice.objects.get().languages == "cy en"


def test_once_an_hour_is_one_e_mail_on_the_hour_with_a_section_for_each_kind(cast, mailbox):
    choose_own_emails(cast.bryn, Frequency.HOURLY, 8, NOW)
    for number in range(3):
        tell("uploaded", number, BRYN)
        tell("confirmed", number, BRYN, NOW + 20 * MINUTE)
    send_email(
        "messages_ending", to=[BRYN], values={"count": 2, "end": "1/10/2026", "url": "https://site/messages/"}, now=NOW
    )
    assert go(mailbox, datetime(2026, 9, 3, 9, 59, tzinfo=UTC)) == 0
    assert go(mailbox, datetime(2026, 9, 3, 10, 0, tzinfo=UTC)) == 1
    (letter,) = mailbox.read()
    words = letter.get_content()
    assert letter["Subject"] == "News from Handover: 7"
    assert "These files were received and checked" in words
    assert "These files were collected" in words
    assert "Secure messages will be deleted unread after 1/10/2026" in words
    assert words.count("- file-") == 6


def test_once_a_day_comes_at_the_chosen_hour_where_the_site_is_and_on_working_days(cast, mailbox):
    choose_own_emails(cast.bryn, Frequency.DAILY, 16, NOW)
    friday = datetime(2026, 9, 4, 15, 30, tzinfo=UTC)
    tell("uploaded", 1, BRYN, NOW)
    tell("uploaded", 2, BRYN, friday)
    # British Summer Time: 16 o'clock is 15 in UTC.
    assert go(mailbox, datetime(2026, 9, 3, 14, 59, tzinfo=UTC)) == 0
    assert go(mailbox, datetime(2026, 9, 3, 15, 0, tzinfo=UTC)) == 1
    tell("uploaded", 3, BRYN, friday)
    assert go(mailbox, datetime(2026, 9, 6, 23, 0, tzinfo=UTC)) == 0
    assert go(mailbox, datetime(2026, 9, 7, 15, 0, tzinfo=UTC)) == 1


@pytest.mark.parametrize(
    "kind", ["password_changed", "second_step_changed", "password_reset", "invited", "search_braked"]
)
def test_what_must_not_wait_goes_at_once_to_whoever_chose_once_a_day(cast, mailbox, kind):
    choose_own_emails(cast.bryn, Frequency.DAILY, 16, NOW)
    names = ["inviter", "inviter_cy", "office", "office_cy", "person", "place", "place_cy"]
    send_email(kind, to=[BRYN], values=dict.fromkeys(names, "x") | {"until": NOW, "url": "https://site/"}, now=NOW)
    assert go(mailbox, NOW) == 1
    (letter,) = mailbox.read()
    assert "E-mails of this kind always come at once." in letter.get_content()


def test_a_new_choice_lets_go_what_waits_by_the_earlier_one(cast, mailbox):
    choose_own_emails(cast.bryn, Frequency.DAILY, 16, NOW)
    tell("uploaded", 1, BRYN)
    choose_own_emails(cast.bryn, Frequency.AT_ONCE, 8, NOW + MINUTE)
    assert go(mailbox, NOW + MINUTE) == 1


def test_running_twice_sends_nothing_twice_and_the_identity_stays_over_attempts(cast, mailbox):
    for number in range(4):
        tell("uploaded", number, BRYN)
    later = NOW + 2 * MINUTE
    assert gathering.gather_due(later) == 1
    assert gathering.gather_due(later) == 0
    mailbox.answer = "451 come back later"
    assert go(mailbox, later) == 0
    mailbox.answer = "250 OK"
    assert go(mailbox, later + MINUTE) == 1
    assert go(mailbox, later + timedelta(days=1)) == 0
    (letter,) = mailbox.read()
    whole = Notice.objects.get(sent_at__isnull=False)
    assert letter["Message-ID"] == f"<notice-{whole.pk}-{later:%Y%m%d%H%M%S}@handover>"
    assert {each.state for each in Notice.objects.exclude(pk=whole.pk)} == {"gathered"}


def test_a_worker_that_is_killed_while_it_gathers_loses_nothing(cast, mailbox, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(*_):
        raise Killed

    for number in range(4):
        tell("uploaded", number, BRYN)
    with monkeypatch.context() as patched:
        patched.setattr(gathering, "say_sections", killed)
        with pytest.raises(Killed):
            gathering.gather_due(NOW + 2 * MINUTE)
    assert Notice.objects.filter(held_until__isnull=False).count() == 4
    assert go(mailbox, NOW + 2 * MINUTE) == 1


def test_of_two_workers_that_gather_at_the_same_time_one_stores_nothing(cast):
    for number in range(4):
        tell("uploaded", number, BRYN)
    taken = Notice.objects.order_by("pk").first()

    def other_worker(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            with connection.cursor() as cursor:
                cursor.execute("UPDATE notices_notice SET held_until = NULL WHERE id = %s", [taken.pk])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(other_worker):
        assert gathering.gather_due(NOW + 2 * MINUTE) == 0
    assert Notice.objects.count() == 4


def test_what_was_gathered_is_kept_no_longer_than_any_e_mail(cast, mailbox):
    for number in range(4):
        tell("uploaded", number, BRYN)
    go(mailbox, NOW + 2 * MINUTE)
    keeping.keep_retention(NOW + timedelta(days=91, hours=12))
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("address", "whom"),
    [
        (BRYN, "ask your local authority, Caerwennol Council, caerwennol@example.org\n"),
        ("lowri@example.org", "ask The s2s team, team@example.org\n"),
        ("caerwennol@example.org", "ask The s2s team, team@example.org\n"),
        ("gwilym@example.org", "ask The s2s team, team@example.org\n"),
    ],
)
def test_a_school_asks_its_authority_and_whoever_answers_for_that_asks_nationally(
    cast, mailbox, settings, address, whom
):
    named = {"HANDOVER_NATIONAL_NAME": "The s2s team", "HANDOVER_NATIONAL_EMAIL": "team@example.org"}
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, **named})
    tell("uploaded", 1, address)
    go(mailbox, NOW + 2 * MINUTE)
    (letter,) = mailbox.read()
    assert f"If you have a question, {whom}" in letter.get_content()


def test_the_setting_says_whom_everybody_asks(cast, mailbox, settings):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_HELP_CONTACT": "help@example.org"})
    tell("uploaded", 1, BRYN)
    go(mailbox, NOW + 2 * MINUTE)
    assert "If you have a question, ask help@example.org\n" in mailbox.read()[0].get_content()


def test_every_e_mail_says_whose_it_is_why_it_came_whom_to_ask_and_where_that_is_changed(cast, mailbox):
    cast.caerwennol.contact, cast.caerwennol.telephone = "Lowri Dyfed", "01632 960000"
    cast.caerwennol.save()
    tell("uploaded", 1, BRYN)
    tell("uploaded", 1, GLAN)
    go(mailbox, NOW + 2 * MINUTE)
    letters = {letter["To"]: letter.get_content() for letter in mailbox.read()}
    for words in letters.values():
        assert "Handover, where school records go safely from school to school\nhttp://127.0.0.1:8000\n" in words
        assert "You get this e-mail because you or your office sent the file." in words
        assert (
            "If you have a question, ask your local authority, Caerwennol Council, Lowri Dyfed, caerwennol@example.org, "
            "01632 960000" in words
        )
    assert "how often e-mails come: http://127.0.0.1:8000/account/emails/\n" in letters[BRYN]
    assert "how often e-mails come: http://127.0.0.1:8000/establishments/6814990/emails/\n" in letters[GLAN]
    assert "Os oes gennych gwestiwn, gofynnwch i: eich awdurdod lleol, Cyngor Caerwennol" in letters[GLAN]


def test_the_e_mail_of_the_day_goes_to_nobody_who_has_left_by_then(cast, mailbox):
    choose_own_emails(cast.bryn, Frequency.DAILY, 16, NOW)
    tell("arrived", 1, BRYN)
    type(cast.bryn).objects.filter(pk=cast.bryn.pk).update(is_active=False)
    assert go(mailbox, NOW + 12 * 60 * MINUTE) == 0
    assert mailbox.read() == []
    assert not Notice.objects.exists()


def test_the_e_mail_of_the_day_goes_to_the_address_as_it_was_put_right(cast, mailbox):
    choose_own_emails(cast.bryn, Frequency.DAILY, 16, NOW)
    tell("arrived", 1, BRYN)
    correct_person(cast.bryn, cast.bryn.full_name, "b.wyn@example.org", cast.efa.actor, NOW)
    go(mailbox, NOW + 12 * 60 * MINUTE)
    (letter,) = [each for each in mailbox.read() if "file" in each["Subject"]]
    assert letter["To"] == "b.wyn@example.org"
