"""What is built holds everything that a site needs, is the same each time, and runs with what its extras name and no more."""

import gettext
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from email.message import Message
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.files import SIAN, ctf

ROOT = Path(__file__).resolve().parent.parent
PACKED = ("src", "tools", "pyproject.toml", "README.md", "LICENSE", ".gitignore", "package.json", "package-lock.json")
STYLES = "src/handover/portal/web/assets"
WELSH = "handover/portal/locale/cy/LC_MESSAGES/django.mo"
FAILING_NPM = '#!/bin/sh\n[ "$1" = --version ]\n'
FETCHING_NPM = """#!/bin/sh
[ "$1" = --version ] && exit
mkdir -p node_modules/govuk-frontend/dist/govuk
for end in css js; do cp {styles}/govuk-frontend.$end node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.$end; done
"""
IMPORT_ALL = """
import importlib, pkgutil, sys
for name in sys.argv[1:]:
    package = importlib.import_module(f"handover.{name}")
    for found in pkgutil.walk_packages(package.__path__, f"handover.{name}."):
        importlib.import_module(found.name)
"""


def fresh_clone(folder: Path) -> Path:
    """A checkout as git gives it: without styles, without compiled Welsh."""
    made = shutil.ignore_patterns("*.pyc", "__pycache__", "*.mo", "assets")
    for name in PACKED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=made)
        else:
            folder.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, folder)
    (folder / ".npmrc").touch()
    return folder


