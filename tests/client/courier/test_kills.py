"""The courier is ended at each point before and after everything that lasts: nothing is lost, nothing done twice."""

import random

import pytest

from tests.client.courier.office import CTF, RENAME, WRONG_UPN, KilledHere, Office
from tests.exploring import DEPTH

GOOD, ODD, WRONG = (f"6812990_CTF_6814990_00{number}.xml" for number in (1, 2, 3))
OURS, NOT_OURS = "6814990_CTF_6812990_004.xml", "6814990_CTF_6812990_005.xml"


STRIDE = 5 if DEPTH == 1 else 1
"""The deep run ends the courier at every point, the quick one at each fifth."""


class Story:
    """A morning in a school: three files are exported, three come, one of them under a name that another has."""

    def __init__(self, folder):
        self.office = Office(folder)
        self.office.site.verdicts = {ODD: ("asked", (RENAME,)), WRONG: ("refused", (WRONG_UPN,))}
        self.imported = []
        self.told_news = False
        for name in (GOOD, ODD, WRONG):
            self.office.export(name.encode(), name)
        self.first = self.office.site.put(b"first", OURS)
        self.second = self.office.site.put(b"second", OURS)
        self.third = self.office.site.put(b"third", NOT_OURS)

    def people_act(self):
        """The school's software imports, the secretary answers, the other school rejects: whenever there is something."""
        there = self.office.files()
        if f"in/{OURS}" in there:
            self.imported.append(self.office.software_takes(OURS))
        if f"in/{NOT_OURS}" in there and f"in/{NOT_OURS}.reject" not in there:
            self.office.person_writes(f"in/{NOT_OURS}.reject", b"Not ours")
        if f"asked/{ODD}" in there:
            self.office.person_writes(f"asked/{ODD}.yes")
        if f"sent/{GOOD}" in there and not self.told_news:
            self.told_news = True
            self.office.site.tell(self.sent(GOOD), "Rejected there.")

    def sent(self, name):
        return next(each.reference for each in self.office.site.transfers.values() if each.file_name == name)

    def go_on(self, passed=lambda point: None, looks=12):
        with self.office.open(passed) as courier:
            for _ in range(looks):
                courier.work()
                self.people_act()
                self.office.clock.move(seconds=60)

    def check(self):
        site = self.office.site
        assert sorted(site.taken_in) == [(GOOD, GOOD.encode()), (ODD, ODD.encode())]
        assert sorted(self.imported) == [b"first", b"second"]
        assert sorted(site.acknowledged) == [self.first, self.second]
        assert site.rejected == {self.third: "Not ours"}
        assert site.transfers[self.sent(ODD)].state == "sent"
        assert site.news == {}
        assert "Rejected there." in self.office.read(f"sent/{GOOD}.answer.html")
        assert self.office.files() == {
            f"{place}{ending}"
            for place in (f"sent/{GOOD}", f"sent/{ODD}", f"refused/{WRONG}", f"in/ended/{NOT_OURS}")
            for ending in ("", ".answer.html")
        }
        assert [*(self.office.folder / ".courier" / "sending").iterdir()] == []
        assert [*(self.office.folder / ".courier" / "fetching").iterdir()] == []


class Ending:
    """Counts the points, and ends the courier at one of them."""

    def __init__(self, at=0):
        self.passed = 0
        self.at = at

    def __call__(self, point):
        self.passed += 1
        if self.passed == self.at:
            raise KilledHere(point)


def count_points(folder):
    story, counting = Story(folder), Ending()
    story.go_on(counting)
    story.check()
    return counting.passed


def test_killed_at_each_point_nothing_is_lost_and_nothing_done_twice(quick_path):
    points = count_points(quick_path / "whole")
    assert points > 100
    for at in range(1, points + 1, STRIDE):
        story = Story(quick_path / str(at))
        with pytest.raises(KilledHere):
            story.go_on(Ending(at))
        story.go_on()
        story.check()


def test_killed_again_and_again_nothing_is_lost_and_nothing_done_twice(quick_path):
    chance = random.Random(18)
    for number in range(5 * DEPTH):
        story = Story(quick_path / str(number))
        for _ in range(12):
            try:
                story.go_on(Ending(chance.randint(1, 40)))
            except KilledHere:
                story.office.clock.move(seconds=chance.randint(-600, 600))
        story.go_on()
        story.check()


def test_a_kill_between_moving_and_noting_does_not_lose_a_file_of_the_same_name(quick_path):
    office = Office(quick_path)
    office.export(b"first")

    def kill(point):
        if point == "moved":
            raise KilledHere

    with pytest.raises(KilledHere):
        office.run(passed=kill)
    office.export(b"second")
    office.run()
    assert office.site.taken_in == [(CTF, b"first"), (CTF, b"second")]
