"""A file goes from one school's program to the next school's, over a real site."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from handover.client import ApiProblem
from tests.client.sites import KeyedSite
from tests.client.talking import run_async
from tests.files import ctf

numbers = itertools.count(100)


def fresh_file(folder, source="6812990", destination="6814990", note=""):
    """A file that nobody has sent yet, in a folder."""
    number = next(numbers)
    path = folder / f"{source}_CTF_{destination}_{number:03}.xml"
    path.write_bytes(ctf(source, destination, note=f"{note}{number}"))
    return path


def test_the_key_says_whose_it_is(keyed_site: KeyedSite):
    with keyed_site.client("nant") as client:
        me = client.me()
    assert (me.mailbox, me.establishment.name) == ("6812990", "Nant y Wennol Primary School")
    assert set(me.rights) == {"send", "collect"}
    assert me.ends_on > datetime.now(tz=UTC).date()
    assert me.limits["piece_bytes"] > 0


def test_a_school_is_looked_up_before_anything_is_sent(keyed_site):
    with keyed_site.client("nant", language="cy") as client:
        found = client.find_establishment("6814990")
        assert (found.number, found.open, found.successor) == ("6814990", True, None)
        assert found.authority.number == "681LLLL"
        assert "ctf" in found.takes
        with pytest.raises(ApiProblem) as told:
            client.find_establishment("../me")
        assert told.value.status == 404


def test_a_file_is_sent_fetched_confirmed_and_followed(keyed_site, tmp_path):
    file = fresh_file(tmp_path)
    (tmp_path / "in").mkdir()
    with keyed_site.client("nant") as old, keyed_site.client("glan") as new:
        outcome = old.send(file, sender_reference=f"leaver {file.name}")
        assert (outcome.verdict, outcome.pupils) == ("accepted", 1)
        reference = outcome.transfer.reference
        assert old.send(file).verdict == "resent"
        assert reference in {each.reference for each in new.inbox(kind="ctf")}
        seen = new.head(reference)
        fetched = new.fetch(reference, tmp_path / "in")
        assert (fetched.path.name, fetched.path.read_bytes()) == (file.name, file.read_bytes())
        assert new.head(reference).state == "sent", "to fetch a file moves it nowhere"
        assert new.acknowledge(reference, if_match=seen.etag).state == "confirmed"
        assert new.acknowledge(reference).state == "confirmed"
        assert reference not in {each.reference for each in new.inbox()}
        tracked = old.track(f"leaver {file.name}")
        assert (tracked.reference, tracked.state, tracked.sender_reference) == (
            reference,
            "confirmed",
            f"leaver {file.name}",
        )
        assert old.track(reference).state_words == "Confirmed"
        assert old.track("nobody's") is None


def test_a_program_on_asyncio_does_the_same(keyed_site, tmp_path):
    file = fresh_file(tmp_path)
    (tmp_path / "in").mkdir()

    async def exchange():
        async with keyed_site.async_client("nant") as old, keyed_site.async_client("glan") as new:
            outcome = await old.send(file)
            waiting = [each.reference async for each in new.inbox()]
            fetched = await new.fetch(outcome.transfer.reference, tmp_path / "in")
            done = await new.acknowledge(outcome.transfer.reference)
            return outcome.transfer.reference in waiting, fetched.path.read_bytes(), done.state

    assert run_async(exchange()) == (True, file.read_bytes(), "confirmed")


def test_a_refused_file_says_what_is_wrong_in_the_callers_language(keyed_site):
    with keyed_site.client("nant", language="cy") as client:
        outcome = client.send(b"<CTfile>", name="6812990_CTF_6814990_900.xml")
    assert outcome.refused
    assert outcome.transfer is None
    assert any(row.severity == "error" and row.remedy for row in outcome.problems)
    assert "ffeil" in " ".join(row.message + row.remedy for row in outcome.problems).lower()


def test_a_file_is_only_checked(keyed_site, tmp_path):
    with keyed_site.client("nant") as client:
        answer = client.check(fresh_file(tmp_path))
        assert (answer.verdict, answer.pupils) == ("accept", 1)
        bad = client.check(b"<CTfile>", name="6812990_CTF_6814990_901.xml")
        assert (bad.verdict, bool(bad.problems)) == ("refuse", True)


def test_a_question_is_answered(keyed_site, tmp_path):
    file = fresh_file(tmp_path)
    with keyed_site.client("nant") as client:
        asked = client.send(file, name=file.name.replace("_CTF_", "_ctf "))
        assert asked.asked, asked
        assert asked.transfer.questions[0].remedy
        assert client.answer(asked.transfer.reference, "yes").state == "sent"
        assert client.recall(asked.transfer.reference).state == "recalled"
        with pytest.raises(ApiProblem) as told:
            client.recall(asked.transfer.reference)
        assert (told.value.status, told.value.code) == (409, "api.moved")
        assert told.value.remedy


def test_a_file_is_rejected_and_its_sender_learns_it(keyed_site, tmp_path):
    with keyed_site.client("nant") as old, keyed_site.client("glan") as new:
        reference = old.send(fresh_file(tmp_path)).transfer.reference
        assert new.reject(reference, "not_imported", "Our software stopped.").state == "rejected"
        assert old.head(reference).reason
        notices = [each for each in old.notices() if each.transfer and each.transfer.reference == reference]
        assert [each.words != "" for each in notices] == [True]
        old.acknowledge_notice(notices[0].id)
        assert reference not in {each.transfer.reference for each in old.notices() if each.transfer}


def test_a_long_list_comes_page_by_page(keyed_site, tmp_path):
    since = datetime.now(tz=UTC) - timedelta(seconds=1)
    with keyed_site.client("nant") as client:
        sent = [client.send(fresh_file(tmp_path)).transfer.reference for _ in range(5)]
        listed = [each.reference for each in client.outbox(since=since, kind="ctf", state="sent", limit=2)]
        assert [each for each in listed if each in sent] == sent


def test_what_is_another_offices_is_not_there(keyed_site, tmp_path):
    with keyed_site.client("nant") as old, keyed_site.client("grug") as other:
        reference = old.send(fresh_file(tmp_path)).transfer.reference
        for act in (other.head, other.acknowledge, lambda name: other.fetch(name, tmp_path)):
            with pytest.raises(ApiProblem) as told:
                act(reference)
            assert told.value.status == 404
        with pytest.raises(ApiProblem) as told:
            other.send(fresh_file(tmp_path))
        assert (told.value.status, told.value.code) == (403, "api.not_allowed")


def test_a_key_that_nobody_gave_is_told_so(keyed_site):
    wrong = KeyedSite(keyed_site.url, {"nant": keyed_site.keys["nant"][:-4] + "aaaa"})
    with wrong.client("nant") as client, pytest.raises(ApiProblem) as told:
        client.me()
    assert (told.value.status, told.value.code) == (401, "key.unknown")
