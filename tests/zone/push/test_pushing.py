"""Messages are pushed to agents that listen, however they behave (sections 6.4 and 8.3)."""

import gzip
import threading

import pytest

from handover.zone.broker import Broker
from handover.zone.push.connection import PushConnection, PushTransport
from handover.zone.state import Registration
from tests.moments import NOW
from tests.zone.push.listening import HERE, Call, accept, acknowledged, answer, listening
from tests.zone.push.office import ZONE, eventually, join, numbers, publish, pushing, say, waiting, zone


def test_events_reach_an_agent_in_order_over_one_connection():
    broker = zone()
    with listening() as library, pushing(broker):
        join(broker, "Office")
        join(broker, "Library", library)
        for number in range(30):
            publish(broker, number)
        eventually(lambda: not waiting(broker, "Library"))
        assert numbers(library) == list(range(30))
        assert library.connections == 1


def test_request_of_a_push_is_what_agents_insist_on():
    broker = zone()
    with listening() as library, pushing(broker):
        join(broker, "Office")
        join(broker, "Library", url=f"{library.url}?a=%20b")
        publish(broker, 1)
        eventually(lambda: library.calls)
        head, *fields = library.calls[0].head.split("\r\n")
        assert head == "POST /zone/TestZone/?a=%20b HTTP/1.1"
        assert 'Content-Type: application/xml;charset="utf-8"' in fields
        assert f"Content-Length: {len(library.calls[0].body)}" in fields
        assert library.calls[0].body.startswith(b"<SIF_Message")


@pytest.mark.parametrize(
    ("encoding", "padding", "packed"),
    [
        ("gzip;q=1.0, identity;q=0.5", 30_000, True),
        ("gzip", 10, False),
        ("", 30_000, False),
        ("deflate", 30_000, False),
    ],
)
def test_long_message_is_packed_only_for_an_agent_that_registered_for_it(encoding, padding, packed):
    broker = zone()

    def unpack(call: Call) -> None:
        call.say(answer(acknowledged(gzip.decompress(call.body) if packed else call.body)))

    with listening(unpack) as library, pushing(broker):
        join(broker, "Office")
        join(broker, "Library", url=library.url, encoding=encoding)
        publish(broker, 1, padding)
        eventually(lambda: not waiting(broker, "Library"))
        assert ("Content-Encoding: gzip" in library.calls[0].head) == packed


def registered(url: str) -> Registration:
    return Registration("Library", ("2.*",), 393216, "Push", NOW, url=url)


def hang_up(call: Call) -> None:
    call.line.close()


