"""Any sequence of changes leaves a store on SQLite as it leaves the store in memory."""

import shutil
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from handover.sif.messages.errors import ErrorCode
from handover.zone.core import effects as fx
from handover.zone.core.records import MessageKind
from handover.zone.rights import Right
from handover.zone.rules import Rules
from handover.zone.state import Grant, Provision, ZoneAgent
from handover.zone.store.databases import open_store
from handover.zone.store.interface import QueueHead, Store
from tests.zone.store.databases import SEAL
from tests.zone.store.memory import MemoryStore
from tests.zone.store.parcels import AGENTS, NOW, ZONE, answer, asked, event, open_request, registration

agents = st.sampled_from(AGENTS)
some = st.lists(agents, unique=True).map(tuple)
message_numbers = st.integers(0, 12)
parcels = st.builds(
    lambda make, number: make(number), st.sampled_from([event, asked, lambda n: answer(n, "A")]), message_numbers
)
moments = st.none() | st.integers(0, 1000).map(lambda seconds: NOW + timedelta(seconds=seconds))
objects = st.sampled_from(["LearnerPersonal", "SchoolInfo", "*"])
grants = st.frozensets(st.builds(Grant, st.just("Canteen"), st.sampled_from(list(Right)), objects))
# Not PROVIDE: that no two agents provide one object is for the core to see to, and only a database to insist on.
rights = st.sampled_from([Right.SUBSCRIBE, Right.RESPOND, Right.REQUEST])
provisions = st.lists(
    st.builds(Provision, st.just("Canteen"), rights, objects, st.just("SIF_Default"), st.booleans()),
    unique_by=lambda provision: provision[:4],
).map(frozenset)
changes = st.one_of(
    st.builds(fx.Accept, parcels, some),
    st.builds(fx.Register, agents, st.sampled_from(["Push", "Pull"]).map(registration)),
    st.builds(fx.Unregister, agents),
    st.builds(fx.ForgetAgent, agents),
    st.builds(fx.Provide, st.just("Canteen"), provisions, provisions),
    st.builds(fx.SetGrants, st.just("Canteen"), grants),
    st.builds(fx.SetAgent, st.builds(ZoneAgent, agents, st.booleans(), st.sampled_from(["", "till.example"]))),
    st.builds(fx.SetZone, st.sampled_from(["", "Gwynfor"]), st.builds(Rules, paused=st.booleans())),
    st.builds(fx.SetSleep, agents, st.sampled_from(["", "asked", "inferred"])),
    st.builds(fx.ScheduleRetry, agents, st.integers(0, 9), st.sampled_from(["", "refused"]), moments),
    st.builds(fx.Reached, agents),
    st.builds(fx.Withdraw, agents, st.just("SchoolOffice"), message_numbers.map(lambda number: event(number).msg_id)),
    st.builds(fx.Open, st.builds(open_request, st.sampled_from("ABC"), agents, agents, st.integers(0, 99))),
    st.builds(fx.Close, agents, st.sampled_from("ABC")),
)


