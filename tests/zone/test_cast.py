"""The vocabulary of these tests says what agents say."""

import pytest
from lxml import etree

from tests.zone.shapes import DOCUMENTS, shape
from tests.zone.writing import ragged


@pytest.mark.parametrize("name", ["header", "error", *DOCUMENTS])
def test_every_shape_can_be_checked_strictly_and_laxly(name):
    assert isinstance(shape(name), etree.RelaxNG)
    assert isinstance(shape(name, lax=True), etree.RelaxNG)


def test_ragged_lines_change_nothing_else():
    assert ragged("<a><b>x y</b><c/></a>").split() == ["<a>", "<b>x", "y</b>", "<c/>", "</a>"]


def test_a_conversation(zone):
    mis, library = zone.joined("mis"), zone.joined("library", subscribes=["LearnerPersonal"])
    ack = mis.publishes()
    assert (ack.status, ack.error) == (0, "")
    assert library.takes().source == "mis"
    assert library.drains() == []


def test_a_conversation_that_is_pushed(zone):
    mis, library = zone.joined("mis"), zone.joined("library", mode="Push", subscribes=["LearnerPersonal"])
    assert mis.publishes().status == 0
    zone.deliver()
    assert [each.kind for each in library.inbox] == ["SIF_Event"]
