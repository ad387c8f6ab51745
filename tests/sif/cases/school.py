"""Authorities, schools, groups and terms: for every rule, objects that break it and objects that keep it."""

from tests.sif.cases.making import END, NOBODY, START, Make, one, sample


def groups(*parents):
    """Groups, each with the number of its parent or None."""
    ids = [f"{number:032X}" for number in range(1, len(parents) + 1)]
    return [
        one("SchoolGroup", ref_id=ids[n], parent_school_group_ref_id=None if parent is None else ids[parent])
        for n, parent in enumerate(parents)
    ]


def addresses(name, *types):
    base = sample()["SchoolInfo"][0].school_address
    return one(name, address_list=tuple(base.replace(type=t) for t in types))


CASES: dict[str, tuple[Make | None, Make]] = {
    "LAInfo-1": (
        lambda: [addresses("LAInfo", "Mailing", "Mailing")],
        lambda: [addresses("LAInfo", "Mailing", "Other")],
    ),
    "LAInfo-2": (lambda: [one("LAInfo", la_name="CARDIFF COUNCIL")], lambda: [one("LAInfo")]),
    "SchoolGroup-1": (
        lambda: [one("SchoolGroup", school_group_type_ref_id=None)],
        lambda: [one("SchoolGroup")],
    ),
    "SchoolGroup-2": (
        lambda: [one("SchoolGroup", parent_school_group_ref_id=NOBODY)],
        lambda: groups(None, 0),
    ),
    "SchoolGroup-2i": (lambda: groups(1, 2, 0), lambda: groups(None, 0, 1)),
    "SchoolGroup-3": (None, lambda: [one("SchoolGroup", school_year=2024)]),
    "SchoolGroupType-1": (None, lambda: [one("SchoolGroupType", subject_area_list=None)]),
    "SchoolInfo-1": (
        lambda: [one("SchoolInfo", nursery="Yes")],
        lambda: [one("SchoolInfo", nursery="Yes", phase="NY")],
    ),
    "SchoolInfo-2": (
        lambda: [one("SchoolInfo", phase="SP", special="No")],
        lambda: [one("SchoolInfo", phase="SP", special="Yes")],
    ),
    "SchoolInfo-3": (
        lambda: [one("SchoolInfo", gender_sixth_form="C")],
        lambda: [one("SchoolInfo", gender_sixth_form="C", nc_year_group_list=("11", "12"))],
    ),
    "SchoolInfo-4": (
        lambda: [addresses("SchoolInfo", "Other", "Other")],
        lambda: [addresses("SchoolInfo", "Mailing", "Other")],
    ),
    "SchoolInfo-5": (None, lambda: [one("SchoolInfo", special="Yes")]),
    "TermInfo-1": (
        lambda: [one("TermInfo", term_code="1")],
        lambda: [one("TermInfo", term_code="4", terms_per_year=6)],
    ),
    "TermInfo-2": (lambda: [one("TermInfo", terms_per_year=7)], lambda: [one("TermInfo", terms_per_year=3)]),
    "TermInfo-3": (
        lambda: [one("TermInfo", start_date=START, end_date=END)],
        lambda: [one("TermInfo", start_date=END, end_date=START)],
    ),
}