def build(checkout: Path, *wanted: str, npm: str = FAILING_NPM) -> subprocess.CompletedProcess[str]:
    """Build in a checkout, with this npm and no other."""
    bin_folder = checkout.parent / f"{checkout.name}-bin"
    bin_folder.mkdir(exist_ok=True)
    (bin_folder / "npm").write_text(npm)
    (bin_folder / "npm").chmod(0o755)
    command = [sys.executable, "-m", "hatchling", "build", "-d", "out", *wanted]
    path = f"{bin_folder}:/usr/bin:/bin"
    return subprocess.run(command, cwd=checkout, env={**os.environ, "PATH": path}, capture_output=True, text=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel and a source archive from a fresh clone, on a machine that has an npm."""
    checkout = fresh_clone(tmp_path_factory.mktemp("built") / "clone")
    done = build(checkout, npm=FETCHING_NPM.format(styles=ROOT / STYLES / "govuk"))
    assert done.returncode == 0, done.stderr
    return checkout / "out"


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


def test_a_wheel_from_a_fresh_clone_holds_every_file_of_the_package_and_what_git_does_not_keep(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    source = {str(path.relative_to(ROOT / "src")) for path in (ROOT / "src" / "handover").rglob("*") if path.is_file()}
    wanted = {name for name in source if not name.endswith(".pyc") and "/assets/" not in name}
    styles = {f"handover/portal/web/assets/govuk/govuk-frontend.{end}" for end in ("css", "js")}
    assert (wanted | styles | {WELSH}) - held == set()
    assert {name.partition("/")[0] for name in held} == {"handover", f"handover-{wheel.name.split('-')[1]}.dist-info"}


def test_the_welsh_in_a_wheel_is_the_catalogues_and_the_same_on_any_day(wheel: Path) -> None:
    with zipfile.ZipFile(wheel).open(WELSH) as file:
        welsh = gettext.GNUTranslations(file)
    assert welsh.gettext("Sign in") == "Mewngofnodi"
    assert (welsh.info()["pot-creation-date"], welsh.info()["po-revision-date"]) == ("2020-01-01 00:00+0000",) * 2


def test_a_wheel_from_a_source_archive_is_the_same_to_the_byte_without_any_npm(wheel: Path, tmp_path: Path) -> None:
    (archive,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        # The first releases of Python 3.11 know no filters.
        opened.extraction_filter = getattr(tarfile, "data_filter", None)  # type: ignore[assignment]
        opened.extractall(tmp_path)
    (unpacked,) = tmp_path.iterdir()
    done = build(unpacked, "-t", "wheel")
    assert done.returncode == 0, done.stderr
    (again,) = (unpacked / "out").glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()


def test_a_build_that_cannot_have_the_styles_stops_with_a_sentence(tmp_path: Path) -> None:
    checkout = fresh_clone(tmp_path / "clone")
    done = build(checkout, "-t", "wheel")
    assert done.returncode == 1
    assert "Nothing was built: the site's styles are not there" in done.stderr
    assert "make site" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(checkout.glob("out/*.whl")) == []


def test_styles_of_another_release_are_fetched_anew(tmp_path: Path) -> None:
    checkout = fresh_clone(tmp_path / "clone")
    shutil.copytree(ROOT / STYLES, checkout / STYLES)
    old = checkout / STYLES / "govuk" / "govuk-frontend.css"
    old.write_text(re.sub(r'frontend-version:"[^"]+"', 'frontend-version:"5.0.0"', old.read_text()))
    assert build(checkout, "-t", "wheel").returncode == 1


def needed(wheel: Path, extra: str = "") -> set[str]:
    """The distributions that an installation with this extra brings, those that they need too."""
    found: set[str] = set()
    waiting = requirements_of(str(wheel), extra)
    while waiting:
        name, extras = waiting.pop()
        found.add(name)
        waiting += [each for each in requirements_of(name, extras) if each[0] not in found]
    return found


def requirements_of(name: str, extras: str) -> list[tuple[str, str]]:
    """What a distribution, or a wheel, needs with these extras on this machine: names, each with the extras of its own."""
    lines = metadata_of(Path(name)).get_all("Requires-Dist") if name.endswith(".whl") else distribution(name).requires
    found = [Requirement(line) for line in lines or ()]
    return [
        (canonicalize_name(each.name), ",".join(each.extras))
        for each in found
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras.split(","))
    ]


def metadata_of(wheel: Path) -> Message:
    """What a wheel says of itself."""
    name = "-".join(wheel.name.split("-")[:2])
    return message_from_bytes(zipfile.ZipFile(wheel).read(f"{name}.dist-info/METADATA"))


def install(wheel: Path, folder: Path, extra: str = "") -> dict[str, str]:
    """Lay the wheel and what it needs into a folder; return an environment in which Python sees nothing else."""
    zipfile.ZipFile(wheel).extractall(folder)
    for name in needed(wheel, extra):
        for file in distribution(name).files or ():
            top = file.parts[0]
            if top != ".." and not (folder / top).exists():
                (folder / top).symlink_to(Path(str(distribution(name).locate_file(top))))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HANDOVER_", "DATABASE_URL"))}
    return {**kept, "PYTHONPATH": str(folder)}


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-S", "-m", "handover", *words]  # -S: nothing of the environment that runs the tests
    return subprocess.run(command, env=environment, cwd=environment["PYTHONPATH"], capture_output=True, text=True)


def test_the_libraries_come_without_the_site(wheel: Path, tmp_path: Path) -> None:
    assert needed(wheel) - {"colorama"} == {"lxml", "click", "httptools", "xlsxwriter"}
    environment = install(wheel, tmp_path)
    (tmp_path / "6812990_CTF_6814990_001.xml").write_bytes(ctf("6812990", "6814990", [SIAN]))
    checked = run(environment, "ctf", "check", "6812990_CTF_6814990_001.xml")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert run(environment, "ctf", "show", "--xlsx", "it.xlsx", "6812990_CTF_6814990_001.xml").returncode == 0
    assert run(environment, "sif", "sample", "--learners", "1", "--days", "0").returncode == 0
    assert run(environment, "agent", "--help").returncode == 0
    libraries = [name for name in ("ctf", "sif", "agent", "bridge") if (ROOT / "src" / "handover" / name).is_dir()]
    imported = subprocess.run([sys.executable, "-S", "-c", IMPORT_ALL, *libraries], env=environment)
    assert imported.returncode == 0


def test_a_command_whose_extra_is_not_installed_says_in_a_sentence_which_to_install(
    wheel: Path, tmp_path: Path
) -> None:
    said = run(install(wheel, tmp_path), "manage", "migrate")
    assert said.returncode == 1
    assert said.stderr == "Error: This command needs django, which is not installed: pip install 'handover[site]'\n"


def test_the_client_and_its_commands_come_without_the_site(wheel: Path, tmp_path: Path) -> None:
    environment = install(wheel, tmp_path)
    said = run(environment, "inbox")
    assert said.stderr == "Error: This command needs httpx, which is not installed: pip install 'handover[client]'\n"
    assert {"django", "cryptography"}.isdisjoint(needed(wheel, "client"))
    environment = install(wheel, tmp_path / "with", "client")
    assert run({**environment, "XDG_CONFIG_HOME": str(tmp_path)}, "inbox").returncode == 2
    imported = subprocess.run([sys.executable, "-S", "-c", IMPORT_ALL, "client", "cli.mailbox"], env=environment)
    assert imported.returncode == 0


def test_the_site_comes_without_the_matching_by_a_census(wheel: Path, tmp_path: Path) -> None:
    assert needed(wheel, "site") & {"splink", "duckdb", "pyarrow", "pyspark"} == set()
    environment = {**install(wheel, tmp_path, "site"), "HANDOVER_MODE": "demo"}
    checked = run(environment, "manage", "check", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr


def test_the_command_says_its_version(wheel: Path, tmp_path: Path) -> None:
    import handover

    said = run(install(wheel, tmp_path), "--version")
    assert (handover.__version__, said.stdout) == (
        wheel.name.split("-")[1],
        f"handover, version {handover.__version__}\n",
    )
