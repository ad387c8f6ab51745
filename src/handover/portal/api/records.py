"""The records of a file as SIF objects, for software that speaks SIF; and what did not come over."""

from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from pydantic import Field

from handover.bridge import LostPupilFile, SifConversion
from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import make_answer
from handover.portal.api.bodies import ResponseBody
from handover.portal.api.mailbox import get_transfer
from handover.portal.api.office_examples import OFFICE_EXAMPLES
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.refusals import ApiRefusal
from handover.portal.transfers.permissions import SEE_CONTENT
from handover.portal.transfers.records_as_sif import NotInSif, open_records_as_sif
from handover.portal.web import wording
from handover.sif.model import SifObject
from handover.sif.writer import write_object


class SifObjectBody(ResponseBody):
    """One SIF object."""

    pupil: int | None = Field(
        description="Place of the pupil in the file, from 1; null for what belongs to no one pupil."
    )
    name: str = Field(description="Name of the object, such as LearnerPersonal.")
    xml: str = Field(description="The object as SIF UK writes it.")


class LossBody(ResponseBody):
    """One value of the file that did not simply come over, as `handover bridge to-sif --json` tells of it."""

    kind: str
    pupil: int | None
    path: str
    value: str
    given: str
    kept: bool = Field(description="Whether the original travels along in an extended element.")
    row: str = Field(description="Row of the table of the bridge.")
    message: str


class RecordsInSifBody(ResponseBody):
    """The records of a file as SIF objects in publishing order, and what did not come over."""

    reference: UUID
    objects: list[SifObjectBody]
    losses: list[LossBody]


def show_records_in_sif(request: ApiRequest, reference: UUID) -> HttpResponseBase:
    """Give the records of a file as SIF objects. The look is written down; the file stays where it is."""
    transfer = get_transfer(reference, request.auth)
    try:
        conversion = open_records_as_sif(transfer, request.auth, clock.now())
    except (NotInSif, LostPupilFile) as fault:
        raise ApiRefusal("api.not_in_sif") from fault
    if conversion is None:
        raise Http404
    return make_answer(describe_records(reference, conversion)).write()


def describe_records(reference: UUID, conversion: SifConversion) -> RecordsInSifBody:
    """Return the objects in publishing order, each with its pupil, and the losses."""
    objects = [describe_object(thing, None) for thing in conversion.shared]
    objects += [describe_object(thing, pupil.position) for pupil in conversion.pupils for thing in pupil.objects]
    losses = [LossBody.model_validate(loss.as_json(wording.language())) for loss in conversion.losses]
    return RecordsInSifBody(reference=reference, objects=objects, losses=losses)


def describe_object(thing: SifObject, pupil: int | None) -> SifObjectBody:
    """Return one object as XML."""
    return SifObjectBody(pupil=pupil, name=thing.xml_name, xml=write_object(thing).decode())


OPERATIONS = (
    ApiOperation(
        "show_records_in_sif",
        "GET",
        "/transfers/{uuid:reference}/sif",
        "mailbox",
        (SEE_CONTENT,),
        Text("Fetch the records as SIF objects", "Nôl y cofnodion fel gwrthrychau SIF"),
        Text(
            "The pupils of a Common Transfer File as SIF UK objects, in the order in which they are to be stored, and each "
            "value that did not simply come over. The look is written into the audit log; the file still waits.",
            "Disgyblion Ffeil Drosglwyddo Gyffredin fel gwrthrychau SIF UK, yn y drefn y maent i'w storio, a phob gwerth na "
            "ddaeth drosodd yn syml. Ysgrifennir yr olwg yn y cofnod archwilio; mae'r ffeil yn aros nes ei chydnabod.",
        ),
        show_records_in_sif,
        {200: RecordsInSifBody},
        OFFICE_EXAMPLES["show_records_in_sif"],
        ("api.not_found", "api.not_in_sif", "api.damaged", "api.no_store"),
    ),
)
