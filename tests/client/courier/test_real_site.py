"""Two schools' couriers and the real site: out of one folder, into the other, whatever happens to either."""

import random
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from itertools import count

import pytest

from handover.client.courier.opening import make_folder, open_folder
from handover.client.courier.settings import CourierSettings
from tests.client.courier.office import KilledHere, Watch
from tests.client.courier.test_kills import Ending
from tests.client.lines import Break
from tests.client.sites import kill_at_once
from tests.files import ctf

numbers = count(301)


class School:
    """A school's folder; its courier asks the real site."""

    def __init__(self, site, office, folder):
        self.site, self.office, self.folder = site, office, folder
        self.clock = Watch()
        self.told = []
        make_folder(folder, CourierSettings(desktop=True))

    @contextmanager
    def open(self, passed=lambda point: None, url=""):
        client = self.site.client(self.office, url, headers={"Courier": "0.1.0; Test"}, sleep=lambda seconds: None)
        with (
            client,
            open_folder(self.folder, client, clock=self.clock, tell=self.told.append, passed=passed) as courier,
        ):
            yield courier

    def run(self, looks=4, passed=lambda point: None, url=""):
        with self.open(passed, url) as courier:
            for _ in range(looks):
                courier.work()
                self.clock.move(minutes=5)
        return courier

    def export(self, name, content):
        (self.folder / "out" / name).write_bytes(content)

    def there(self, name):
        """Where files of a name lie, and of their pages."""
        found = (each.relative_to(self.folder).as_posix() for each in self.folder.rglob("*") if each.is_file())
        return {each for each in found if name in each and not each.startswith(".courier")}


@pytest.fixture
def nant(keyed_site, quick_path):
    return School(keyed_site, "nant", quick_path / "nant")


@pytest.fixture
def glan(keyed_site, quick_path):
    return School(keyed_site, "glan", quick_path / "glan")


def leaver(destination="6814990"):
    number = next(numbers)
    return f"6812990_CTF_{destination}_{number}.xml", ctf("6812990", destination, note=f"courier {number}")


def test_a_record_goes_from_folder_to_folder_and_the_sender_learns_what_became_of_it(nant, glan):
    name, content = leaver()
    nant.export(name, content)
    nant.run()
    assert nant.there(name) == {f"sent/{name}", f"sent/{name}.answer.html"}
    glan.run()
    assert (glan.folder / "in" / name).read_bytes() == content
    glan.folder.joinpath("in", f"{name}.reject").write_text("Not our pupil")
    glan.run()
    assert glan.there(name) == {f"in/ended/{name}", f"in/ended/{name}.answer.html"}
    nant.run()
    assert "Not our pupil" in nant.folder.joinpath("sent", f"{name}.answer.html").read_text(encoding="utf-8")
    with nant.site.client("nant") as client:
        (transfer,) = [each for each in client.outbox() if each.file_name == name]
        assert transfer.state == "rejected"
        assert [each for each in client.notices() if each.transfer and each.transfer.file_name == name] == []


def test_what_the_software_took_is_confirmed_on_the_site(nant, glan):
    name, content = leaver()
    nant.export(name, content)
    nant.run()
    glan.run()
    (glan.folder / "in" / name).unlink()
    glan.run()
    with nant.site.client("nant") as client:
        assert [each.state for each in client.outbox() if each.file_name == name] == ["confirmed"]


def test_a_refused_file_and_a_question_come_back_in_the_sites_words(nant, glan):
    name, content = leaver()
    odd, wrong = name.replace(".xml", " (1).xml"), name.replace("CTF", "CTF_")
    nant.export(odd, content)
    nant.export(wrong, b"no record")
    nant.run()
    assert {f"asked/{odd}", f"asked/{odd}.answer.html"} == nant.there(odd)
    assert nant.there(wrong) == {f"refused/{wrong}", f"refused/{wrong}.answer.html"}
    assert "What to do:" in nant.folder.joinpath("refused", f"{wrong}.answer.html").read_text(encoding="utf-8")
    nant.folder.joinpath("asked", f"{odd}.yes").touch()
    nant.run()
    assert nant.there(odd) == {f"sent/{odd}", f"sent/{odd}.answer.html"}
    glan.run()
    assert (glan.folder / "in" / name).read_bytes() == content


def test_killed_at_points_of_a_real_send_and_fetch_nothing_is_lost_and_nothing_twice(nant, glan):
    chance = random.Random(7)
    files = [leaver() for _ in range(3)]
    imported = []
    for name, content in files:
        nant.export(name, content)
        for school in (nant, glan):
            for _ in range(3):
                with suppress(KilledHere):
                    school.run(passed=Ending(chance.randint(1, 40)))
                imported += [(name, path.read_bytes()) for path in take(glan, name)]
    nant.run()
    for _ in range(3):
        glan.run()
        imported += [(name, path.read_bytes()) for name, _ in files for path in take(glan, name)]
    assert sorted(imported) == sorted(files)
    with nant.site.client("nant") as client:
        states = [(each.file_name, each.state) for each in client.outbox()]
    ours = {name for name, _ in files}
    assert sorted(each for each in states if each[0] in ours) == sorted((name, "confirmed") for name in ours)


@pytest.mark.parametrize(("after", "up"), [(1_000, True), (1_300, True), (2_000, False)])
def test_a_process_killed_while_bytes_are_on_their_way_sends_and_fetches_once(nant, glan, line, after, up):
    name, content = leaver()
    nant.export(name, content)
    for school in (nant, glan):
        ended = []
        line.breaks = [Break(after, up, kill=lambda ended=ended: kill_at_once(ended[0]))]
        with start(school, line.url) as process:
            ended.append(process)
            try:
                assert process.wait(timeout=60) == -signal.SIGKILL
            finally:
                process.kill()
        school.run()
    assert (glan.folder / "in" / name).read_bytes() == content
    (glan.folder / "in" / name).unlink()
    glan.run()
    with nant.site.client("nant") as client:
        assert [each.state for each in client.outbox() if each.file_name == name] == ["confirmed"]


def start(school, url):
    """Start the courier as a process of its own, which looks each second until it is killed."""
    settings = school.folder / "courier.toml"
    quick = (
        settings.read_text()
        .replace("look_seconds = 5", "look_seconds = 1")
        .replace("desktop = true", "desktop = false")
    )
    settings.write_text(quick)
    command = [sys.executable, "-m", "handover", "courier", "--folder", str(school.folder)]
    return subprocess.Popen(command, env=school.site.environment(school.office, url), stderr=subprocess.DEVNULL)


def take(school, name):
    """The school's software takes a file, if it is there."""
    path = school.folder / "in" / name
    if path.exists():
        taken = school.folder / "in" / "taken" / f"{name}.{next(numbers)}"
        path.rename(taken)
        yield taken
