"""The pages for when something went wrong: what happened, whose doing it was, and what to do now."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from handover.common.text import Text
from handover.portal.deadline import CUT_SHORT
from handover.portal.pages import language, wording
from handover.portal.pages.context import SERVICE_NAME


@dataclass(frozen=True, slots=True)
class Fault:
    """One such page: its status, its heading, and paragraphs in plain words."""

    status: int
    heading: Text
    paragraphs: tuple[Text, ...]


BAD_REQUEST = Fault(
    400,
    Text("We could not understand that", "Doedd dim modd i ni ddeall hynny"),
    (
        Text(
            "Your browser sent something that this site cannot read. Nothing was changed.",
            "Anfonodd eich porwr rywbeth na all y wefan hon ei ddarllen. Ni newidiwyd dim.",
        ),
        Text(
            "Go back to the page you came from and try again.",
            "Ewch yn ôl i'r dudalen flaenorol a rhoi cynnig arall arni.",
        ),
    ),
)
FORBIDDEN = Fault(
    403,
    Text("You cannot see this page", "Ni allwch weld y dudalen hon"),
    (
        Text(
            "Your role does not allow it, or the page belongs to another school.",
            "Nid yw eich rôl yn caniatáu hynny, neu mae'r dudalen yn perthyn i ysgol arall.",
        ),
        Text(
            "If you need it for your work, ask your local authority's administrator.",
            "Os oes ei hangen arnoch ar gyfer eich gwaith, gofynnwch i weinyddwr eich awdurdod lleol.",
        ),
    ),
)
FORGERY = Fault(
    403,
    Text("Please send the form again", "Anfonwch y ffurflen eto"),
    (
        Text(
            "The page was open for too long, or you signed in again in another window. Nothing was changed.",
            "Bu'r dudalen ar agor yn rhy hir, neu fe wnaethoch fewngofnodi eto mewn ffenestr arall. Ni newidiwyd dim.",
        ),
        Text(
            "Go back, load the page again and send the form once more. Your browser must allow cookies for this site.",
            "Ewch yn ôl, ail-lwythwch y dudalen ac anfonwch y ffurflen eto. Rhaid i'ch porwr ganiatáu cwcis ar gyfer y"
            " wefan hon.",
        ),
    ),
)
BROKEN_OFF = Fault(
    408,
    Text("Not everything arrived", "Ni chyrhaeddodd popeth"),
    (
        Text(
            "The connection broke, or was too slow, before everything had arrived. Nothing was sent and nothing changed.",
            "Torrodd y cysylltiad, neu roedd yn rhy araf, cyn i bopeth gyrraedd. Ni anfonwyd dim ac ni newidiwyd dim.",
        ),
        Text("Check your connection and try again.", "Gwiriwch eich cysylltiad a rhowch gynnig arall arni."),
    ),
)


NOT_FOUND = Fault(
    404,
    Text("Page not found", "Heb ddod o hyd i'r dudalen"),
    (
        Text(
            "There is nothing at this address. If you typed it, check that it is right; if you pasted it, check that"
            " all of it is there.",
            "Does dim byd yn y cyfeiriad hwn. Os gwnaethoch ei deipio, gwiriwch ei fod yn gywir; os gwnaethoch ei"
            " ludo, gwiriwch fod y cyfan yno.",
        ),
        Text(
            "A file that was recalled, or that has expired, no longer has a page.",
            "Nid oes tudalen bellach i ffeil sydd wedi'i galw'n ôl neu sydd wedi dod i ben.",
        ),
    ),
)
TOO_LARGE = Fault(
    413,
    Text("That was too much at once", "Roedd hynny'n ormod ar y tro"),
    (
        Text(
            "The files you sent are larger than {most} MB together. None of them was taken.",
            "Mae'r ffeiliau a anfonwyd gennych yn fwy na {most} MB gyda'i gilydd. Ni dderbyniwyd yr un ohonynt.",
        ),
        Text(
            "Go back, choose fewer files and send them in several goes.",
            "Ewch yn ôl, dewiswch lai o ffeiliau a'u hanfon mewn sawl tro.",
        ),
    ),
)
PACKED = Fault(
    415,
    Text("That was packed", "Roedd hynny wedi'i gywasgu"),
    (
        Text(
            "Whatever sent this packed it on the way (a Content-Encoding other than identity). This site takes files"
            " as they are. Nothing was taken.",
            "Cafodd hyn ei gywasgu ar y ffordd (Content-Encoding heblaw identity). Mae'r wefan hon yn derbyn ffeiliau"
            " fel y maent. Ni dderbyniwyd dim.",
        ),
    ),
)
OUR_FAULT = Fault(
    500,
    Text("Sorry, something went wrong here", "Mae'n ddrwg gennym, aeth rhywbeth o'i le yma"),
    (
        Text(
            "This is our doing, not yours.",
            "Ni sydd ar fai, nid chi.",
        ),
        Text(
            "Wait a few minutes and try again. Before you send a file again, look under “Sent files” whether it has"
            " already gone.",
            "Arhoswch ychydig funudau a rhoi cynnig arall arni. Cyn anfon ffeil eto, edrychwch o dan “Ffeiliau a"
            " anfonwyd” i weld a yw eisoes wedi mynd.",
        ),
    ),
)
NO_STORE = Fault(
    503,
    Text("The files cannot be reached just now", "Ni ellir cyrraedd y ffeiliau ar hyn o bryd"),
    (
        Text(
            "The site does not reach the place where it stores files. Nothing was sent, collected or changed.",
            "Nid yw'r wefan yn cyrraedd y man lle mae'n storio ffeiliau. Ni anfonwyd, ni chasglwyd ac ni newidiwyd dim.",
        ),
        Text(
            "Wait a few minutes and try again. If it goes on, tell those who run this site.",
            "Arhoswch ychydig funudau a rhoi cynnig arall arni. Os yw'n parhau, dywedwch wrth y rhai sy'n rhedeg y wefan hon.",
        ),
    ),
)
FAULTS: tuple[Fault, ...] = (BAD_REQUEST, FORBIDDEN, FORGERY, NOT_FOUND, TOO_LARGE, PACKED, OUR_FAULT, NO_STORE)


def page(request: HttpRequest, fault: Fault, **values: object) -> HttpResponse:
    """Write one of these pages, in the language its reader chose."""
    chosen = getattr(request, "LANGUAGE_CODE", None) or language.by_browser(request)
    with translation.override(chosen):
        return answer(fault, chosen, request, **values)


def answer(fault: Fault, chosen: str, request: HttpRequest | None, **values: object) -> HttpResponse:
    """Write the page; without a request it asks the database nothing, and so works when that does not."""
    context = {
        "service_name": wording.say(SERVICE_NAME),
        "lang": chosen,
        "heading_text": wording.say(fault.heading),
        "paragraphs": [wording.say(paragraph, **values) for paragraph in fault.paragraphs],
    }
    content = render_to_string("fault.html", context, request)
    return HttpResponse(content, status=fault.status, headers={"Content-Language": chosen})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return page(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403: signed in, and not allowed."""
    return page(request, FORBIDDEN)


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403: the form did not come from a page of ours, or from one too old.

    A form whose token is missing because the connection broke before it arrived is not a forgery; it is told so.
    """
    return page(request, BROKEN_OFF if request.META.get(CUT_SHORT) else FORGERY)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return page(request, NOT_FOUND)


def too_large(request: HttpRequest, most: int | None = None) -> HttpResponse:
    """Answer 413; `most` is the limit in MiB."""
    return page(request, TOO_LARGE, most=most or settings.CONFIG.number("HANDOVER_UPLOAD_MAX_MB"))


def packed(request: HttpRequest) -> HttpResponse:
    """Answer 415."""
    return page(request, PACKED)


def no_store(request: HttpRequest) -> HttpResponse:
    """Answer 503: the folder of files is away, or the master key is another one."""
    return page(request, NO_STORE)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    chosen = language.by_browser(request)
    with translation.override(chosen):
        return answer(OUR_FAULT, chosen, None)
