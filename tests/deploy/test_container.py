"""The files for containers: what is copied is there, what is started exists, nothing runs as root or may write to its root."""

import json
import re
import subprocess
import sys
from pathlib import Path

import yaml

from handover.portal.config import SETTINGS
from tests.commands import exists_command

ROOT = Path(__file__).resolve().parents[2]
CONTAINER = ROOT / "src" / "handover" / "deploy" / "container"
NAMES = {setting.name for setting in SETTINGS}


def steps(instruction: str) -> list[str]:
    text = re.sub(r"\\\n", " ", (CONTAINER / "Containerfile").read_text())
    return re.findall(rf"^{instruction} +(.+)$", text, re.M)


def compose() -> dict:
    return yaml.safe_load((CONTAINER / "compose.yaml").read_text())


def ours() -> dict[str, dict]:
    return {name: each for name, each in compose()["services"].items() if each["image"].startswith("handover:")}


def test_the_image_is_built_of_what_lies_beside_the_file() -> None:
    assert steps("COPY") == [
        "image.txt handover-*.whl ./",
        "slim.py ./",
        "--from=build /opt/handover /opt/handover",
    ]
    assert (CONTAINER / "slim.py").is_file()
    assert (ROOT / "requirements" / "image.txt").is_file()


def test_what_the_image_installs_is_pinned_as_elsewhere_and_holds_no_matching() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(
            re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", (ROOT / "requirements" / f"{name}.txt").read_text(), re.M)
        )

    image, elsewhere = pins("image"), pins("site") | pins("s3")
    assert len(image) == 51
    assert image.items() <= elsewhere.items()
    assert {"django", "boto3", "psycopg"} <= image.keys()
    assert {"splink", "duckdb", "pyarrow", "hatchling"} & image.keys() == set()


def test_the_image_runs_the_site_as_an_account_without_rights_and_asks_whether_it_lives() -> None:
    assert steps("USER") == ["10001:10001"]
    assert steps("ENTRYPOINT") == ['["handover"]']
    (words,) = steps("CMD")
    assert exists_command(json.loads(words))
    (health,) = steps("HEALTHCHECK")
    assert "/healthz" in health
    program = json.loads(health.partition(" CMD ")[2])
    assert program[:2] == ["python", "-c"]
    compile(program[2], "the health check", "exec")
    (settings,) = steps("ENV")
    assert set(re.findall(r"(HANDOVER_\w+)=", settings)) <= NAMES
    assert "CREDENTIALS_DIRECTORY=/run/secrets" in settings


def test_images_are_called_by_names_that_any_mirror_has() -> None:
    images = [each["image"] for each in compose()["services"].values()] + re.findall(
        r"^ARG PYTHON=(.+)$", (CONTAINER / "Containerfile").read_text(), re.M
    )
    assert len(images) == 7
    assert [name for name in images if "." in name.partition("/")[0].partition(":")[0]] == []


def test_no_service_of_ours_may_write_to_its_root_or_gain_rights() -> None:
    assert set(ours()) == {"migrate", "site", "worker"}
    for name, service in ours().items():
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"]), name
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert exists_command(service["command"])
        assert set(service["secrets"]) <= NAMES
        assert set(service["environment"]) <= NAMES


def test_secrets_are_files_and_every_one_that_is_asked_for_is_named() -> None:
    told = compose()
    asked = {secret for each in told["services"].values() for secret in each.get("secrets", [])}
    assert asked == set(told["secrets"])
    assert all(each["file"] == f"./secrets/{name}" for name, each in told["secrets"].items())
    assert not re.search(r"PASSWORD: (?!\{)\S", (CONTAINER / "compose.yaml").read_text())


def test_the_database_and_the_store_have_no_way_out() -> None:
    told = compose()
    assert told["networks"]["inside"]["internal"] is True
    assert [told["services"][name]["networks"] for name in ("database", "store")] == [["inside"], ["inside"]]
    assert [name for name, each in told["services"].items() if "ports" in each] == ["proxy"]


def test_the_proxy_does_what_the_page_about_installing_asks_of_it() -> None:
    def directives(text: str) -> set[str]:
        lines = (re.sub(r"\s+", " ", line.partition("#")[0]).strip() for line in text.splitlines())
        return {line for line in lines if line.endswith(";") and not line.startswith(("proxy_pass", "ssl_certificate"))}

    page = (ROOT / "docs" / "operator" / "install.md").read_text()
    block, _several_servers = re.findall(r"^```nginx\n(.*?)^```", page, re.S | re.M)
    assert directives(block) - directives((CONTAINER / "nginx.conf").read_text()) == set()


def test_what_a_site_in_a_container_never_uses_is_removed_and_nothing_else(tmp_path: Path) -> None:
    packages = tmp_path / "lib" / "python3.13" / "site-packages"
    stay = [
        "babel/locale-data/cy_GB.dat",
        "django/conf/locale/en/django.mo",
        "botocore/data/s3/api.json",
        "handover/main.py",
    ]
    go = ["babel/locale-data/fr.dat", "django/conf/locale/fr/django.mo", "botocore/data/ec2/api.json", "pip/main.py"]
    for name in (*stay, *go):
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_text("x" * 1000)
    subprocess.run([sys.executable, str(CONTAINER / "slim.py"), str(tmp_path)], check=True, capture_output=True)
    assert [str(path.relative_to(packages)) for path in sorted(packages.rglob("*")) if path.is_file()] == sorted(stay)
