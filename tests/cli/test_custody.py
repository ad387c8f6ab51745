"""A school verifies a chain of custody offline: what is right is said, and every attack is named for what it is."""

import copy
import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handover.cli.main import main
from tests.chains import OURS, RECORD, THEIRS, WAY, export_of, forged, headed, key_of

OUR_KEY = key_of(OURS)["public"]


def verify(folder: Path, document: object, *more: str) -> Result:
    path = folder / "custody.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return CliRunner().invoke(main, ["custody", "verify", str(path), *more])


def codes(folder: Path, document: object, *more: str) -> list[str]:
    run = verify(folder, document, "--json", "--key", OUR_KEY, *more)
    return [problem["code"] for problem in json.loads(run.output)["problems"]]


def test_a_whole_chain_is_told_step_by_step_and_ends_with_0(tmp_path: Path) -> None:
    run = verify(tmp_path, export_of(), "--key", OUR_KEY)
    assert run.exit_code == 0
    assert run.output.splitlines() == [
        f"File {RECORD}: 3 of 3 entries",
        "  1. 2026-09-01T09:00:00.000000+00:00  The file was sent  -> the transfer site",
        "  2. 2026-09-02T09:00:00.000000+00:00  The file was collected  -> 6814990",
        "  3. 2026-09-03T09:00:00.000000+00:00  The destination has the file  -> 6814990",
        "Nothing is wrong: 3 entries of 1 record, complete, in order and signed by the site's key.",
        f"{key_of(OURS)['id']}: {OUR_KEY}",
    ]


def test_without_a_key_it_says_that_the_key_is_the_files_own(tmp_path: Path) -> None:
    run = verify(tmp_path, export_of(THEIRS))
    assert run.exit_code == 0
    assert "Compare it with the one that https://handover.example.org publishes" in run.output