BAD = {
    "answers 500": (lambda call: call.say(answer(b"no", "HTTP/1.1 500 Oops")), "HTTP status 500"),
    "answers 404": (lambda call: call.say(answer(b"no", "HTTP/1.1 404 Not Found")), "HTTP status 404"),
    "answers elsewhere": (lambda call: call.say(answer(b"x", "HTTP/1.1 302 Found", "Location: /x")), "HTTP status 302"),
    "answers nothing": (lambda call: call.say(answer(b"")), "empty body"),
    "answers no content": (lambda call: call.say(b"HTTP/1.1 204 No Content\r\n\r\n"), "HTTP status 204"),
    "answers no HTTP": (lambda call: call.say(b"hello\r\n\r\n"), "not HTTP"),
    "answers no XML": (lambda call: call.say(answer(b"hello")), "cannot be read"),
    "answers another message": (
        lambda call: call.say(answer(acknowledged(b"<SIF_MsgId>ABC</SIF_MsgId><SIF_SourceId>Z</SIF_SourceId>"))),
        "another message",
    ),
    "answers with a book": (lambda call: call.say(answer(b"x" * 300_000)), "more than"),
    "answers without end": (lambda call: call.say(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 60_000), "more than"),
    "answers packed": (
        lambda call: call.say(answer(b"x", "HTTP/1.1 200 OK", "Content-Encoding: br")),
        "content coding",
    ),
    "says nothing": (lambda call: None, "did not answer within 1 second"),
    "hangs up": (hang_up, "without an answer"),
    "hangs up half way": (
        lambda call: (call.say(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<SIF"), call.line.close()),
        "before its answer was complete",
    ),
}


@pytest.mark.parametrize(("manner", "words"), BAD.values(), ids=BAD.keys())
def test_agent_that_behaves_badly_gets_the_message_again(manner, words):
    broker = zone()
    with listening(manner) as library, pushing(broker):
        join(broker, "Office")
        join(broker, "Library", library)
        publish(broker, 1)
        publish(broker, 2)
        eventually(lambda: broker.store.head(ZONE, "Library").presence.attempts)
        head = broker.store.head(ZONE, "Library")
        assert words in head.presence.last_fault
        assert (head.waiting.refusals, head.presence.refused) == (1, head.waiting.number)
        library.manner = accept
        eventually(lambda: not waiting(broker, "Library"))
        assert sorted(set(numbers(library))) == [1, 2]
        assert numbers(library)[-1] == 2


GATEWAYS = ["502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"]


@pytest.mark.parametrize("status", GATEWAYS)
def test_what_stands_before_an_agent_that_is_not_there_says_nothing_about_the_message(status):
    broker = zone(refusals=1)
    with listening(lambda call: call.say(answer(b"no", f"HTTP/1.1 {status}"))) as library, pushing(broker):
        join(broker, "Office")
        join(broker, "Library", library)
        publish(broker, 1)
        eventually(lambda: broker.store.head(ZONE, "Library").presence.attempts)
        head = broker.store.head(ZONE, "Library")
        assert (head.waiting.refusals, head.presence.refused) == (0, None)
    assert broker.store.letters(ZONE) == ()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://no-such-host.invalid/"])
def test_agent_that_is_not_reached_refuses_nothing(url):
    broker = zone(refusals=1)
    with pushing(broker):
        join(broker, "Office")
        join(broker, "Library", url=url)
        publish(broker, 1)
        eventually(lambda: broker.store.head(ZONE, "Library").presence.attempts)
        head = broker.store.head(ZONE, "Library")
        assert (head.waiting.refusals, head.presence.refused) == (0, None)
    assert broker.store.letters(ZONE) == ()


def test_agent_that_speaks_no_tls_is_not_reached_over_it():
    with listening(accept) as library:
        outcome = PushConnection(PushTransport(HERE)).post(
            registered(library.url.replace("http", "https")), b"<x/>", 1.0, 1.0
        )
    assert (outcome.body, outcome.reached) == (None, False)
    assert "TLS" in outcome.fault or "could not be reached" in outcome.fault


def test_one_message_that_an_agent_answers_500_to_does_not_hold_up_the_others():
    """If an agent of a common library can make no acknowledgement, it answers 500, for ever."""

    def chokes(call: Call) -> None:
        call.say(answer(b"", "HTTP/1.1 500 Oops") if b"number 1." in call.body else answer(acknowledged(call.body)))

    broker = zone(refusals=2)
    with listening(chokes) as library, pushing(broker):
        join(broker, "Office")
        join(broker, "Library", library)
        for number in range(4):
            publish(broker, number)
        eventually(lambda: not waiting(broker, "Library"))
        assert numbers(library) == [0, 1, 1, 2, 3]
    [letter] = broker.store.letters(ZONE)
    assert b"number 1." in letter.waiting.parcel.body
    assert letter.words == (
        "Library was reached with it 2 times and did not take it. The last time: the agent answered with HTTP status 500."
    )


@pytest.mark.parametrize(
    "manner",
    [
        lambda call: call.say(b"HTTP/1.1 100 Continue\r\n\r\n" + answer(acknowledged(call.body))),
        lambda call: (call.say(b"HTTP/1.0 200 OK\r\n\r\n" + acknowledged(call.body)), call.line.close()),
        lambda call: [call.say(bytes([byte])) for byte in answer(acknowledged(call.body))],
        lambda call: (
            call.say(answer(acknowledged(call.body), "HTTP/1.1 200 OK", "Connection: close")),
            call.line.close(),
        ),
        lambda call: call.say(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n"
            % (len(acknowledged(call.body)), acknowledged(call.body))
        ),
    ],
    ids=["100 first", "HTTP 1.0", "byte by byte", "closing", "chunked"],
)
def test_answer_is_understood_in_every_form_that_http_allows(manner):
    broker = zone()
    with listening(manner) as library, pushing(broker):
        join(broker, "Office")
        join(broker, "Library", library)
        for number in range(3):
            publish(broker, number)
        eventually(lambda: not waiting(broker, "Library"))
        assert numbers(library) == [0, 1, 2]
        assert broker.store.head(ZONE, "Library").presence.attempts == 0


def test_agent_that_closed_an_idle_connection_gets_the_next_message_at_once():
    broker = zone()
    with listening(lambda call: (accept(call), call.line.close())) as library, pushing(broker):
        join(broker, "Office")
        join(broker, "Library", library)
        publish(broker, 1)
        eventually(lambda: not waiting(broker, "Library"))
        publish(broker, 2)
        eventually(lambda: not waiting(broker, "Library"))
        assert numbers(library) == [1, 2]
        assert broker.store.head(ZONE, "Library").presence.attempts == 0


def test_agent_that_comes_and_goes_gets_everything_in_order():
    broker = zone()
    flap = iter(range(10_000))

    def sometimes(call: Call) -> None:
        (hang_up if next(flap) % 3 == 1 else accept)(call)

    with listening(sometimes) as library, pushing(broker):
        join(broker, "Office")
        join(broker, "Library", library)
        for number in range(8):
            publish(broker, number)
        eventually(lambda: not waiting(broker, "Library"))
        came = numbers(library)
        assert list(dict.fromkeys(came)) == list(range(8))
        assert came == sorted(came)


def test_dead_and_slow_agents_do_not_delay_others():
    broker = zone(answer_seconds=30)
    release = threading.Event()
    with (
        listening(lambda call: (release.wait(20), hang_up(call))) as slow,
        listening() as library,
        pushing(broker, places=4),
    ):
        join(broker, "Office")
        for number in range(12):
            join(broker, f"Slow{number:02}", slow)
        for number in range(12):
            join(broker, f"Dead{number:02}", url="http://127.0.0.1:9/")
        join(broker, "Zebra", library)
        for number in range(5):
            publish(broker, number)
        eventually(lambda: not waiting(broker, "Zebra"))
        assert numbers(library) == list(range(5))
        release.set()


def test_every_agent_has_its_turn_where_there_are_more_than_places():
    broker = zone()
    with listening() as library:
        join(broker, "Office")
        for number in range(20):
            join(broker, f"Agent{number:02}", library)
        for number in range(10):
            publish(broker, number)
        with pushing(broker, places=2):
            eventually(lambda: not any(waiting(broker, f"Agent{number:02}") for number in range(20)))
    assert len(library.calls) == 200


def test_responder_may_speak_to_the_zone_before_it_answers():
    broker = zone(answer_seconds=10)

    def works(call: Call) -> None:
        publish(broker, 100 + len(library.calls))
        accept(call)

    with listening(works) as library, pushing(broker):
        join(broker, "Office")
        join(broker, "Library", library)
        publish(broker, 1)
        eventually(lambda: len(library.calls) >= 3)
        library.manner = accept
        eventually(lambda: not waiting(broker, "Library"))


def test_two_processes_share_the_agents_and_none_gets_a_message_twice():
    broker = zone()
    other = Broker(broker.store)
    with listening() as library, pushing(broker, other, places=2):
        join(broker, "Office")
        for number in range(6):
            join(broker, f"Agent{number}", library)
        for number in range(25):
            publish(broker if number % 2 else other, number)
        eventually(lambda: not any(waiting(broker, f"Agent{number}") for number in range(6)))
        assert len(library.calls) == 150


def test_what_a_dead_process_held_is_taken_over():
    broker = zone()
    join(broker, "Office")
    with listening() as library:
        join(broker, "Library", library)
        publish(broker, 1)
        now = broker.clock()
        assert broker.store.claim("a process that died", now, now.replace(year=now.year + 1), 10)
        with pushing(broker):
            broker.store.keep("a process that died", broker.clock())
            eventually(lambda: not waiting(broker, "Library"))
    assert numbers(library) == [1]


def test_stopping_finishes_what_is_under_way_and_begins_nothing_more():
    broker = zone(answer_seconds=10)
    begun, go_on = threading.Event(), threading.Event()

    def slowly(call: Call) -> None:
        begun.set()
        go_on.wait(10)
        accept(call)

    with listening(slowly) as library:
        join(broker, "Office")
        join(broker, "Library", library)
        publish(broker, 1)
        publish(broker, 2)
        with pushing(broker) as (pusher,):
            assert begun.wait(10)
            stopping = threading.Thread(target=pusher.stop)
            stopping.start()
            go_on.set()
            stopping.join(10)
        head = broker.store.head(ZONE, "Library")
        assert numbers(library) == [1]
        assert b"number 2." in head.waiting.parcel.body
        now = broker.clock()
        assert broker.store.claim("the next process", now, now, 10), "it was given back"


def test_agent_that_was_unregistered_gets_nothing_more():
    broker = zone()
    with listening() as library, listening() as canteen, pushing(broker):
        join(broker, "Office")
        join(broker, "Library", library)
        publish(broker, 1)
        eventually(lambda: not waiting(broker, "Library"))
        say(broker, "Library", "SIF_Unregister", "")
        join(broker, "Canteen", canteen)
        publish(broker, 2)
        eventually(lambda: not waiting(broker, "Canteen"))
    assert numbers(library) == [1]


def test_word_in_passing_reaches_an_agent_that_listens_and_waits_for_no_other():
    broker = zone()
    with listening() as library, pushing(broker):
        join(broker, "Library", library)
        join(broker, "Dead", url="http://127.0.0.1:9/")
        state = broker.store.state(ZONE)
        for agent in ("Dead", "Library"):
            registration = state.registration(agent)
            assert registration
            broker.on_tell(registration, b"<SIF_MsgId>ABC</SIF_MsgId><SIF_SourceId>TestZone</SIF_SourceId>")
        eventually(lambda: library.calls)
        assert library.calls[0].body.startswith(b"<SIF_MsgId>ABC")