class Stores(RuleBasedStateMachine):
    """The same done to both stores. Places in queues are the same numbers in both as long as there is one zone."""

    prepared: Path

    @initialize()
    def begin(self) -> None:
        self.home = TemporaryDirectory()
        path = Path(self.home.name) / "zones.sqlite3"
        shutil.copy(self.prepared, path)
        self.stores: tuple[Store, Store] = (MemoryStore(), open_store(f"sqlite:///{path}", SEAL))
        self.now = NOW
        for store in self.stores:
            store.create(ZONE)

    def teardown(self) -> None:
        if hasattr(self, "stores"):
            self.stores[1].close()
            self.home.cleanup()

    def both(self, *effects: fx.Effect) -> None:
        answers = []
        for store in self.stores:
            with store.transaction(ZONE, self.now) as transaction:
                answers.append(transaction.apply(effects))
        assert answers[0] == answers[1]

    def places(self, agent: str) -> list[int]:
        with self.stores[0].transaction(ZONE, self.now) as transaction:
            every = transaction.waiting_before(self.now + timedelta(days=1), 0, 1000)
        return [each.number for each in every if each.agent == agent] or [0]

    @rule(effects=st.lists(changes, min_size=1, max_size=4), seconds=st.integers(0, 100))
    def change(self, effects: list[fx.Effect], seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.both(*effects)

    @rule(agent=agents, data=st.data(), what=st.sampled_from(["remove", "put aside", "block"]))
    def deal_with_an_entry(self, agent: str, data: st.DataObject, what: str) -> None:
        number = data.draw(st.sampled_from(self.places(agent)))
        words: dict[str, fx.Effect] = {
            "remove": fx.Remove(agent, number),
            "put aside": fx.MoveToDeadLetters(agent, number, ErrorCode(1, 3), "No."),
            "block": fx.Block(agent, number),
        }
        self.both(words[what])

    @rule(agent=agents)
    def take_the_first(self, agent: str) -> None:
        waiting = self.stores[0].head(ZONE, agent).waiting
        if waiting is not None:
            self.both(fx.Remove(agent, waiting.number))

    @rule(data=st.data(), again=st.booleans())
    def deal_with_a_letter(self, data: st.DataObject, again: bool) -> None:
        number = data.draw(st.sampled_from([each.number for each in self.stores[0].letters(ZONE)] or [0]))
        self.both(fx.Requeue(number) if again else fx.Discard(number))

    @rule(ids=st.integers(0, 300), content=st.integers(0, 300))
    def forget(self, ids: int, content: int) -> None:
        before = [self.now - timedelta(seconds=each) for each in (ids, content)]
        assert self.stores[0].forget(ZONE, *before) == self.stores[1].forget(ZONE, *before)

    @rule(owner=st.sampled_from(["one", "two"]), seconds=st.integers(0, 200))
    def claim(self, owner: str, seconds: int) -> None:
        claims = [
            sorted(store.claim(owner, self.now, self.now + timedelta(seconds=seconds), 10)) for store in self.stores
        ]
        assert claims[0] == claims[1]
        for due in claims[0][::2]:
            for store in self.stores:
                store.release(owner, due)

    @rule(who=some)
    def see(self, who: tuple[str, ...]) -> None:
        for store in self.stores:
            store.saw(ZONE, who, self.now)

    @invariant()
    def nobody_sees_a_difference(self) -> None:
        if hasattr(self, "stores"):
            memory, sql = (self.view(store) for store in self.stores)
            assert sql == memory

    def view(self, store: Store) -> dict[str, Any]:
        heads: dict[str, QueueHead] = {agent: store.head(ZONE, agent) for agent in AGENTS}
        with store.transaction(ZONE, self.now) as transaction:
            assert {agent: transaction.presence(agent) for agent in AGENTS} == {
                agent: head.presence for agent, head in heads.items()
            }
            keys = [(kind(number).source, kind(number).msg_id) for number in range(13) for kind in (event, asked)]
            return {
                "state": store.state(ZONE),
                "heads": heads,
                "letters": sorted(store.letters(ZONE), key=lambda letter: letter.number),
                "seen": [transaction.seen(*key) for key in keys],
                "entries": [transaction.entry(agent, *key) for agent in AGENTS for key in keys],
                "requests": [set(transaction.requests_of(agent)) for agent in AGENTS],
                "to": [set(transaction.requests_to(agent)) for agent in AGENTS],
                "waiting": set(transaction.waiting_before(self.now, 2, 1000)),
                "events": [head.waiting.parcel.kind is MessageKind.EVENT for head in heads.values() if head.waiting],
            }


@pytest.fixture
def machine(prepared_file: Path) -> type[Stores]:
    Stores.prepared = prepared_file
    return Stores


def test_sqlite_and_memory_cannot_be_told_apart(machine: type[Stores]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
