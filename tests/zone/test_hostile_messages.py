"""Messages of every kind with anything in them: the zone says what is wrong, and never that it could not do it (11/1)."""

import random

from lxml import etree

from handover.zone.core.parsing import Channel
from handover.zone.keys import digest_of
from tests.sif.hostile import hurt
from tests.zone import writing
from tests.zone.cast import ZONE
from tests.zone.reading import Ack
from tests.zone.test_trouble import small_zone

KINDS = {
    "SIF_Register": writing.registration("library"),
    "SIF_Unregister": "",
    "SIF_Provide": writing.objects(["SchoolInfo"]),
    "SIF_Subscribe": writing.objects(["SchoolInfo"]),
    "SIF_Provision": writing.provision(provide=["LearnerPersonal"], subscribe=["LearnerPersonal"]),
    "SIF_Event": writing.event(),
    "SIF_Request": writing.request(),
    "SIF_Response": writing.response("A" * 32),
    "SIF_Ack": writing.acknowledgement("mis", "A" * 32, 1),
    "SIF_SystemControl": "<SIF_SystemControlData><SIF_GetMessage/></SIF_SystemControlData>",
}


def test_a_message_with_anything_in_it_is_answered_and_never_with_a_fault_of_the_zone():
    zone, chance = small_zone(), random.Random("messages")
    mis = zone.joined("mis", provides=["LearnerPersonal"], subscribes=["LearnerPersonal"])
    zone.joined("library", provides=["SchoolInfo"], subscribes=["LearnerPersonal"])
    channel, errors = Channel(key_digest=digest_of(mis.key)), set()
    for _ in range(120):
        for kind, inside in KINDS.items():
            root = etree.fromstring(mis.written(kind, inside))
            hurt(root, chance)
            said = Ack(zone.broker.receive(ZONE, etree.tostring(root), channel)).error
            errors.add(said)
            assert said is None or not said.startswith("11/"), (kind, said, etree.tostring(root)[:600])
    assert len(errors) > 8
