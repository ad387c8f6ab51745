"""Files and folders that are their owner's alone, and those that were there before."""

import os
from pathlib import Path

from handover.common.private import close_to_others, keep_to_oneself, private_file, private_folder


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_folders_that_are_missing_are_made_for_the_owner_alone_and_the_others_stay(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    private_folder(tmp_path / "site" / "files")
    assert [rights(each) for each in (tmp_path, tmp_path / "site", tmp_path / "site" / "files")] == [
        0o755,
        0o700,
        0o700,
    ]
    (tmp_path / "site").chmod(0o750)
    private_folder(tmp_path / "site" / "files")
    private_folder(tmp_path / "site" / "more")
    assert [rights(tmp_path / "site"), rights(tmp_path / "site" / "more")] == [0o750, 0o700]


def test_a_file_is_made_for_the_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with open(tmp_path / "kept", "w", opener=private_file) as kept:
            kept.write("x")
        keep_to_oneself()
        (tmp_path / "plain").touch()
        (tmp_path / "folder").mkdir()
    finally:
        os.umask(before)
    assert [rights(tmp_path / each) for each in ("kept", "plain", "folder")] == [0o600, 0o600, 0o700]


def test_a_database_and_what_lies_beside_it_is_closed_to_others(tmp_path: Path) -> None:
    beside = [tmp_path / f"site.sqlite3{end}" for end in ("", "-wal", "-shm", "-journal")]
    for path in beside:
        path.touch()
        path.chmod(0o666)
    (tmp_path / "site.sqlite3-other").touch()
    (tmp_path / "site.sqlite3-other").chmod(0o644)
    close_to_others(tmp_path / "site.sqlite3")
    close_to_others(tmp_path / "nothing.sqlite3")
    assert [rights(path) for path in beside] == [0o600] * 4
    assert rights(tmp_path / "site.sqlite3-other") != 0o600
