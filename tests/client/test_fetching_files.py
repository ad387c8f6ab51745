"""Fetching: the very bytes, under a name that harms nobody, whole or not at all, and never over another file."""

import pytest

from handover.client import ApiAway, ApiProblem, DamagedDownload, FileBusy, FileInTheWay
from handover.client.fetching import fetch_from_site
from handover.client.places import lock_alone, make_harmless
from tests.client.talking import ASKING, CUT, REFERENCE, TRANSFER, Content, refuses, says, talk
from tests.disks import Platter

NAME = "6812990_CTF_6814990_001.xml"
HEAD = says(200, TRANSFER)
WHOLE = Content(200, (b"hello", b" world"))


def rest(start, *pieces, cut=False):
    return Content(206, pieces, cut, {"content-range": f"bytes {start}-10/11"})


def fetch(to, *answers):
    return talk(fetch_from_site(ASKING, REFERENCE, to), [HEAD, *answers])


def ranges(told):
    return [each.headers.get("Range") for each in told.requests if each.path.endswith("/content")]


def test_a_file_comes_into_a_folder_under_its_own_name(tmp_path):
    told = fetch(tmp_path, WHOLE)
    assert told.result.path == tmp_path / NAME
    assert (told.result.path.read_bytes(), told.result.size, told.result.new) == (b"hello world", 11, True)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_what_was_fetched_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    platter = Platter(tmp_path, monkeypatch)
    fetch(tmp_path, WHOLE)
    platter.check("moved")
    assert platter.checked == 1


def test_a_cut_download_goes_on_where_it_was_cut_and_progress_is_told(tmp_path):
    seen = []
    conversation = fetch_from_site(ASKING, REFERENCE, tmp_path, progress=lambda done, size: seen.append((done, size)))
    told = talk(
        conversation,
        [HEAD, Content(200, (b"hel",), cut=True), CUT, rest(3, b"lo wo", cut=True), rest(8, b"rld")],
    )
    assert ranges(told) == [None, "bytes=3-", "bytes=3-", "bytes=8-"]
    assert told.result.path.read_bytes() == b"hello world"
    assert seen == [(3, 11), (8, 11), (11, 11)]


def test_as_long_as_bytes_arrive_cuts_do_not_count(tmp_path):
    one_by_one = [rest(start, b"hello world"[start : start + 1], cut=True) for start in range(1, 10)]
    told = fetch(tmp_path, Content(200, (b"h",), cut=True), *one_by_one, rest(10, b"d"))
    assert told.result.path.read_bytes() == b"hello world"
    assert set(told.pauses) == {1}


def test_a_site_that_does_not_know_ranges_sends_it_from_the_start(tmp_path):
    told = fetch(tmp_path, Content(200, (b"hel",), cut=True), WHOLE)
    assert told.result.path.read_bytes() == b"hello world"


def test_a_program_that_was_killed_goes_on_where_it_was(tmp_path):
    with pytest.raises(ApiAway):
        fetch(tmp_path, Content(200, (b"hello",), cut=True), CUT, CUT, CUT)
    assert [path.name for path in tmp_path.iterdir()] == [f".{REFERENCE}.part"]
    told = fetch(tmp_path, rest(5, b" world"))
    assert ranges(told) == ["bytes=5-"]
    assert told.result.path.read_bytes() == b"hello world"
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_part_that_was_damaged_on_this_computer_is_fetched_anew(tmp_path):
    (tmp_path / f".{REFERENCE}.part").write_bytes(b"jello")
    told = fetch(tmp_path, rest(5, b" world"), WHOLE)
    assert ranges(told) == ["bytes=5-", None]
    assert told.result.path.read_bytes() == b"hello world"


def test_a_part_that_is_longer_than_the_file_is_thrown_away(tmp_path):
    (tmp_path / f".{REFERENCE}.part").write_bytes(b"hello world and more")
    assert ranges(fetch(tmp_path, WHOLE)) == [None]


@pytest.mark.parametrize(
    "answer",
    [
        Content(200, (b"hello wirld",)),  # another content
        Content(200, (b"hello world, and more",)),  # too long
        Content(206, (b"hello world",), headers={"content-range": "bytes 4-14/15"}),  # another part
    ],
)
def test_what_is_not_what_was_announced_is_not_kept(tmp_path, answer):
    with pytest.raises(DamagedDownload):
        fetch(tmp_path, answer)
    assert not (tmp_path / NAME).exists()


def test_an_answer_that_is_too_short_is_gone_on_with(tmp_path):
    assert ranges(fetch(tmp_path, Content(200, (b"hello",)), rest(5, b" world"))) == [None, "bytes=5-"]


def test_a_file_that_is_there_already_is_not_fetched_again(tmp_path):
    (tmp_path / NAME).write_bytes(b"hello world")
    told = fetch(tmp_path)
    assert (told.result.path, told.result.new) == (tmp_path / NAME, False)


def test_another_file_of_that_name_stays_as_it_is(tmp_path):
    (tmp_path / NAME).write_bytes(b"another")
    told = fetch(tmp_path, WHOLE)
    assert told.result.path.name == "6812990_CTF_6814990_001-0192f0c8.xml"
    assert (tmp_path / NAME).read_bytes() == b"another"
    assert fetch(tmp_path).result.new is False


def test_a_path_that_another_file_has_is_not_written_over(tmp_path):
    (tmp_path / "here.xml").write_bytes(b"another")
    with pytest.raises(FileInTheWay, match=r"here\.xml"):
        fetch(tmp_path / "here.xml")
    assert (tmp_path / "here.xml").read_bytes() == b"another"


def test_a_file_that_came_meanwhile_is_not_written_over(tmp_path):
    def answers():
        yield HEAD
        (tmp_path / NAME).write_bytes(b"another")
        yield WHOLE

    with pytest.raises(FileInTheWay):
        talk(fetch_from_site(ASKING, REFERENCE, tmp_path), answers())
    assert (tmp_path / NAME).read_bytes() == b"another"


def test_two_programs_do_not_write_into_one_part(tmp_path):
    part = tmp_path / f".{REFERENCE}.part"
    part.touch()
    with part.open("r+b") as held:
        lock_alone(held)
        with pytest.raises(FileBusy):
            fetch(tmp_path)
    assert fetch(tmp_path, WHOLE).result.new


def test_a_file_that_may_not_be_fetched_leaves_nothing_behind_but_an_empty_part(tmp_path):
    with pytest.raises(ApiProblem, match="It is so"):
        fetch(tmp_path, refuses(403, "api.other_side"))
    assert not (tmp_path / NAME).exists()


def test_the_end_of_patience_with_a_site_that_answers_says_what_it_said(tmp_path):
    with pytest.raises(ApiProblem) as told:
        fetch(tmp_path, refuses(503, "api.no_store", retry_after="600"))
    assert told.value.retry_after == 600


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("6812990_CTF_6814990_001.xml", "6812990_CTF_6814990_001.xml"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("/etc/passwd", "_etc_passwd"),
        ("..\\..\\evil.exe", "_.._evil.exe"),
        ("C:evil.xml", "C_evil.xml"),
        ("CON.xml", "_CON.xml"),
        ("com1", "_com1"),
        ("a\x00\x1b[2Jb.xml", "a__[2Jb.xml"),
        (".hidden", "hidden"),
        ("trailing. . ", "trailing"),
        ("...", "_"),
        ("", "_"),
        ("x" * 300 + ".xml", "x" * 146 + ".xml"),
    ],
)
def test_a_name_leads_out_of_no_folder(name, plain):
    assert make_harmless(name) == plain
