"""Agents that do anything in any order: whatever was taken is delivered once and in its order, or is still there."""

from collections import defaultdict
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from handover.zone.broker import Broker
from handover.zone.rights import Right
from tests.zone import writing
from tests.zone.cast import SILENCE, ZONE, Stage
from tests.zone.store.memory import MemoryStore
from tests.zone.ways import Clock, Direct

NAMES = ("mis", "library", "catering", "la")
OBJECTS = ("LearnerPersonal", "SchoolInfo")
names, things = st.sampled_from(NAMES), st.sampled_from(OBJECTS)
FINAL = (1, 3, 7, "9/3", "1/3", "12/1")


class Conversation(RuleBasedStateMachine):
    """What the zone owes each agent is written down beside what it holds for it."""

    @initialize()
    def begin(self):
        store, self.clock = MemoryStore(), Clock()
        store.create(ZONE)
        broker = Broker(store, clock=self.clock)
        self.zone = Stage(store, self.clock, broker, Direct(broker, ZONE))
        self.zone.rules(checking="off")
        self.agents = {name: self.zone.agent(name) for name in NAMES}
        self.owed = defaultdict(list)  # the keys of what an agent is to get, in order
        self.gone = defaultdict(set)  # what it took or refused
        self.once = defaultdict(set)  # the events it blocked for
        self.packets = {}  # the last packet that a requester got
        self.asked = {}  # the requests that were taken: who asked, who answers
        self.sent = {}  # the messages that were taken, to be sent again
        for name in NAMES:
            self.agents[name].works = lambda received, name=name: self.arrives(name, received)

    def registered(self, name):
        return self.zone.state.registration(name) is not None

    def pushed(self, name):
        return name in self.zone.state.pushed

    def presence(self, name):
        return self.zone.store.head(ZONE, name).presence

    def queue(self, name):
        return [each.parcel for each in self.zone.store._zones[ZONE].queues.get(name, {}).values()]

    def forget(self, name):
        for ledger in (self.owed, self.gone, self.once):
            ledger.pop(name, None)

    def owe(self, name, ack):
        self.owed[name].append(ack.original)

    def arrives(self, name, received):
        """Check what an agent is given: nothing that it had, packets in order, events only while it does not block."""
        if received.kind == "SIF_SystemControl":
            return
        key = received.source, received.msg_id
        assert key not in self.gone[name]
        if received.kind == "SIF_Event":
            assert self.presence(name).blocked is None
        if received.source != ZONE:
            assert key == next(
                each for each in self.owed[name] if each not in self.gone[name] and self.may_come(name, each)
            )
        if received.kind == "SIF_Response":
            last = self.packets.get((name, received.request_id), 0)
            assert received.packet in (last, last + 1)
            self.packets[name, received.request_id] = received.packet

    def may_come(self, name, key):
        event = next(each.kind == "event" for each in self.queue(name) if (each.source, each.msg_id) == key)
        return not event or self.presence(name).blocked is None

    def settle(self, name, received, said, *, pushed):
        """Write down what an agent's answer does to a message."""
        key, event = (received.source, received.msg_id), received.kind == "SIF_Event"
        if said == 2 and event:
            self.once[name].add(key)
        elif said == 7 and event and key in self.once[name]:
            return
        elif said in FINAL or (pushed and said in (0, 2)):
            self.gone[name].add(key)

    @rule(name=names, mode=st.sampled_from(["Push", "Pull"]))
    def registers(self, name, mode):
        assert self.agents[name].registers(mode=mode).status == 0
        assert self.presence(name).blocked is None

    @rule(name=names)
    def unregisters(self, name):
        known = self.registered(name)
        assert self.agents[name].unregisters().said == ("0" if known else "4/9")
        self.forget(name)

    @rule(name=names, kind=st.sampled_from(["Provide", "Subscribe", "Unprovide", "Unsubscribe"]), thing=things)
    def provisions(self, name, kind, thing):
        other = self.zone.state.provider(thing, "SIF_Default")
        said = self.agents[name].says(f"SIF_{kind}", thing).said
        if not self.registered(name):
            assert said == "4/9"
        elif kind == "Provide" and other is not None and other.agent != name:
            assert said == "6/4"
        else:
            assert said == "0"

    @rule(name=names, thing=things)
    def publishes(self, name, thing):
        to = [each.agent for each in self.zone.state.doing(Right.SUBSCRIBE, thing, "SIF_Default") if each.agent != name]
        body = self.agents[name].written("SIF_Event", writing.event(name=thing), contexts=["SIF_Default"])
        ack = self.zone.posts(body)
        assert ack.said == ("0" if self.registered(name) else "4/9")
        if ack.status == 0:
            self.sent[ack.original] = body
            for each in to:
                self.owe(each, ack)

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def repeats(self, data):
        key = data.draw(st.sampled_from(sorted(self.sent)))
        assert self.zone.posts(self.sent[key]).said == ("7" if self.registered(key[0]) else "4/9")

    @rule(name=names, thing=things)
    def asks(self, name, thing):
        provider = self.zone.state.provider(thing, "SIF_Default")
        ack = self.agents[name].asks(thing)
        if not self.registered(name):
            assert ack.said == "4/9"
        elif provider is None:
            assert ack.said == "8/4"
        else:
            assert ack.said == "0"
            self.asked[ack.original] = provider.agent
            self.owe(provider.agent, ack)

    @rule(name=names, said=st.sampled_from([1, 1, 1, 2, 3, 7, 8, "9/3", "10/1"]))
    def fetches(self, name, said):
        agent = self.agents[name]
        ack = agent.fetches()
        if not self.registered(name) or self.pushed(name):
            assert ack.said == ("5/9" if self.registered(name) else "4/9")
            return
        if ack.message is None:
            assert ack.status in (8, 9)
            return
        received = ack.message
        self.arrives(name, received)
        if received.kind == "SIF_Request" and said == 1:
            self.answers(name, received)
        answer = agent.acknowledges(received, said)
        if answer.status == 0:
            self.settle(name, received, said, pushed=False)
        else:
            assert (said, answer.error) in ((2, "13/2"), (3, "13/4"))

    def answers(self, name, request):
        for packet in (1, 2):
            ack = self.agents[name].responds(request, packet, more=packet == 1, version="2.6")
            if ack.status == 0 and self.registered(request.source):
                self.owe(request.source, ack)
            else:
                assert ack.said in ("0", "8/10", "8/12")

    @rule(said=st.lists(st.sampled_from([1, 1, 1, 0, 2, 3, 7, 8, 9, "9/3", "10/1", SILENCE, b"?"]), max_size=6))
    def is_pushed_to(self, said):
        for name, agent in self.agents.items():
            agent.answers = list(said)
            agent.works = lambda received, name=name: self.is_given(name, received)
        self.zone.deliver()

    def is_given(self, name, received):
        """Called before the agent answers: its next answer is known."""
        self.arrives(name, received)
        if received.kind != "SIF_SystemControl":
            self.settle(name, received, self.agents[name].saying, pushed=True)

    @rule(name=names)
    def ends_blocking(self, name):
        blocked = self.presence(name).blocked
        if blocked is None or not self.registered(name):
            return
        parcel = self.zone.store._zones[ZONE].queues[name][blocked].parcel
        named = writing.acknowledgement(parcel.source, parcel.msg_id, 3)
        assert self.agents[name].sends("SIF_Ack", named).status == 0
        self.gone[name].add((parcel.source, parcel.msg_id))

    @rule(name=names, kind=st.sampled_from(["SIF_Sleep", "SIF_Wakeup", "SIF_Ping"]))
    def sleeps_and_wakes(self, name, kind):
        if kind == "SIF_Wakeup" and self.registered(name):
            self.is_released(name)
        assert self.agents[name].controls(kind).said in (("0", "8") if self.registered(name) else ("4/9",))

    def is_released(self, name):
        """Write down that an agent's blocking is ended for it: after that, 7 is its last word."""
        blocked = self.presence(name).blocked
        if blocked is not None:
            parcel = self.zone.store._zones[ZONE].queues[name][blocked].parcel
            self.once[name].discard((parcel.source, parcel.msg_id))

    @rule(name=names)
    def is_helped_by_the_administrator(self, name):
        self.is_released(name)
        self.zone.broker.release(ZONE, name)

    @rule(name=names)
    def has_its_first_message_put_aside(self, name):
        waiting = self.zone.broker.set_aside(ZONE, name)
        if waiting is not None and waiting.parcel.source != ZONE:
            self.gone[name].add((waiting.parcel.source, waiting.parcel.msg_id))

    @rule(name=names, thing=things)
    def speaks_in_a_pause(self, name, thing):
        self.zone.rules(paused=True)
        self.publishes(name, thing)
        self.asks(name, thing)
        before = [len(agent.inbox) for agent in self.agents.values()]
        self.zone.deliver()
        assert [len(agent.inbox) for agent in self.agents.values()] == before
        assert all(agent.fetches().said in ("8", "4/9") for agent in self.agents.values())
        self.zone.rules(paused=False)

    @precondition(lambda self: self.asked)
    @rule(data=st.data())
    def cancels(self, data):
        key = data.draw(st.sampled_from(sorted(self.asked)))
        name, msg_id = key
        inside = (
            "<SIF_NotificationType>Standard</SIF_NotificationType><SIF_RequestMsgIds>"
            f"<SIF_RequestMsgId>{msg_id}</SIF_RequestMsgId></SIF_RequestMsgIds>"
        )
        if self.agents[name].controls("SIF_CancelRequests", inside).status == 0:
            responder = self.asked.pop(key)
            held = [(each.source, each.msg_id) for each in self.queue(responder)]
            if key in self.owed[responder] and key not in held:
                self.gone[responder].add(key)

    @rule(minutes=st.sampled_from([0.05, 0.5, 6, 30]))
    def time_passes(self, minutes):
        self.clock.passes(minutes=minutes)
        for name in NAMES:
            since = self.presence(name).blocked_at
            if since is not None and self.clock.now - since > timedelta(minutes=30):
                self.is_released(name)
        self.zone.broker.keep_house()

    @invariant()
    def what_is_owed_is_there(self):
        for name in getattr(self, "agents", ()):
            queue = [(each.source, each.msg_id) for each in self.queue(name) if each.source != ZONE]
            assert queue == [each for each in self.owed[name] if each not in self.gone[name]]

    @invariant()
    def at_most_one_event_is_blocked(self):
        for name in getattr(self, "agents", ()):
            blocked = self.presence(name).blocked
            held = self.zone.store._zones[ZONE].queues.get(name, {})
            assert blocked is None or held[blocked].parcel.kind == "event"

    @invariant()
    def there_is_one_provider(self):
        for thing in OBJECTS if hasattr(self, "zone") else ():
            assert len(self.zone.state.doing(Right.PROVIDE, thing, "SIF_Default")) <= 1


Conversation.TestCase.settings = settings(
    max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestConversation = Conversation.TestCase
