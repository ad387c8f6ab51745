"""Requests and their answers: packets, conditions, errors, directed requests, time."""

import gzip
from datetime import date

import pytest

from handover.agent import Later, NotConnected, Q, Refuse, RequestRefused, TimedOut
from handover.agent.connection import COMPRESS_FROM, TooLong, decoded
from handover.sif.objects import LearnerPersonal, LearnerSchoolEnrolment, PartialLearnerSchoolEnrolment, SchoolInfo
from handover.sif.writer import write_object
from tests.agent.conftest import both_ways
from tests.agent.county import ZONE, until


@pytest.fixture
def mis(make, learners, schools):
    agent = make("MIS", "push")
    agent.provide(LearnerPersonal, objects=lambda: learners)
    agent.provide(SchoolInfo, objects=lambda: schools)
    with agent:
        yield agent


@both_ways
def test_provider_and_requester_agree_on_every_object(make, learners, mode):
    provider = make("MIS", mode)
    provider.provide(LearnerPersonal, objects=lambda: learners)
    with provider, make("Reports", mode) as reports:
        assert list(reports.request(LearnerPersonal)) == learners


@both_ways
def test_answer_comes_in_packets_of_the_size_asked_for(county, make, learners, mis, mode):
    with make("Reports", mode) as reports:
        assert list(reports.request(LearnerPersonal, max_buffer=4096)) == learners
        assert list(reports.request(LearnerPersonal, max_buffer=20_000)) == learners
    assert county.store.letters(ZONE) == ()


def test_long_answer_is_sent_compressed(make, learners, mis):
    many = learners * 10
    assert sum(len(write_object(learner)) for learner in many) > COMPRESS_FROM
    assert mis.zone_status().takes_gzip
    mis.provide(LearnerPersonal, objects=lambda: many)
    with make("Reports") as reports:
        assert list(reports.request(LearnerPersonal)) == many


@both_ways
def test_objects_can_be_used_as_they_come(make, learners, mis, mode):
    with make("Reports", mode) as reports, reports.request(LearnerPersonal, max_buffer=4096) as answer:
        assert next(answer) == learners[0]
        school = next(reports.request(SchoolInfo))
        assert school.school_name
        assert next(answer) == learners[1]


def test_conditions_and_elements_are_followed(make, learners, mis):
    wanted = learners[4]
    name = wanted.personal_information.name.family_name
    same = [each.ref_id for each in learners if each.personal_information.name.family_name == name]
    with make("Reports") as reports:
        found = list(
            reports.request(
                LearnerPersonal,
                (Q("PersonalInformation/Name/FamilyName") == name)
                & (Q("PersonalInformation/Demographics/BirthDate") > date(1990, 1, 1)),
                elements=["UPN"],
            )
        )
        assert [each.ref_id for each in found] == same
        assert all(each.personal_information is None for each in found)
        assert list(reports.request(LearnerPersonal, Q("@RefId") == "0" * 32)) == []


def test_provider_may_look_things_up_itself(make, learners):
    seen = []

    def answer(query):
        seen.append((query.ref_id, query.object_name, query.source, query.elements))
        return (each for each in learners if each.ref_id == query.ref_id)

    provider = make("MIS")
    provider.provide(LearnerPersonal, answer)
    with provider, make("Reports") as reports:
        assert list(reports.request(LearnerPersonal, Q("@RefId") == learners[2].ref_id)) == [learners[2]]
    assert seen == [(learners[2].ref_id, "LearnerPersonal", "Reports", ())]


def test_request_goes_to_the_agent_it_names(make, learners, mis):
    archive = make("Archive")
    archive.respond(LearnerPersonal, objects=lambda: learners[:1])
    with archive, make("Reports") as reports:
        assert len(list(reports.request(LearnerPersonal))) == len(learners)
        assert list(reports.request(LearnerPersonal, destination="Archive")) == learners[:1]


def test_request_that_nobody_can_answer_is_refused_by_the_zone(make):
    with make("Reports") as reports:
        with pytest.raises(RequestRefused) as refused:
            reports.request(LearnerPersonal)
        assert refused.value.error == (8, 4)


def refusing(make, reports_kind, **asked):
    with make("Reports", **asked.pop("agent", {})) as reports, pytest.raises(RequestRefused) as refused:
        list(reports.request(reports_kind, **asked))
    return refused.value


