"""How a zone behaves where the specification leaves it open or an operator may choose: one table, read by all.

A rule whose `section` begins with U was left unconfirmed by the infrastructure reference (its section 15); it is a setting
so that a zone can be brought into line with what its agents expect.
"""

from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Final, Literal

from handover.common.text import Text

Checking = Literal["off", "warn", "refuse"]
Policy = Literal["closed", "open"]
VERSIONS: Final = ("2.0r1", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6")
"""The infrastructure versions of SIF UK 1.0 to 2.0 (section 0.1)."""


def zone_rule(default: Any, en: str, cy: str, section: str = "", choices: tuple[str, ...] = ()) -> Any:
    """Return one row of the table: the default, the meaning in both languages, its section and what may be chosen."""
    return field(default=default, metadata={"meaning": Text(en, cy), "section": section, "choices": choices})


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one zone."""

    policy: Policy = zone_rule(
        "closed",
        "Whom the zone admits: closed, only agents that an administrator has allowed; open, every agent, with all rights, "
        "without proof where the server listens on loopback or its operator wants it so.",
        "Pwy y mae'r parth yn eu derbyn: closed, dim ond asiantau a ganiatawyd gan weinyddwr; open, pob asiant, â "
        "phob hawl, heb brawf lle mae'r gweinydd yn gwrando ar loopback neu lle mae ei weithredwr am iddo fod felly.",
        "11",
        ("closed", "open"),
    )
    paused: bool = zone_rule(
        False,
        "The zone sleeps: what agents send is taken and kept, and nothing is given out until the pause ends.",
        "Mae'r parth yn cysgu: mae'r hyn y mae asiantau'n ei anfon yn cael ei dderbyn a'i gadw, ac nid oes dim yn "
        "cael ei roi allan tan ddiwedd y saib.",
        "7.2",
    )
    secure: bool = zone_rule(
        False,
        "Agents must use HTTPS, and have messages pushed over HTTPS.",
        "Rhaid i asiantau ddefnyddio HTTPS, a derbyn negeseuon dros HTTPS.",
        "7.4",
    )
    certificates: bool = zone_rule(
        False,
        "Every agent must show the client certificate that was set for it, or one in its own name; a key is not enough.",
        "Rhaid i bob asiant ddangos y dystysgrif cleient a osodwyd ar ei gyfer, neu un yn ei enw ei hun; nid yw allwedd yn "
        "ddigon.",
        "6.3",
    )
    contexts: tuple[str, ...] = zone_rule(
        ("SIF_Default",), "The contexts that the zone knows.", "Y cyd-destunau y mae'r parth yn eu hadnabod.", "1.1"
    )
    checking: Checking = zone_rule(
        "warn",
        "Objects in events and responses are checked against the data model: off; warn, a log entry tells of errors; "
        "refuse, a message with errors is not taken.",
        "Mae gwrthrychau mewn digwyddiadau ac atebion yn cael eu gwirio yn erbyn y model data: off; warn, mae cofnod "
        "yn dweud am wallau; refuse, ni fydd neges â gwallau yn cael ei chymryd.",
        "7.2",
        ("off", "warn", "refuse"),
    )
    echo: bool = zone_rule(
        False,
        "An agent that publishes an event gets it back if it subscribes to the object.",
        "Mae asiant sy'n cyhoeddi digwyddiad yn ei gael yn ôl os yw'n tanysgrifio i'r gwrthrych.",
        "U3",
    )
    replace: bool = zone_rule(
        True,
        "A SIF_Provision states all that the agent does: what it leaves out is withdrawn.",
        "Mae SIF_Provision yn datgan popeth y mae'r asiant yn ei wneud: mae'r hyn nad yw ynddi yn cael ei dynnu'n ôl.",
        "U1",
    )
    serve_asleep: bool = zone_rule(
        False,
        "An agent that sleeps and asks for a message all the same gets one; otherwise it is told that it sleeps.",
        "Mae asiant sy'n cysgu ac sy'n gofyn am neges serch hynny yn cael un; fel arall caiff wybod ei fod yn cysgu.",
        "U2",
    )
    tell_requester: bool = zone_rule(
        True,
        "When a response is refused for its size, version or destination, its requester gets a last response that says so.",
        "Os yw ateb yn cael ei wrthod oherwydd ei faint, ei fersiwn neu ei dderbynnydd, caiff y gofynnwr ateb olaf "
        "sy'n dweud hynny.",
        "U5",
    )
    check_extended: bool = zone_rule(
        True,
        "An extended query goes only to a responder that has said it understands them (otherwise error 8/15).",
        "Dim ond at atebwr sydd wedi dweud ei fod yn eu deall y bydd ymholiad estynedig yn mynd (fel arall gwall "
        "8/15).",
        "U7",
    )
    strict_ids: bool = zone_rule(
        False,
        "A SIF_MsgId must be 32 capital hexadecimal digits; otherwise any token of up to 64 characters will do.",
        "Rhaid i SIF_MsgId fod yn 32 digid hecsadegol mewn priflythrennau; fel arall bydd unrhyw docyn hyd at 64 nod "
        "yn gwneud y tro.",
        "0.2",
    )
    smallest_buffer: int = zone_rule(
        4096,
        "The least SIF_MaxBufferSize that an agent may register, in bytes.",
        "Y SIF_MaxBufferSize lleiaf y caiff asiant ei gofrestru, mewn beitiau.",
        "7.4",
    )
    size_margin: int = zone_rule(
        4096,
        "How many bytes a response may be longer than asked for, if it still fits what the requester registered.",
        "Faint o feitiau'n hirach na'r gofyn y caiff ateb fod, os yw'n ffitio'r hyn a gofrestrodd y gofynnwr.",
        "7.9",
    )
    message_limit: int = zone_rule(
        16_000_000, "The longest message taken, in bytes.", "Y neges hiraf a dderbynnir, mewn beitiau.", "14.4"
    )
    duplicate_hours: int = zone_rule(
        24,
        "Hours for which a delivered message's id is remembered, so that a repeat is recognised.",
        "Am faint o oriau y mae dynodydd neges a ddosbarthwyd yn cael ei gofio, er mwyn adnabod neges sy'n dod eto.",
        "U6",
    )
    content_hours: int = zone_rule(
        24,
        "Hours for which the content of a message is kept after everybody has had it.",
        "Am faint o oriau y mae cynnwys neges yn cael ei gadw ar ôl i bawb ei chael.",
    )
    request_hours: int = zone_rule(
        72,
        "Hours after which a request that was not answered is closed (8/16).",
        "Oriau cyn cau cais heb ei ateb (8/16).",
        "U6",
    )
    undelivered_days: int = zone_rule(
        30,
        "Days after which a message that an agent has not taken is put aside as a dead letter.",
        "Diwrnodau cyn rhoi o'r neilltu, fel llythyr marw, neges nad yw asiant wedi'i chymryd.",
    )
    queue_limit: int = zone_rule(
        2_000_000,
        "How many messages may wait for one agent; the oldest beyond are put aside as dead letters.",
        "Faint o negeseuon sy'n cael aros am un asiant; mae'r rhai hynaf y tu hwnt i hynny yn cael eu rhoi o'r "
        "neilltu fel llythyrau marw.",
    )
    blocking_minutes: int = zone_rule(
        30,
        "Minutes for which an agent may have other events wait while it works on one (status 2); then the event is "
        "offered to it again.",
        "Munudau y caiff asiant adael i ddigwyddiadau eraill aros tra bydd yn gweithio ar un (statws 2); yna mae'r "
        "digwyddiad yn cael ei gynnig iddo eto.",
        "9",
    )
    refusals: int = zone_rule(
        20,
        "How often an agent may leave one message untaken, although it was reached, before that message is put aside as a "
        "dead letter and the queue goes on. With the usual pauses between attempts, about 70 minutes.",
        "Sawl gwaith y caiff asiant adael un neges heb ei chymryd, er iddo gael ei gyrraedd, cyn rhoi'r neges honno o'r "
        "neilltu yn llythyr marw a'r ciw'n mynd yn ei flaen. Gyda'r seibiau arferol rhwng ceisiau, tua 70 munud.",
        "8.3",
    )
    retry_seconds: int = zone_rule(
        5,
        "Seconds before the second attempt to reach an agent that messages are pushed to; doubled each time.",
        "Eiliadau cyn yr ail gais i gyrraedd asiant y mae negeseuon yn cael eu gwthio ato; maent yn dyblu bob tro.",
        "8.3",
    )
    retry_longest: int = zone_rule(
        300, "The longest pause between two attempts, in seconds.", "Y saib hiraf rhwng dau gais, mewn eiliadau.", "8.3"
    )
    retry_attempts: int = zone_rule(
        600,
        "Attempts after which the zone waits until the agent registers, wakes up, or an administrator tries again.",
        "Ceisiau cyn i'r parth aros nes i'r asiant gofrestru, deffro, neu weinyddwr roi cynnig arall arni.",
        "8.3",
    )
    connect_seconds: int = zone_rule(
        10, "Seconds to wait for a connection to an agent.", "Eiliadau i aros am gysylltiad ag asiant.", "8.3"
    )
    answer_seconds: int = zone_rule(
        120,
        "Seconds to wait for an agent's answer: it works on the message before it answers.",
        "Eiliadau i aros am ateb asiant: mae'n gweithio ar y neges cyn ateb.",
        "8.3",
    )


def meaning(name: str) -> Text:
    """Return what a rule means; KeyError for a name that is none."""
    found: Text = _BY_NAME[name].metadata["meaning"]
    return found


def zone_section(name: str) -> str:
    """Return the section of the infrastructure reference that a rule comes from; U… for an open point."""
    return str(_BY_NAME[name].metadata["section"])


def list_choices(name: str) -> tuple[str, ...]:
    """Return what may be chosen; empty where the rule is a number, a text or yes and no."""
    found: tuple[str, ...] = _BY_NAME[name].metadata["choices"]
    return found


def read_rules(values: dict[str, Any]) -> Rules:
    """Return the rules with these values in place of the defaults; ValueError for a name or value that is wrong."""
    return Rules(**{name: _read(name, value) for name, value in values.items()})


def rule_of_text(name: str, text: str) -> Any:
    """Return a rule's value as a person writes it: a number, yes or no, a word, words with commas. ValueError if it is none."""
    default = _BY_NAME[name].default if name in _BY_NAME else ""
    value: Any = text
    if isinstance(default, bool):
        value = {"yes": True, "no": False}.get(text.lower(), text)
    elif isinstance(default, int):
        value = int(text) if text.isascii() and text.isdigit() else text
    elif isinstance(default, tuple):
        value = tuple(part.strip() for part in text.split(",") if part.strip())
    return _read(name, value)


def text_of_rule(value: object) -> str:
    """Return a rule's value as `rule_of_text` reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def changed_rules(rules: Rules) -> dict[str, Any]:
    """Return the rules that differ from the defaults, as they are stored."""
    values = {name: getattr(rules, name) for name in _BY_NAME}
    return {name: value for name, value in values.items() if value != _BY_NAME[name].default}


def _read(name: str, value: Any) -> Any:
    if name not in _BY_NAME:
        raise ValueError(f"there is no rule {name}")
    allowed = list_choices(name)
    if allowed and value not in allowed:
        raise ValueError(f"{name}: one of {', '.join(allowed)}")
    default = _BY_NAME[name].default
    if isinstance(default, tuple):
        if not value or not all(isinstance(each, str) for each in value):
            raise ValueError(f"{name}: one name or more")
        return tuple(value)
    if type(value) is not type(default) or (type(value) is int and value < 1):
        raise ValueError(f"{name}: {'yes or no' if isinstance(default, bool) else 'a number above nought'}")
    return value


_BY_NAME: Final = {each.name: each for each in fields(Rules) if each.default is not MISSING}
RULES: Final = tuple(_BY_NAME)
"""The names of all rules, in order."""
