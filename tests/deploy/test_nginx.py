"""nginx loads what the documents give it; where there is no nginx, nobody says so."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import trustme

from handover.cli.server import free_port

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "operator" / "install.md"
CONTAINER = ROOT / "src" / "handover" / "deploy" / "container" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def block_with(word: str) -> str:
    blocks = re.findall(r"^```nginx\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    (block,) = [block for block in blocks if word in block]
    return block


@pytest.mark.skipif(NGINX is None, reason="there is no nginx on this machine")
@pytest.mark.parametrize(
    "written",
    [block_with("ssl_certificate"), block_with("upstream"), CONTAINER.read_text(encoding="utf-8")],
    ids=["the page's", "two servers", "the container's"],
)
def test_nginx_loads_the_file_as_it_is_written(written: str, tmp_path: Path) -> None:
    certificate = trustme.CA().issue_cert("transfer.example.org")
    certificate.cert_chain_pems[0].write_to_path(tmp_path / "site.pem")
    certificate.private_key_pem.write_to_path(tmp_path / "site.key")
    written = re.sub(r"(ssl_certificate +)\S+;", rf"\1{tmp_path}/site.pem;", written)
    written = re.sub(r"(ssl_certificate_key +)\S+;", rf"\1{tmp_path}/site.key;", written)
    written = re.sub(r"listen \d+", lambda _: f"listen 127.0.0.1:{free_port()}", written)  # -t opens them
    folders = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    settings = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {folders}\n{written}\n}}"
    (tmp_path / "nginx.conf").write_text(settings, encoding="utf-8")
    done = subprocess.run(
        [str(NGINX), "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr
