"""How the text of an environment variable is read; a ValueError says what was expected."""

import base64
import re
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from handover.common.clamd_addresses import BadClamdAddress, ClamdAddress, read_clamd_address
from handover.common.databases import BadDatabase, read_database_address
from handover.common.mail_servers import BadMailServer, read_mail_server
from handover.common.s3_addresses import SCHEME, BadS3Address, S3Address, read_s3_address
from handover.common.text import Text
from handover.ctf.filename import describe_form
from handover.matching import spark


class Unfit(ValueError):
    """A setting cannot be read; the text is a sentence that says why, and what it should be."""


def parse_flag(text: str) -> bool:
    """Read yes or no."""
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError("yes or no")


def parse_list(text: str) -> tuple[str, ...]:
    """Read a list separated by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def parse_positive(text: str) -> int:
    """Read a whole number above nought."""
    number = parse_whole(text)
    if number is None or number < 1:
        raise ValueError("a whole number above nought")
    return number


def parse_whole_number(text: str) -> int:
    """Read a whole number, nought among them."""
    number = parse_whole(text)
    if number is None:
        raise ValueError("a whole number")
    return number


def parse_whole(text: str) -> int | None:
    """Read a whole number, None for a text that is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def parse_weekday(text: str) -> int:
    """Read a day of the working week, 1 for Monday to 5 for Friday."""
    number = parse_whole(text)
    if number is None or not 1 <= number <= 5:
        raise ValueError("a number from 1 (Monday) to 5 (Friday)")
    return number


def parse_key(text: str) -> bytes:
    """Read a 256-bit key in base 64."""
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError:
        value = b""
    if len(value) != 32:
        raise ValueError("32 bytes in base 64, with nothing before or behind them")
    return value


def parse_optional_key(text: str) -> bytes | None:
    """Read a 256-bit key in base 64; empty for none."""
    return parse_key(text) if text else None


def parse_database_url(text: str) -> str:
    """Read the address of a database."""
    try:
        read_database_address(text)
    except BadDatabase as fault:
        raise Unfit(str(fault)) from None
    return text


def parse_optional_database_url(text: str) -> str:
    """Read the address of another database; empty for none."""
    return parse_database_url(text) if text else ""


def parse_zone_databases(text: str) -> Mapping[str, str]:
    """Read the further databases of zones, NAME=ADDRESS separated by blanks; empty for none."""
    found: dict[str, str] = {}
    for number, pair in enumerate(text.split(), 1):
        name, equals, url = pair.partition("=")
        # An address may hold a password, so what cannot be read is named by its place.
        if not equals or not re.fullmatch(r"[a-z][a-z0-9]{0,29}", name) or name == "own":
            raise Unfit(
                f"number {number} of its databases is not NAME=ADDRESS, with a NAME of up to 30 small letters and digits, "
                "such as north=postgresql://USER:PASSWORD@HOST/NAME; `own` is the site's own database"
            )
        if name in found:
            raise Unfit(f"{name} stands twice in it: give each database a name of its own")
        found[name] = parse_database_url(url)
    if len(set(found.values())) < len(found):
        raise Unfit("two of its names lead to the same database: leave one of them out")
    return found


def parse_mail_url(text: str) -> str:
    """Read the address of a mail server; empty for none."""
    try:
        if text:
            read_mail_server(text)
    except BadMailServer as fault:
        raise Unfit(str(fault)) from None
    return text


def parse_absolute_path(text: str) -> Path:
    """Read a path of this machine."""
    return Path(text).absolute()


def parse_files_place(text: str) -> Path | S3Address:
    """Read where files are stored: a folder of this machine, or s3://BUCKET/PREFIX."""
    if not text.startswith(SCHEME):
        return parse_absolute_path(text)
    if find_spec("boto3") is None:
        raise Unfit("files in a bucket need a library more: pip install 'handover[s3]'")
    try:
        return read_s3_address(text)
    except BadS3Address as fault:
        raise Unfit(str(fault)) from None


def parse_optional_files_place(text: str) -> Path | S3Address | None:
    """Read where files were stored; empty for nowhere else."""
    return parse_files_place(text) if text else None


def parse_clamd_address(text: str) -> ClamdAddress | None:
    """Read where the virus scanner is; empty for none."""
    try:
        return read_clamd_address(text) if text else None
    except BadClamdAddress as fault:
        raise Unfit(str(fault)) from None


def parse_days(text: str) -> int:
    """Read a whole number of days, 0 for no limit."""
    number = parse_whole(text)
    if number is None:
        raise ValueError("a whole number")
    return number


def parse_optional_path(text: str) -> Path | None:
    """Read the path of a file; empty for none."""
    return parse_absolute_path(text) if text else None


def parse_networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Read a list of networks, such as 10.20.0.0/16."""
    try:
        return tuple(ip_network(part) for part in parse_list(text))
    except ValueError as fault:
        raise ValueError(f"networks such as 10.20.0.0/16, separated by commas ({fault})") from None


def parse_ports(text: str) -> tuple[int, ...]:
    """Read a list of ports."""
    numbers = [parse_whole(part) for part in parse_list(text)]
    ports = tuple(number for number in numbers if number is not None and 0 < number < 65_536)
    if not ports or len(ports) != len(numbers):
        raise ValueError("ports from 1 to 65535, such as 443, separated by commas")
    return ports


def parse_choice(*choices: str) -> Callable[[str], str]:
    """Return how to read a choice."""

    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(" or ".join(choices))
        return text

    return read


def parse_percent(text: str) -> int:
    """Read a whole number from 0 to 100."""
    number = parse_whole(text)
    if number is None or number > 100:
        raise ValueError("a whole number from 0 to 100")
    return number


def parse_traces_address(text: str) -> str:
    """Read where traces go: an address of HTTP, if what making them needs is installed; empty for nowhere."""
    if not text:
        return ""
    if not text.startswith(("http://", "https://")):
        raise ValueError("an address such as http://127.0.0.1:4318/v1/traces")
    if find_spec("opentelemetry") is None or find_spec("opentelemetry.exporter") is None:
        raise Unfit("what makes traces is not installed: pip install 'handover[traces]'")
    return text


def parse_matching_backend(text: str) -> str:
    """Read where a matching is done: `duckdb`, or `spark` if what that needs is installed."""
    backend = parse_choice("duckdb", "spark")(text)
    if backend == "spark" and not spark.installed():
        raise ValueError(f"duckdb; for spark, {spark.HOW}")
    return backend


def parse_file_names(text: str) -> tuple[str, ...]:
    """Read a list of file names with {source}, {destination} and {number} in them."""
    written = parse_list(text)
    for name in written:
        describe_form("", name, Text("", ""))
    return written


parse_mode = parse_choice("production", "demo")
