"""Of which children a person must look at the record first, and where those go who leave for no school: tables, row by row."""

from datetime import date, timedelta

import pytest

from handover.portal.hub.flags import must_be_looked_at
from handover.portal.hub.leaving.destinations import find_marker
from handover.portal.hub.models import Move, MovingChild
from handover.portal.hub.newcomers.arrival_hearing import is_new_enrolment
from handover.sif.objects import LearnerContact, LearnerPersonal, SIFExtendedElement
from tests.leavers import TODAY, contact, enrolment, learner


def alert(kind: str) -> LearnerPersonal:
    return learner(alert_msg_list=(LearnerPersonal.AlertMsg(type=kind, value="See the head"),))


def register(**said: str) -> LearnerPersonal:
    return learner(child_protection_register=LearnerPersonal.ChildProtectionRegister(**said))


def added(name: str, value: str = "Yes") -> LearnerPersonal:
    """A learner with an element of the software's own."""
    return learner(sif_extended_elements=(SIFExtendedElement(name=name, xml=f"<Said>{value}</Said>"),))


@pytest.mark.parametrize(
    "thing",
    [
        alert("Legal"),
        register(is_registered="Yes"),
        register(sibling_registered="Yes"),
        contact(address_disclosure="No"),
        contact(transfer_address="No"),
        added("CourtOrder"),
        added("Court order"),
        added("Protected_Address"),
        added("AddressWithheld"),
        added("address.confidential"),
        added("ConfidentialAddress"),
        added("SecretAddress"),
        added("NoContact"),
        added("CourtOrder", "see the file"),
    ],
)
def test_person_looks_first_at_a_child_with_a_warning(thing: LearnerPersonal | LearnerContact) -> None:
    assert must_be_looked_at([enrolment(), thing])


@pytest.mark.parametrize(
    "thing",
    [
        learner(),
        contact(),
        alert("Sports"),
        register(is_registered="No", sibling_registered="No"),
        contact(address_disclosure="Yes", transfer_address="Yes"),
        added("CourtOrder", "No"),
        added("CourtOrder", " n "),
        added("CourtOrder", "false"),
        added("CourtOrder", "0"),
        added("CourtOrder", ""),
        added("TennisCourt"),
    ],
)
def test_child_without_a_warning_holds_nobody_up(thing: LearnerPersonal | LearnerContact) -> None:
    assert not must_be_looked_at([enrolment(), thing])


@pytest.mark.parametrize(
    ("why", "where", "marker"),
    [
        *((why, "NK", "MMMMMMM") for why in ("EM", "FE", "HE", "TR", "UN", "WK")),
        *(("ST", where, "MMMMMMM") for where in ("IP", "IS", "FE", "HE", "WL", "EM")),
        *((why, "NK", "XXXXXXX") for why in ("ST", "PE", "OT", "EO", "JS", "MD", "")),
        *(("ST", where, "XXXXXXX") for where in ("MP", "MS", "SC", "NK", "")),
    ],
)
def test_who_leaves_the_maintained_sector_is_told_from_who_goes_nobody_knows_where(
    why: str, where: str, marker: str
) -> None:
    move = Move()
    move.seal(MovingChild(why=why, where=where).stored())
    assert find_marker(move) == marker


@pytest.mark.parametrize(
    ("entry", "exit_date", "membership", "action", "new"),
    [
        (TODAY, None, "C", "Change", True),
        (TODAY - timedelta(days=60), None, "C", "Change", True),
        (TODAY - timedelta(days=61), None, "C", "Add", False),
        (TODAY + timedelta(days=90), None, "C", "Change", True),
        (None, None, "C", "Add", True),
        (None, None, "C", "Change", False),
        (TODAY, TODAY, "C", "Add", False),
        (TODAY, None, "P", "Add", False),
    ],
)
def test_child_is_new_for_sixty_days_after_the_day_of_entry(
    entry: date | None, exit_date: date | None, membership: str, action: str, new: bool
) -> None:
    said = enrolment(None, exit_date, entry_date=entry, membership_type=membership)
    assert is_new_enrolment(said, action, TODAY) is new