def test_provider_refuses_packets_that_are_too_small(make, mis):
    assert refusing(make, LearnerPersonal, max_buffer=1000).error == (8, 8)


def test_provider_refuses_when_one_object_is_too_long_for_a_packet(make, learners, mis):
    long = learners[0].replace(local_id="x" * 5000)
    mis.provide(LearnerPersonal, objects=lambda: [*learners, long])
    assert refusing(make, LearnerPersonal, max_buffer=4096).error == (8, 8)


def test_provider_refuses_a_query_it_cannot_evaluate(make, mis):
    fault = refusing(make, LearnerPersonal, where=Q("Banana") == "1")
    assert (fault.error, "Banana" in fault.words) == ((8, 9), True)


def test_provider_refuses_a_context_it_is_not_in(county, make, mis):
    county.rules(contexts=("SIF_Default", "Archive"))
    assert refusing(make, LearnerPersonal, context="Archive", destination="MIS").error in ((12, 4), (8, 4))


def test_provider_that_fails_says_so_and_nothing_else(make, learners, mis, caplog):
    def fail():
        yield learners[0]
        raise RuntimeError(learners[0].personal_information.name.family_name)

    mis.provide(LearnerPersonal, objects=fail)
    fault = refusing(make, LearnerPersonal)
    assert fault.error == (8, 1)
    assert learners[0].personal_information.name.family_name not in fault.words
    assert "the provider of LearnerPersonal failed" in caplog.text


def test_provider_may_refuse_in_its_own_words(make, mis):
    def refuse(query):
        raise Refuse(4, 5, "Not to the canteen.")

    mis.provide(LearnerPersonal, refuse)
    fault = refusing(make, LearnerPersonal)
    assert (fault.error, fault.words) == ((4, 5), "Not to the canteen.")


@both_ways
def test_provider_may_want_a_request_later(make, learners, mode):
    tries = []

    def answer(query):
        tries.append(query.message_id)
        if len(tries) == 1:
            raise Later
        return learners[:1]

    provider = make("MIS", mode)
    provider.provide(LearnerPersonal, answer)
    with provider, make("Reports") as reports:
        assert list(reports.request(LearnerPersonal)) == learners[:1]
    assert len(set(tries)) == 1


@both_ways
def test_provider_may_ask_others_before_it_answers(make, learners, schools, mis, mode):
    def answer(query):
        [school] = middle.request(SchoolInfo)
        return [PartialLearnerSchoolEnrolment(ref_id=school.ref_id)]

    middle = make("Middle", mode)
    middle.provide(LearnerSchoolEnrolment, answer)
    with middle, make("Reports", mode) as reports:
        [enrolment] = reports.request(LearnerSchoolEnrolment)
    assert enrolment.ref_id == schools[0].ref_id


def test_answer_that_does_not_come_is_given_up(county, make, learners):
    provider = make("MIS")
    provider.provide(LearnerPersonal, objects=lambda: learners)
    with provider, make("Reports") as reports:
        provider.sleep()
        answer = reports.request(LearnerPersonal, timeout=0.2)
        with pytest.raises(TimedOut):
            next(answer)
        assert list(answer) == []


def test_answer_that_is_left_early_is_cancelled_in_the_zone(county, make, learners, mis):
    with make("Reports") as reports:
        with reports.request(LearnerPersonal, max_buffer=4096) as answer:
            next(answer)
            asked = answer.message_id
        until(lambda: not county.waiting("Reports"))
        assert list(reports.request(SchoolInfo))
        with county.store.transaction(ZONE, county.broker.clock()) as held:
            assert held.request(asked, "MIS") is None


def test_reading_on_after_the_agent_left_says_so(make, learners):
    provider, reports = make("MIS"), make("Reports")
    provider.provide(LearnerPersonal, objects=lambda: learners)
    with provider:
        with reports:
            provider.sleep()
            answer = reports.request(LearnerPersonal)
        with pytest.raises(NotConnected):
            next(answer)


def test_compressed_bodies_have_a_limit():
    bomb = gzip.compress(b"\0" * 10_000_000)
    with pytest.raises(TooLong):
        decoded(bomb, "gzip", 1_000_000)
    assert decoded(bomb, "gzip", 10_000_000) == b"\0" * 10_000_000
    for damaged, coding in ((bomb[:-20], "gzip"), (b"no gzip", "gzip"), (b"x", "br")):
        with pytest.raises(ValueError):
            decoded(damaged, coding, 20_000_000)
