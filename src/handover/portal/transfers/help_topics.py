"""The pages of the manual about sending, collecting and watching over files."""

from django.conf import settings

from handover.common.calendar import SEND_WITHIN_SCHOOL_DAYS
from handover.common.text import Text
from handover.ctf.filename import FORMS
from handover.portal.transfers.clearing import REASONS
from handover.portal.transfers.flow import STATES
from handover.portal.transfers.kinds import CTF_KINDS, describe_kinds
from handover.portal.transfers.monitoring import SHELVES, VIEWS
from handover.portal.web.help import Topic


def tell_send() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {"states": STATES.values()}


def tell_names() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {"forms": [form for form in FORMS if form.kind in CTF_KINDS]}


def tell_kinds() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {"kinds_in_words": describe_kinds()}


def tell_monitoring() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {"views": VIEWS, "shelves": SHELVES, "reasons": REASONS.values(), "school_days": SEND_WITHIN_SCHOOL_DAYS}


def tell_problems() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {"ask_days": settings.CONFIG.ask_days}


def tell_data() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {
        "ask_days": settings.CONFIG.ask_days,
        "collect_days": settings.CONFIG.collect_days,
    }


ROWS = (
    Topic(
        10,
        "send",
        Text("Send files", "Anfon ffeiliau"),
        Text("From your school's software to the next school.", "O feddalwedd eich ysgol i'r ysgol nesaf."),
        tell_send,
    ),
    Topic(
        20,
        "collect",
        Text("Collect files", "Casglu ffeiliau"),
        Text("What has come for you, and how to take it in.", "Yr hyn sydd wedi cyrraedd, a sut i'w dderbyn."),
    ),
    Topic(
        60,
        "names",
        Text("Names of files", "Enwau ffeiliau"),
        Text("How the name of a file tells us where it goes.", "Sut mae enw ffeil yn dweud wrthym i ble y mae'n mynd."),
        tell_names,
    ),
    Topic(
        70,
        "kinds",
        Text("Kinds of files", "Mathau o ffeiliau"),
        Text(
            "What else can be sent, how it is named, and who may send it to whom.",
            "Beth arall y gallwch ei anfon, sut mae'n cael ei enwi, a phwy sy'n cael ei anfon at bwy.",
        ),
        tell_kinds,
    ),
    Topic(
        80,
        "monitoring",
        Text("Our schools' files", "Ffeiliau ein hysgolion"),
        Text(
            "For authorities: which files wait, for how long, and what to do about them.",
            "I awdurdodau: pa ffeiliau sy'n aros, ers faint, a beth i'w wneud yn eu cylch.",
        ),
        tell_monitoring,
    ),
    Topic(
        110,
        "problems",
        Text("When a file has problems", "Pan fydd problemau gyda ffeil"),
        Text(
            "What errors, warnings and questions mean, and what to do.",
            "Ystyr gwallau, rhybuddion a chwestiynau, a beth i'w wneud.",
        ),
        tell_problems,
    ),
    Topic(
        160,
        "data",
        Text("What happens to the data", "Beth sy'n digwydd i'r data"),
        Text("Who can see what you send, and for how long.", "Pwy all weld yr hyn rydych yn ei anfon, ac am ba hyd."),
        tell_data,
    ),
)
