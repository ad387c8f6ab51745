"""The rules for every object: for every rule, objects that break it and objects that keep it."""

from handover.sif.objects import LearnerPersonal, SIFMetadata
from tests.sif.cases.making import NOBODY, Make, address, one, person, twins

CASES: dict[str, tuple[Make | None, Make]] = {
    "G1": (lambda: [one("TTSubject", ref_id="abc")], lambda: [one("TTSubject")]),
    "G2": (lambda: twins("TTSubject", code="NEW"), lambda: twins("TTSubject", ref_id=NOBODY, code="NEW")),
    "G3": (None, lambda: [one("TTSubject")]),
    "G4": (lambda: [one("TTSubject", code=None)], lambda: [one("TTSubject")]),
    "G5": (lambda: [address(type=None)], lambda: [address(type="Other")]),
    "G6": (
        lambda: [one("LearnerPersonal", in_care=LearnerPersonal.InCare(la_id="681"))],
        lambda: [one("LearnerPersonal", in_care=None)],
    ),
    "G7": (
        lambda: [one("TTSubject", code=None, nils=frozenset({"code"}))],
        lambda: [one("TTSubject")],
    ),
    "G8": (
        lambda: [person(other_address_list=(one("SchoolInfo").school_address,) * 2)],
        lambda: [person(other_address_list=(one("SchoolInfo").school_address,))],
    ),
    "G9": (None, lambda: [one("TermInfo", school_year=2026)]),
    "G10": (None, lambda: [one("TTSubject", sif_metadata=SIFMetadata(), sif_extended_elements=())]),
    "G11": (lambda: [one("TermInfo", marking_term="yes")], lambda: [one("TermInfo", marking_term="Yes")]),
}