def test_the_keys_as_the_site_publishes_them_are_taken_as_a_file(tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": [key_of(THEIRS), key_of(OURS)]}), encoding="utf-8")
    assert verify(tmp_path, export_of(), "--key", str(keys)).exit_code == 0


def test_a_changed_entry_is_named(tmp_path: Path) -> None:
    document = export_of()
    document["chains"][0]["entries"][1]["holder"] = "6602991"
    run = verify(tmp_path, document, "--key", OUR_KEY)
    assert run.exit_code == 1
    assert f"{RECORD}: entry 2 was changed." in run.output.splitlines()
    assert "Nothing is wrong" not in run.output


def test_a_changed_entry_that_is_hashed_anew_breaks_signature_and_link(tmp_path: Path) -> None:
    document = export_of()
    entries = document["chains"][0]["entries"]
    entries[1] = {**forged(entries[1], THEIRS, holder="6602991"), "signature": entries[1]["signature"]}
    assert codes(tmp_path, document) == ["signature", "unlinked"]


def test_an_entry_that_another_key_signed_is_of_another_key(tmp_path: Path) -> None:
    document = export_of()
    entries = document["chains"][0]["entries"]
    entries[2] = forged(entries[2], THEIRS, holder="6602991", key=key_of(THEIRS)["id"])
    document["keys"].append(key_of(THEIRS))
    assert codes(tmp_path, document) == ["other_key", "head_changed"]


def test_a_chain_of_another_site_is_of_another_key(tmp_path: Path) -> None:
    run = verify(tmp_path, export_of(THEIRS), "--key", OUR_KEY)
    assert run.exit_code == 1
    assert f"entry 1 names another key ({key_of(THEIRS)['id']}), which is none of those of the site" in run.output


def test_a_key_under_the_id_of_another_is_not_taken_for_it(tmp_path: Path) -> None:
    document = export_of(THEIRS)
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": [{**key_of(OURS), "id": key_of(THEIRS)["id"]}]}), encoding="utf-8")
    assert verify(tmp_path, document, "--key", str(keys)).exit_code == 1


@pytest.mark.parametrize(("dropped", "found"), [(0, ["missing"]), (1, ["missing"]), (2, ["missing_end"])])
def test_a_dropped_entry_is_missed(tmp_path: Path, dropped: int, found: list[str]) -> None:
    document = export_of()
    del document["chains"][0]["entries"][dropped]
    assert codes(tmp_path, document) == found


def test_a_dropped_last_entry_with_a_head_that_fits_is_not_signed(tmp_path: Path) -> None:
    document = export_of()
    shorter = headed(document["chains"][0]["entries"][:2], THEIRS)
    shorter["head"]["key"] = key_of(OURS)["id"]
    document["chains"] = [shorter]
    assert codes(tmp_path, document) == ["head"]


def test_an_older_head_with_the_entries_of_then_is_right_and_nothing_in_it_can_say_otherwise(tmp_path: Path) -> None:
    """What a chain cannot prove: that nothing came after it. The docs say so, and what a school does about it."""
    assert codes(tmp_path, export_of(steps=WAY[:2])) == []


def test_a_younger_entry_behind_an_older_head_is_found(tmp_path: Path) -> None:
    document, older = export_of(), export_of(steps=WAY[:2])
    document["chains"][0]["head"] = older["chains"][0]["head"]
    assert codes(tmp_path, document) == ["head_changed"]


def test_entries_in_another_order_are_said_to_be(tmp_path: Path) -> None:
    document = export_of()
    document["chains"][0]["entries"].reverse()
    assert codes(tmp_path, document) == ["order"]


def test_an_entry_twice_is_found(tmp_path: Path) -> None:
    document = export_of()
    entries = document["chains"][0]["entries"]
    entries.insert(1, copy.deepcopy(entries[1]))
    assert codes(tmp_path, document) == ["twice"]


def test_entries_of_another_record_do_not_pass_for_this_ones(tmp_path: Path) -> None:
    document = export_of()
    other = export_of(record="f" * 8)
    document["chains"][0]["entries"][1] = other["chains"][0]["entries"][1]
    assert "foreign" in codes(tmp_path, document)


def test_exchanged_bytes_are_found_though_every_signature_fits(tmp_path: Path) -> None:
    document = export_of()
    entries = document["chains"][0]["entries"]
    entries[2] = forged(entries[2], OURS, digest="e" * 64)
    document["chains"][0] = headed(entries, OURS)
    assert codes(tmp_path, document) == ["digest_changed"]


def test_another_file_is_not_taken_for_the_record(tmp_path: Path) -> None:
    record = tmp_path / "6812990_CTF_6814990_001.xml"
    record.write_bytes(b"<CTfile/>")
    document = export_of()
    assert codes(tmp_path, document, "--file", str(record)) == ["file"]
    entries = document["chains"][0]["entries"]
    digest = hashlib.sha256(b"<CTfile/>").hexdigest()
    run = verify(tmp_path, fitting(entries, digest), "--key", OUR_KEY, "--file", str(record))
    assert run.exit_code == 0
    assert "The file is the one that was sent." in run.output


def fitting(entries: list[dict], digest: str) -> dict:
    """Return a chain of these steps in which the file has another digest from its beginning."""
    document, previous, signed = export_of(), "0" * 64, []
    for entry in entries:
        signed.append(forged(entry, OURS, digest=digest, previous=previous))
        previous = signed[-1]["hash"]
    document["chains"] = [headed(signed, OURS)]
    return document


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is not JSON"),
        ("[]", "it is not a JSON object"),
        ("{}", "it is not a chain of custody of a form that is known here"),
        ('{"format": "handover-custody-1"}', "it is damaged"),
        ('{"format": "handover-custody-1", "site": "", "made_at": "", "keys": [], "chains": []}', "it holds no chain"),
        ("[" * 100_000, "it is not JSON"),
    ],
)
def test_what_is_no_export_ends_with_2_and_says_why(tmp_path: Path, text: str, why: str) -> None:
    run = verify(tmp_path, text)
    assert run.exit_code == 2
    assert f"custody.json: {why}" in run.stderr


def test_a_number_in_place_of_a_word_is_damage_and_no_crash(tmp_path: Path) -> None:
    for name, value in (("number", "1"), ("digest", 7), ("number", True), ("at", None)):
        document = export_of()
        document["chains"][0]["entries"][0][name] = value
        assert verify(tmp_path, document).exit_code == 2


def test_a_key_that_is_none_ends_with_2(tmp_path: Path) -> None:
    run = verify(tmp_path, export_of(), "--key", "no key")
    assert run.exit_code == 2
    assert "The key cannot be used: it holds no key" in run.stderr


def test_welsh_speakers_are_answered_in_welsh(tmp_path: Path) -> None:
    run = verify(tmp_path, export_of(), "--language", "cy", "--key", OUR_KEY)
    assert "Anfonwyd y ffeil" in run.output
    assert "Nid oes dim o'i le" in run.output


def in_words(folder: Path, text: str, *more: str) -> str:
    """What the command says of something that it cannot verify; it ends with 2 and no trace of a stack."""
    run = verify(folder, text, *(more or ("--key", OUR_KEY)))
    assert run.exit_code == 2
    assert isinstance(run.exception, SystemExit)
    return run.output.strip()


