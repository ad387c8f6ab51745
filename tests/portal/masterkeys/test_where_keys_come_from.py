"""The master key from the environment, a file, a program that prints it, and a program that keeps it."""

import base64
import sys
from pathlib import Path

import pytest

from handover.common.keyring import LocalKey
from handover.portal.configuration.held_key import HeldKey, KeyHolderAway
from handover.portal.configuration.master_keys import parse_master_key, parse_optional_master_key
from handover.portal.configuration.parsing import Unfit
from handover.portal.transfers.vault import read_sealed
from tests.files import send
from tests.master_keys import NEW_KEY, changer

__all__ = ["changer"]
IN_BASE_64 = base64.b64encode(NEW_KEY).decode()
HOLDER = f"""
import base64, hashlib, hmac, json, sys
for number, line in enumerate(sys.stdin):
    purpose = base64.b64decode(json.loads(line)["derive"])
    key = hmac.digest({NEW_KEY!r}, purpose, "sha256")
    print(json.dumps({{"key": base64.b64encode(key).decode()}}), flush=True)
    if number == int(sys.argv[1]):
        break
"""


@pytest.fixture
def holder(tmp_path: Path) -> Path:
    """A program that keeps the key, as one before a security module would; it ends after so many answers."""
    place = tmp_path / "holder.py"
    place.write_text(HOLDER)
    return place


def test_a_key_comes_from_the_setting_a_file_or_a_program_that_prints_it(tmp_path):
    place = tmp_path / "key"
    place.write_text(IN_BASE_64 + "\n")
    assert parse_master_key(IN_BASE_64) == NEW_KEY
    assert parse_master_key(f"file:{place}") == NEW_KEY
    assert parse_master_key(f"command:cat '{place}'") == NEW_KEY
    assert parse_optional_master_key("") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("file:/nowhere/key", "/nowhere/key of the key cannot be read: No such file"),
        ("command:/nowhere/program", "cannot be run"),
        (f"command:{sys.executable} -c 'raise SystemExit(3)'", "exit code 3"),
        ("command:", "behind the colon"),
        ("held:'", "behind the colon"),
        ("command:echo short", "32 bytes in base 64"),
    ],
)
def test_what_gives_no_key_is_said_without_a_word_of_the_key(text, words):
    with pytest.raises(ValueError, match=words) as met:
        parse_master_key(text)
    assert isinstance(met.value, Unfit) or "short" not in str(met.value)


def test_a_kept_key_is_asked_once_a_purpose_and_its_program_may_end_in_between(holder):
    key = HeldKey((sys.executable, str(holder), "0"))
    first = key.derive(b"one")
    assert (len(first), key.derive(b"one"), key.derive(b"two") != first) == (32, first, True)
    again = HeldKey((sys.executable, str(holder), "9"))
    assert (again.derive(b"one"), again.key_id, again.wrapping) == (first, key.key_id, key.wrapping)
    assert key.key_id != LocalKey(NEW_KEY).key_id
    key.close()
    again.close()


@pytest.mark.parametrize("answer", ["print('{}')", "print('no json')", "pass", 'print(\'{"key": "AAAA"}\')'])
def test_a_program_that_gives_no_key_gives_a_reason_and_no_other_key(answer):
    key = HeldKey((sys.executable, "-c", f"import sys\nsys.stdin.readline()\n{answer}"))
    with pytest.raises(KeyHolderAway):
        key.derive(b"one")
    key.close()
    with pytest.raises(KeyHolderAway, match="No such file"):
        HeldKey(("/nowhere/program",)).derive(b"one")


@pytest.mark.django_db
def test_a_site_comes_from_its_own_key_under_one_that_is_kept_elsewhere(cast, changer, holder):
    before = send(cast.alis, "6814990").transfer.sealed
    key = HeldKey((sys.executable, str(holder), "99"))
    changer.begin(key)
    after = send(cast.alis, "6814990", number=2, note="later").transfer.sealed
    changer.finish()
    for sealed in (before, after):
        sealed.refresh_from_db()
        assert b"".join(read_sealed(sealed)).startswith(b"<?xml")
        assert bytes(sealed.wrapped_key)[:1] == b"\x02"
    key.close()
