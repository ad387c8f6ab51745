"""The site in which the examples of the operations for an office's work are carried out."""

from uuid import UUID

from django.utils import timezone

from handover.portal.api.office_examples import CAME, EXPECTED_PUPIL, KEPT, LOST, OFFICE_EXAMPLES, RECORD, WROTE
from handover.portal.api.operation import ApiOperation
from handover.portal.api.training_examples import TRAINING_EXAMPLES
from handover.portal.api.webhook_examples import DELIVERED, HOOK, WEBHOOK_EXAMPLES
from handover.portal.expected import listing
from handover.portal.expected.models import ExpectedPupil
from handover.portal.expected.reading import read_expected_list
from handover.portal.lostpupils.models import LostPupil
from handover.portal.messaging import writing
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.models import Delivery
from handover.portal.messaging.words import Words
from handover.portal.phase import boards
from handover.portal.webhooks.models import WebhookDelivery, WebhookEndpoint
from tests.api_examples import make_example_site
from tests.cast import Cast
from tests.counties import make_county_vendor
from tests.files import SIAN, send
from tests.keys import NETWORKS
from tests.programs import Program, program_of
from tests.vendors import approve, make_vendor, software_of

ROLES = {
    "list_offers": "lea-admissions",
    "bring_offers": "lea-admissions",
    "search_lost_pupils": "lea-lost-pupil-transfer",
    "show_lost_pupil": "lea-lost-pupil-transfer",
    "release_lost_pupil": "lea-lost-pupil-transfer",
    "list_standing_searches": "lea-lost-pupil-transfer",
    "keep_standing_search": "lea-lost-pupil-transfer",
    "end_standing_search": "lea-lost-pupil-transfer",
    "list_monitoring": "lea-user",
    "search_monitoring": "lea-user",
    "list_reports": "lea-lost-pupil",
    "fetch_report": "lea-user",
}
"""Whose example is an authority's, the role of its key; the others are of Nant y Wennol Primary School."""
RIGHTS = {
    "lea-admissions": ("offers",),
    "lea-lost-pupil-transfer": ("search_lost", "release_lost"),
    "lea-lost-pupil": ("reports_pupils",),
    "lea-user": ("monitor", "reports"),
}
OFFERS = [f"UPN,Destination\n{SIAN.upn},6814990\n".encode()]
EXPECTED = [b"UPN,Surname,Forename,DOB,From school\n,Nowak,Ela,1/1/2014,6602991\n"]


def make_site_of(operation: ApiOperation, cast: Cast) -> tuple[Program, dict[str, str]]:
    """Make what the example of any operation is about; return what carries it out, and what its references mean.

    Those of a training county are carried out in one; its template is at its place (`counties.training_site`).
    """
    if operation.key in TRAINING_EXAMPLES:
        return make_county_vendor().old, {}
    if operation.for_vendors:
        return make_vendor_program(cast), {}
    if operation.key in WEBHOOK_EXAMPLES:
        return make_webhook_program(cast)
    return make_office_examples(cast, operation) if operation.key in OFFICE_EXAMPLES else (make_example_site(cast), {})


def make_vendor_program(cast: Cast) -> Program:
    """Return the program of a vendor that Nant y Wennol Primary School approves, with a token for no office."""
    made = make_vendor(cast)
    approve(cast.alis, made.secret.vendor, "send", "collect")
    return software_of(made).program()


def make_webhook_program(cast: Cast) -> tuple[Program, dict[str, str]]:
    """Return the program of Nant y Wennol Primary School with a webhook, to which one went that was given up."""
    program = program_of(cast.alis, "webhooks", "send", "collect")
    wanted = {
        "name": "SIMS",
        "address": "https://mis.example/handover",
        "events": ["transfer.waiting", "transfer.moved"],
    }
    hook = UUID(program.post("/webhooks", wanted).json()["reference"])
    now = timezone.now()
    given_up = {"tried_at": now, "status": 500, "fault": "not-taken", "milliseconds": 41, "attempts": 10}
    WebhookDelivery.objects.create(
        endpoint=WebhookEndpoint.objects.get(reference=hook),
        reference=UUID(DELIVERED),
        event="transfer.waiting",
        subject=UUID("7f1c0c64-9d3b-4b5e-9d5a-5f8f5b8f0c11"),
        raised_at=now,
        **given_up,
    )
    return program, {HOOK: str(hook)}


def make_office_examples(cast: Cast, operation: ApiOperation) -> tuple[Program, dict[str, str]]:
    """Make what the example of an operation is about; return the program that carries it out, and what its references mean."""
    role = ROLES.get(operation.key)
    if role is None:
        program = program_of(cast.alis, "send", "collect", "messages", "expected")
        return program, make_school_examples(cast, program)
    program = program_of(cast.lowri, *RIGHTS[role], role=role, networks=NETWORKS)
    return program, make_authority_examples(cast, program, role)


def make_office_programs(cast: Cast) -> dict[str, Program]:
    """Return a program for each operation of an office's work, by its key, with all that its office may do there."""
    school = program_of(cast.alis, "send", "collect", "messages", "expected")
    authority = {
        role: program_of(cast.lowri, *rights, role=role, networks=NETWORKS)
        for role, rights in {**RIGHTS, "lea-user": ("monitor", "reports", "reports_people", "reports_pupils")}.items()
    }
    programs = {key: authority[ROLES[key]] if key in ROLES else school for key in OFFICE_EXAMPLES}
    webhooks = dict.fromkeys(WEBHOOK_EXAMPLES, make_webhook_program(cast)[0])
    in_training = dict.fromkeys(TRAINING_EXAMPLES, make_county_vendor().old)
    return {**programs, **webhooks, **in_training, "list_vendor_establishments": make_vendor_program(cast)}


def make_school_examples(cast: Cast, program: Program) -> dict[str, str]:
    """Make what the examples of the school are about."""
    now = timezone.now()
    words = Words("A record", "Please send the record of Siân Prydderch to Grug Bay Primary School.")
    writing.send_message(words, [box_of(cast.alis)], cast.efa, now)
    to_council = {"recipients": [{"number": "681LLLL", "role": "lea-user"}], "description": "A record", "text": "Sent."}
    wrote = program.post("/messages", to_council).json()["reference"]
    listing.add_pupils(read_expected_list(EXPECTED, timezone.localdate(now)).pupils, cast.alis, now)
    return {
        CAME: str(Delivery.objects.get(establishment=cast.nant_primary).reference),
        WROTE: wrote,
        EXPECTED_PUPIL: str(ExpectedPupil.objects.get().reference),
        RECORD: str(send(cast.bryn, "6812990").transfer.reference),
    }


def make_authority_examples(cast: Cast, program: Program, role: str) -> dict[str, str]:
    """Make what the examples of the authority are about."""
    if role == "lea-lost-pupil":
        return {}
    if role == "lea-user":
        return {RECORD: str(send(cast.alis, "6814990").transfer.reference)}
    if role == "lea-admissions":
        boards.bring_offers(boards.board_of(cast.efa, timezone.now()), OFFERS, cast.efa, timezone.now())
        return {}
    send(cast.carys, "XXXXXXX", children=[SIAN])
    kept = program.post("/standing-searches", {"surname": "Nowak", "birth_date": "2014-01-01"}).json()
    return {LOST: str(LostPupil.objects.get().reference), KEPT: kept["reference"]}