def test_a_value_that_stands_twice_shows_nobody_another_holder_than_the_one_that_is_verified(tmp_path: Path) -> None:
    text = json.dumps(export_of()).replace('"holder": "site"', '"holder": "6602991", "holder": "site"', 1)
    assert in_words(tmp_path, text).startswith("custody.json: a name stands in it twice")


@pytest.mark.parametrize("sign", ["\\ud800", "\\u001b[2K", "\\nNothing is wrong", "\\u202e"])
@pytest.mark.parametrize("place", [RECORD, "https://handover.example.org", "collect"])
def test_no_sign_of_a_file_that_somebody_made_writes_on_the_readers_screen(
    tmp_path: Path, sign: str, place: str
) -> None:
    text = json.dumps(export_of()).replace(f'"{place}"', f'"{sign}"')
    assert "signs that cannot be shown" in in_words(tmp_path, text)
    assert "nodau nad oes modd eu dangos" in in_words(tmp_path, text, "--language", "cy")


@pytest.mark.parametrize("number", ["0", "-3", "true", "NaN", "1e3", "9" * 30, "9" * 5000])
def test_what_is_no_number_of_an_entry_is_not_read(tmp_path: Path, number: str) -> None:
    in_words(tmp_path, json.dumps(export_of()).replace('"number": 3', f'"number": {number}', 1))


def test_the_chain_of_a_file_that_has_nothing_to_do_with_it_does_not_vouch_for_an_exchanged_file(
    tmp_path: Path,
) -> None:
    """Both chains are the site's. Put together by somebody else, they say of one record what is true of another."""
    record = tmp_path / "6812990_CTF_6814990_001.xml"
    record.write_bytes(b"<CTfile/>")
    other = export_of(record="f" * 8)["chains"][0]
    digest = hashlib.sha256(b"<CTfile/>").hexdigest()
    other["entries"] = [forged(other["entries"][0], OURS, digest=digest)]
    other = headed(other["entries"], OURS, "f" * 8)
    document = export_of()
    entry = forged(document["chains"][0]["entries"][0], OURS, kind="pupil", pupil=1)
    document["chains"] = [headed([entry], OURS) | {"kind": "pupil"}, other]
    assert codes(tmp_path, document, "--file", str(record)) == ["unrelated", "file"]


def test_a_chain_that_is_there_twice_is_not_counted_as_two_records(tmp_path: Path) -> None:
    document = export_of()
    document["chains"] *= 2
    assert codes(tmp_path, document) == ["chain_twice"]


def test_where_the_chain_that_a_record_came_from_was_left_out_it_says_so(tmp_path: Path) -> None:
    document = export_of()
    entry = forged(document["chains"][0]["entries"][0], OURS, parent="e" * 8, parent_hash="e" * 64)
    document["chains"] = [headed([entry], OURS)]
    run = verify(tmp_path, document, "--key", OUR_KEY)
    assert run.exit_code == 0
    assert f"{RECORD}: it came from the record {'e' * 8}, whose chain is not in this file." in run.output


@pytest.mark.parametrize(
    "given",
    [
        "",
        "keys.jsn",
        "a\0b",
        "a" * 5000,
        "/",
        '{"keys": [{"id": "a", "public": "abcd"}]}',
        '{"keys": {"id": "a"}}',
        "[]",
    ],
)
def test_what_is_no_key_is_said_to_be_none(tmp_path: Path, given: str) -> None:
    said = "The key cannot be used: it holds no key: neither 64 hexadecimal digits nor what the site publishes."
    assert in_words(tmp_path, json.dumps(export_of()), "--key", given) == said


def test_a_chain_does_not_vouch_for_itself_as_a_file_of_keys(tmp_path: Path) -> None:
    text = json.dumps(export_of(THEIRS))
    (tmp_path / "custody.json").write_text(text, encoding="utf-8")
    assert "cannot vouch for itself" in in_words(tmp_path, text, "--key", str(tmp_path / "custody.json"))


def test_a_key_of_the_file_itself_is_not_called_the_sites(tmp_path: Path) -> None:
    run = verify(tmp_path, export_of(THEIRS))
    assert "signed by one of the keys that the file names" in run.output
    assert "signed by the site's key" not in run.output


def test_programs_read_welsh_where_welsh_was_asked_for(tmp_path: Path) -> None:
    document = export_of()
    del document["chains"][0]["entries"][1]
    run = verify(tmp_path, document, "--json", "--language", "cy", "--key", OUR_KEY)
    assert json.loads(run.output)["problems"][0]["message"] == "mae eitem 2 ar goll"
