"""An agent's key is looked for where keys leak: logs, metrics, the audit log, messages, pages, the database, other sites."""

import io
import logging
import logging.config
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from handover.agent import Agent, ZoneAway
from handover.agent.connection import without_key
from handover.agent.inbox import Inbox
from handover.portal.audit.log import SITE
from handover.portal.audit.models import Entry
from handover.portal.zones import administering
from handover.portal.zones.administering import ZoneActRefused
from handover.portal.zones.broker import broker
from handover.zone.core.parsing import Channel
from handover.zone.http.logs import KeysHidden
from handover.zone.http.reach import OpenTo
from handover.zone.keys import digest_of, make_agent_key, mark_of
from tests.cast import Cast, make_cast
from tests.zone import writing
from tests.zone.http.serving import ping, register, request, served
from tests.zones import Town, school_town

LIBRARY = "/zones/town/agents/Library/"
OWN_ADDRESS = re.compile(r"http://127\.0\.0\.1:8000/zone/town/([A-Za-z0-9_-]{32})(?![A-Za-z0-9_-])")


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def office(people: Cast, signed_in) -> Client:
    return signed_in(people.gwilym)


@pytest.fixture
def town(people: Cast) -> Town:
    return school_town()


def made(response) -> str:
    """Return the key in a page that shows an agent's own address, which must be there once."""
    [key] = OWN_ADDRESS.findall(response.text)
    return key


def mark(town: Town, agent: str = "Library") -> str:
    return mark_of(town.state.agents[agent].key_digest)


def test_key_is_at_least_128_random_bits_and_never_the_same() -> None:
    keys = {make_agent_key() for _ in range(1_000)}
    assert len(keys) == 1_000
    assert {len(key) for key in keys} == {32}, "24 bytes are 32 letters"


def test_key_is_shown_once_in_the_answer_to_the_act_and_kept_nowhere(office: Client, town: Town) -> None:
    answer = office.post(LIBRARY + "key/", {"mark": ""})
    key = made(answer)
    assert answer.status_code == 200, "a redirect would have to carry it"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    for address in (LIBRARY, LIBRARY + "key/", "/zones/town/", "/zones/town/messages/", "/audit/"):
        assert key not in office.get(address, follow=True).text, address
    assert town.state.agents["Library"].key_digest == digest_of(key)
    for model in apps.get_models():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            assert key not in str(cursor.fetchall()), model
    assert Entry.objects.filter(username="gwilym", action="zone.key_made", subject="town").count() == 1
    assert key not in str(list(Entry.objects.values()))


def test_key_that_a_page_made_opens_the_zone_until_it_is_replaced_or_withdrawn(office: Client, town: Town) -> None:
    first = made(office.post(LIBRARY + "key/", {"mark": ""}))
    assert opens(first)
    second = made(office.post(LIBRARY + "key/", {"mark": mark(town)}))
    assert not opens(first)
    assert opens(second)
    assert "is withdrawn" in office.post(LIBRARY + "key/withdraw/", follow=True).text
    assert not opens(second)
    actions = Entry.objects.filter(username="gwilym").order_by("sequence").values_list("action", flat=True)
    assert list(actions) == ["zone.key_made", "zone.key_made", "zone.key_withdrawn"]


def opens(key: str, agent: str = "Library") -> bool:
    answer = broker().receive("town", register(agent), Channel(key_digest=digest_of(key), open_zones=True))
    return b"<SIF_Code>0</SIF_Code>" in answer


def test_second_click_does_not_replace_the_key_that_the_first_one_showed(office: Client, town: Town) -> None:
    before = mark(town)
    first = made(office.post(LIBRARY + "key/", {"mark": before}))
    again = office.post(LIBRARY + "key/", {"mark": before})
    assert again.status_code == 422
    assert "in the meantime" in again.text
    assert OWN_ADDRESS.findall(again.text) == []
    assert opens(first)


def test_of_two_who_make_a_key_at_once_one_is_told_that_it_was_not_theirs(town: Town) -> None:
    stale, now = town.state, timezone.now()
    key = administering.make_key(SITE, stale, "Library", "", now)
    with pytest.raises(ZoneActRefused):
        administering.make_key(SITE, stale, "Library", "", now)
    assert opens(key)


