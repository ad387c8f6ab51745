"""How common a given name is among those who bear a surname, learned from a roll that names no custom."""

from collections.abc import Iterator

from handover.matching.child import Child
from handover.matching.linking import ResourceLimits, open_database
from handover.matching.links import LostRecord, OnRoll
from handover.matching.rarity import NameRarity
from handover.matching.roll_rarity import count_rarity
from handover.matching.tables import fill_tables

ENGLISH = ("Smith", "Jones", "Taylor", "Brown"), ("Oliver", "Amelia", "George", "Isla", "Harry")
SIKH = ("Kaur", "Gill", "Sandhu"), ("Harjit", "Simran", "Jaspreet", "Gurleen")
ARABIC = ("El Hassan", "Al-Masri", "van Haddad"), ("Noor Amal", "Yusuf Karim", "Layla Amal")
ROLL = [(*ENGLISH, 600), (*SIKH, 120), (*ARABIC, 120)]


def draw_children() -> Iterator[Child]:
    for surnames, forenames, many in ROLL:
        for number in range(many):
            yield Child(surnames[number % len(surnames)], forenames[number // 3 % len(forenames)])


def count(children: list[Child]) -> NameRarity:
    lost = [LostRecord(str(number), child) for number, child in enumerate(draw_children())]
    roll = [OnRoll(line, child, "6812990") for line, child in enumerate(children, start=1)]
    with open_database(ResourceLimits(threads=1, memory=512)) as database:
        fill_tables(database, lost, roll)
        return count_rarity(database, lost, len(roll))


def test_a_name_is_as_common_as_among_those_of_its_custom_be_they_few_or_many() -> None:
    rarity = count(list(draw_children()))
    assert rarity.share_of_forename("harjit", ("kaur",)) > 4 * rarity.share_of_forename("harjit")
    assert rarity.share_of_forename("oliver", ("kaur",)) < rarity.share_of_forename("oliver")
    assert rarity.share_of_forename("oliver", ("smith",)) > rarity.share_of_forename("oliver")


def test_customs_know_surnames_with_a_particle_and_second_forenames() -> None:
    rarity = count(list(draw_children()))
    for surname in ("hassan", "masri", "haddad"):  # as El Hassan, Al-Masri and van Haddad are asked for
        assert rarity.share_of_forename("karim", (surname,)) > 3 * rarity.share_of_forename("karim")


def test_the_same_roll_gives_the_same_customs_in_whatever_order_it_is_read() -> None:
    children = list(draw_children())
    forwards, backwards = count(children), count(children[::-1])
    assert forwards.customs_of_surnames == backwards.customs_of_surnames
    assert forwards.forenames_in_customs == backwards.forenames_in_customs


def test_a_roll_too_small_for_customs_takes_names_for_as_common_as_they_are() -> None:
    rarity = count([Child("Kaur", "Harjit"), Child("Smith", "Oliver")])
    assert rarity.share_of_forename("harjit", ("kaur",)) == rarity.share_of_forename("harjit") == 0.5
