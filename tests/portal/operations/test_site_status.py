"""Everybody sees how the site is, in both languages, without signing in, and while parts of it are away."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client, override_settings

from handover.portal import clock
from handover.portal.notices.models import Notice
from handover.portal.operations.site_parts import PART_CONDITIONS, SITE_PARTS, PartCondition, StatusFacts, judge_parts
from handover.portal.operations.site_status import find_status, forget_status
from handover.portal.work.models import Lease
from tests.receivers import give_endpoint
from tests.stores import store, use

__all__ = ["store"]
WELL = {"database": True, "files": True, "migrations": True, "stores": True, "disk": True}
ALL = StatusFacts(WELL, webhooks=True, zones=True, hub_zones=True)


@pytest.fixture(autouse=True)
def _nothing_found_yet():
    forget_status()
    yield
    forget_status()


@pytest.fixture
def mail_server(settings):
    """The site has a mail server, which nobody asks anything."""
    settings.CONFIG = replace(
        settings.CONFIG, values={**settings.CONFIG.values, "HANDOVER_SMTP_URL": "smtp://127.0.0.1:9"}
    )


def lines_of(page: str) -> dict[str, str]:
    found = re.findall(
        r'summary-list__key">(.*?)</dt>\s*<dd[^>]*>\s*<strong[^>]*>(.*?)</strong>\s*<br>(.*?)</dd>', page, re.S
    )
    return {name.replace("&#39;", "'"): f"{tag}. {words}".replace("&#39;", "'") for name, tag, words in found}


def see_status(client: Client, language: str = "en") -> dict[str, str]:
    answer = client.get("/status/", headers={"accept-language": language})
    assert answer.status_code == 200
    return lines_of(answer.content.decode())


@pytest.mark.django_db
def test_a_stranger_sees_that_all_works(client, store, mail_server):
    assert see_status(client) == {
        "Sending files": "Works. Files can be sent.",
        "Collecting files": "Works. Files can be collected.",
        "E-mails": "Works. No e-mail is late.",
    }
    assert "Everything on this page works." in client.get("/status/").content.decode()
    assert see_status(client, "cy")["E-byst"] == "Yn gweithio. Nid oes unrhyw e-bost yn hwyr."


@pytest.mark.django_db
def test_e_mails_that_wait_are_said_to_be_late_by_how_much(cast, client, store, mail_server):
    now = clock.now()
    Notice.objects.create(
        kind="check_due", recipient="a@school.example.org", created_at=now - timedelta(minutes=4), next_attempt_at=now
    )
    assert see_status(client)["E-mails"].startswith("Late. E-mails are 4 minutes late.")
    assert "Not everything works as it should." in client.get("/status/").content.decode()
    assert see_status(client, "cy")["E-byst"].startswith("Yn hwyr. Mae e-byst 4 munud yn hwyr.")
    assert "example.org" not in client.get("/status/").content.decode()


@pytest.mark.django_db
def test_e_mails_are_late_where_no_worker_runs_though_none_waits(client, store, mail_server):
    Lease.objects.create(job="send-e-mails", due_at=clock.now() - timedelta(hours=2))
    assert see_status(client)["E-mails"].startswith("Late. E-mails are 2 hours late.")


@pytest.mark.django_db
def test_offices_with_webhooks_see_whether_these_are_on_time(cast, client, store, mail_server):
    give_endpoint(cast.bryn)
    assert see_status(client)["News to schools' software"] == "Works. No webhook is late."


@pytest.mark.django_db
def test_a_folder_that_is_gone_stops_sending_and_nothing_is_said_that_is_not_known(client, store, tmp_path, settings):
    use(settings, tmp_path / "gone")
    seen = see_status(client)
    assert seen["Sending files"].startswith("Does not work. Files cannot be sent at the moment.")
    assert not seen["Collecting files"].startswith("Works.")


def test_without_a_database_the_page_still_says_what_is_known_even_to_whom_it_cannot_know():
    """No database may be asked in this test: it fails for whoever asks, as one does that is away."""
    client = Client(raise_request_exception=False)
    client.cookies["handover_session"] = "a-session-that-nobody-can-look-up"
    seen = see_status(client)
    assert seen == {
        "Sending files": "Does not work. Files cannot be sent at the moment. Keep yours and send it later.",
        "Collecting files": "Does not work. Files cannot be collected at the moment.",
        "E-mails": "Not known. We cannot tell whether e-mails are late.",
        "The zones of schools' software": "Not known. We cannot tell whether the zones answer.",
    }


@pytest.mark.django_db
def test_a_crowd_that_asks_costs_the_database_no_more_than_one_person(client, store, django_assert_num_queries):
    see_status(client)
    first = find_status()
    with django_assert_num_queries(0):
        for _ in range(300):
            assert find_status() is first


@pytest.mark.django_db
@override_settings(DEBUG=False)
def test_every_page_leads_to_it(client):
    assert 'href="/status/"' in client.get("/help/").content.decode()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, "works works works works works works"),
        ({"checks": {**WELL, "disk": False}}, "away works works works works works"),
        ({"checks": {**WELL, "files": False}}, "away unknown works works works works"),
        ({"checks": {**WELL, "stores": False}}, "away away unknown - unknown -"),
        ({"checks": {}}, "away away unknown - unknown -"),
        ({"mail_server": False}, "works works away works works works"),
        ({"email_seconds": 180}, "works works works works works works"),
        ({"email_seconds": 181}, "works works late works works works"),
        ({"webhook_seconds": 3600}, "works works works late works works"),
        ({"webhooks": False, "zones": False, "hub_zones": False}, "works works works - - -"),
        ({"hub_faults": 1}, "works works works works works late"),
        ({"hub_seconds": 181.0}, "works works works works works late"),
    ],
)
def test_each_part_is_judged_by_what_was_found_out(change, found):
    judged = {part.key: verdict.condition.value for part, verdict in judge_parts(replace(ALL, **change))}
    assert " ".join(judged.get(part.key, "-") for part in SITE_PARTS) == found


def test_each_condition_has_a_word_and_each_part_words_of_its_own():
    assert set(PART_CONDITIONS) == set(PartCondition)
    assert [part.key for part in SITE_PARTS] == ["sending", "collecting", "emails", "webhooks", "zones", "following"]