def test_agent_with_a_certificate_gets_no_key(office: Client, town: Town) -> None:
    key = made(office.post(LIBRARY + "key/", {"mark": ""}))
    office.post(LIBRARY + "certificate/", {"certificate": "library.example"})
    assert town.state.agents["Library"].key_digest == "", "the key goes with the certificate's coming"
    assert not opens(key)
    assert "needs no address of its own" in office.post(LIBRARY + "key/", {"mark": ""}).text
    page = office.post("/zones/town/new-agent/", {"agent": "Gate", "certificate": "gate.example", "rights": "nothing"})
    assert page.url == "/zones/town/agents/Gate/"
    assert town.state.agents["Gate"].key_digest == ""


def test_key_stands_in_no_answer_of_the_zone_and_no_log_of_its_server(caplog, town: Town) -> None:
    key = administering.make_key(SITE, town.state, "Library", "", timezone.now())
    digest = town.state.agents["Library"].key_digest
    path = f"/zone/town/{key}"
    caplog.set_level(logging.DEBUG)
    with served(broker=broker(), opened=OpenTo.THIS_MACHINE) as zone:
        controls = ("SIF_GetZoneStatus", "SIF_GetAgentACL", "SIF_GetMessage")
        bodies = [register("Library")] + [
            writing.message(
                f"<SIF_SystemControl>{writing.header('Library', writing.fresh_id())}<SIF_SystemControlData><{each}/>"
                "</SIF_SystemControlData></SIF_SystemControl>"
            ).encode()
            for each in controls
        ]
        for body in (*bodies, b"<SIF_Message", ping()):
            answer = zone.ask(request(body, path=path))
            assert key not in answer.text
            assert digest not in answer.text
        for damaged in (
            request(method="GET", path=path),
            request(b"x", path=path, kind="text/plain"),
            request(b"x", path=f"{path}/more"),
            f"POST {path} HTTP/9.9\r\n\r\n".encode(),
            f"POST {path} \r\n\r\n".encode(),
        ):
            answer = zone.ask(damaged)
            assert key not in answer.text + str(answer.headers)
        looked = zone.ask(request(method="GET", path=path))
        assert looked.headers["referrer-policy"] == "no-referrer"
    assert key not in caplog.text
    assert digest not in caplog.text


@pytest.mark.parametrize(
    "path",
    ["/zone/town/{key}", "//zone/town/{key}", "/Zone/town/{key}", "/old/zone/town/{key}", "/zone/town/{key}/x?y"],
)
def test_key_in_an_address_that_the_site_does_not_have_is_not_logged(client: Client, db, path: str) -> None:
    key = make_agent_key()
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(KeysHidden())
    log = logging.getLogger("django.request")
    log.addHandler(handler)
    try:
        if not path.startswith("//"):  # the test client takes what follows for a host
            client.post(path.format(key=key))
        log.warning("Not Found: %s", path.format(key=key))
    finally:
        log.removeHandler(handler)
    assert "/town/…" in written.getvalue()
    assert key not in written.getvalue()
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["database", "keys", "one_line"]


def test_metrics_count_open_zones_and_name_no_key(client: Client, town: Town) -> None:
    key = administering.make_key(SITE, town.state, "Library", "", timezone.now())
    Town("village").make("closed")
    text = client.get("/metrics").text
    assert "handover_zones_open 1\n" in text
    assert key not in text
    assert digest_of(key) not in text


def test_agent_names_its_zone_in_errors_and_files_without_its_key(tmp_path) -> None:
    key = make_agent_key()
    url = f"http://127.0.0.1:1/zone/county/{key}"
    inbox = tmp_path / "inbox.sqlite3"
    with pytest.raises(ZoneAway) as away, Agent("Library", url, inbox=inbox, patience_seconds=0.01):
        pass
    assert "http://127.0.0.1:1/zone/county cannot be reached" in str(away.value)
    assert key not in str(away.value)
    assert all(key.encode() not in each.read_bytes() for each in tmp_path.iterdir())
    with pytest.raises(ValueError, match="is not an address") as wrong:
        Agent("Library", f"htps://zones.example/zone/county/{key}")
    assert key not in str(wrong.value)
    assert without_key("https://zones.example/zone/county") == "https://zones.example/zone/county"


def test_agent_whose_key_was_replaced_keeps_its_inbox(tmp_path) -> None:
    for key in (make_agent_key(), make_agent_key()):
        inbox = Inbox(tmp_path / "inbox.sqlite3", "Library", without_key(f"https://zones.example/zone/county/{key}"))
        inbox.open()
        inbox.close()
