import json

from click.testing import CliRunner

from handover.cli.main import main


def test_right_numbers_end_with_0() -> None:
    run = CliRunner().invoke(main, ["upn", "check", "B681299003017", "K30249912501A"])
    assert run.exit_code == 0
    assert run.output.splitlines() == [
        "B681299003017: A correct UPN.",
        "K30249912501A: A correct temporary UPN.",
    ]


def test_a_wrong_letter_ends_with_1_and_the_right_one_is_said() -> None:
    run = CliRunner().invoke(main, ["upn", "check", "B681299003017", "Q207000016049"])
    assert run.exit_code == 1
    assert "Q207000016049: The check letter should be P, not Q" in run.output


def test_no_number_at_all_ends_with_2() -> None:
    run = CliRunner().invoke(main, ["upn", "check"])
    assert run.exit_code == 2
    assert "Missing argument" in run.output


def test_small_letters_and_blanks_are_taken_as_meant() -> None:
    assert CliRunner().invoke(main, ["upn", "check", " b681299003017 "]).exit_code == 0


def test_welsh_speakers_are_answered_in_welsh() -> None:
    run = CliRunner().invoke(main, ["upn", "check", "--language", "cy", "Q207000016049"])
    assert "Dylai'r llythyren wirio fod yn P, nid Q" in run.output


def test_programs_get_one_json_object_a_line() -> None:
    run = CliRunner().invoke(main, ["upn", "check", "--json", "Q207000016049", "nonsense"])
    verdicts = [json.loads(line) for line in run.output.splitlines()]
    assert run.exit_code == 1
    assert verdicts[0] == {
        "upn": "Q207000016049",
        "correct": False,
        "form": "permanent",
        "expected_letter": "P",
        "la": "207",
        "la_known": True,
        "message": "The check letter should be P, not Q: a character was mistyped.",
    }
    assert (verdicts[1]["form"], verdicts[1]["expected_letter"]) == ("malformed", None)
