"""What is installed is known: version, hash, licence; and a file of advisories says what is wrong with it."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.advisories import find_vulnerable, read_advisories, say_advisory
from tools.licences import PAGE, SITE, NoLicence, licence_of, write_licences
from tools.locked import Locked, read_list, read_lists
from tools.sbom import write_bill

ROOT = Path(__file__).resolve().parents[2]
DJANGO = Locked("PyPI", "django", "5.2.19", ())


def advisory(*events: dict[str, str], **changes: object) -> dict[str, object]:
    affected = {"package": {"ecosystem": "PyPI", "name": "Django"}, "ranges": [{"type": "ECOSYSTEM", "events": events}]}
    said = {"id": "GHSA-1", "aliases": ["CVE-2026-1"], "summary": "A hole", "affected": [affected]}
    return {**said, **changes}


def found(*advisories: dict[str, object]) -> list[str]:
    return [say_advisory(*each) for each in find_vulnerable([DJANGO], advisories)]


def test_everything_that_is_locked_has_a_hash_and_stands_once() -> None:
    every = [each for group in read_lists().values() for each in group]
    assert [each.name for each in every if not each.hashes] == []
    assert len({each.purl for each in every}) == len(every) > 80


def test_a_list_is_read_with_its_hashes_and_marks() -> None:
    text = (
        f"tz_data==2026.6 ; sys_platform == 'win32' \\\n    --hash=sha256:{'a' * 64} \\\n    --hash=sha256:{'b' * 64}\n"
    )
    hashes = (("SHA-256", "a" * 64), ("SHA-256", "b" * 64))
    assert list(read_list(text)) == [Locked("PyPI", "tz-data", "2026.6", hashes)]


def test_a_site_is_made_of_nothing_whose_licence_asks_for_our_code() -> None:
    for package in read_lists()["site"]:
        joined = licence_of(package).replace(" AND ", " OR ")
        assert set(joined.split(" OR ")) <= set(SITE), package


def test_a_package_without_a_known_licence_is_named_with_what_to_do() -> None:
    with pytest.raises(NoLicence, match=r"nothing 1\.0 names no licence: read its texts"):
        licence_of(Locked("PyPI", "nothing", "1.0", ()))


def test_the_page_of_licences_is_what_is_locked() -> None:
    assert PAGE.read_text(encoding="utf-8") == write_licences()
    assert re.search(r"^\| `psycopg` \| [\d.]+ \| LGPL-3\.0-only \|$", write_licences(), re.M)


def test_the_bill_of_materials_names_each_package_with_version_hash_licence_and_needs() -> None:
    bill = json.loads(write_bill())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    parts = {each["name"]: each for each in bill["components"]}
    assert set(parts) == {each.name for each in read_lists()["site"]}
    assert parts["lxml"]["purl"] == f"pkg:pypi/lxml@{parts['lxml']['version']}"
    assert parts["lxml"]["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    assert parts["cryptography"]["licenses"] == [{"expression": "Apache-2.0 OR BSD-3-Clause"}]
    assert parts["govuk-frontend"]["hashes"][0]["alg"] == "SHA-512"
    needs = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    assert parts["asgiref"]["bom-ref"] in needs[parts["django"]["bom-ref"]]
    assert parts["asgiref"]["bom-ref"] not in needs[bill["metadata"]["component"]["bom-ref"]]
    assert parts["splink"]["bom-ref"] in needs[bill["metadata"]["component"]["bom-ref"]]
    assert set(needs) == {each["bom-ref"] for each in [*bill["components"], bill["metadata"]["component"]]}
    assert write_bill() == write_bill()


@pytest.mark.parametrize(
    ("events", "affected"),
    [
        ([{"introduced": "0"}, {"fixed": "5.2.20"}], True),
        ([{"introduced": "0"}, {"fixed": "5.2.19"}], False),
        ([{"introduced": "5.2.19"}], True),
        ([{"introduced": "6.0"}], False),
        ([{"introduced": "5.2"}, {"last_affected": "5.2.19"}], True),
        ([{"introduced": "5.2"}, {"last_affected": "5.2.18"}], False),
        ([{"introduced": "4.2"}, {"fixed": "4.2.30"}, {"introduced": "5.2"}, {"fixed": "5.2.21"}], True),
        ([{"introduced": "nobody's"}, {"fixed": "nor-this"}], True),
    ],
)
def test_an_advisory_is_told_for_the_versions_that_it_names(events: list[dict[str, str]], affected: bool) -> None:
    assert bool(found(advisory(*events))) is affected


def test_a_finding_says_what_it_is_and_what_mends_it() -> None:
    line = "django 5.2.19: GHSA-1 (CVE-2026-1): A hole; mended in 5.2.20"
    assert found(advisory({"introduced": "0"}, {"fixed": "5.2.20"})) == [line]
    assert found(advisory({"introduced": "0"}))[0].endswith("no version mends it yet")
    listed = {"package": {"ecosystem": "PyPI", "name": "django"}, "versions": ["5.2.19"]}
    assert found(advisory(affected=[listed]))


def test_an_advisory_that_was_withdrawn_or_is_about_another_registry_is_not_told() -> None:
    every = {"introduced": "0"}
    assert found(advisory(every, withdrawn="2026-01-01T00:00:00Z")) == []
    other = {"package": {"ecosystem": "npm", "name": "django"}, "ranges": [{"type": "SEMVER", "events": [every]}]}
    assert found(advisory(affected=[other])) == []


def test_advisories_are_read_from_a_file_a_list_a_folder_and_a_zip(tmp_path: Path) -> None:
    one, two = advisory(id="A"), advisory(id="B")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "one.json").write_text(json.dumps(one))
    (tmp_path / "folder" / "list.json").write_text(json.dumps([two]))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("A.json", json.dumps(one))
    names = {path: [each["id"] for each in read_advisories(tmp_path / path)] for path in ("folder", "all.zip")}
    assert names == {"folder": ["B", "A"], "all.zip": ["A"]}


def test_the_command_ends_with_one_for_a_finding_nought_for_none_and_two_for_no_advisory(tmp_path: Path) -> None:
    for name, text, code, words in (
        ("hole.json", json.dumps(advisory({"introduced": "0"})), 1, "1 found."),
        ("none.json", json.dumps(advisory({"introduced": "99"})), 0, "0 found."),
        ("other.json", '{"name": "no advisory"}', 2, "no advisory in the form of OSV"),
    ):
        (tmp_path / name).write_text(text)
        command = [sys.executable, "-m", "tools.advisories", str(tmp_path / name)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert (done.returncode, words in done.stdout + done.stderr) == (code, True), done
