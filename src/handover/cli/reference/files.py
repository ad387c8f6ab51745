"""Reference pages about files: their names, their elements, the codes in them, the authorities' numbers."""

from collections.abc import Iterator
from itertools import chain

from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table
from handover.common.authorities import CENSUS_RUNS, LATER_RUNS, WELSH_LAS
from handover.common.codesets import SETS, main_ethnicity
from handover.ctf.documents import AdmissionsHeader, Applicant
from handover.ctf.elements import Element, elements_of, every_field
from handover.ctf.filename import FORMS
from handover.ctf.model import Header, Pupil
from handover.ctf.repair import REPAIRS


def file_names_page() -> str:
    """The grammar of names and the repairs."""
    return write_page(
        "File names",
        "A file goes where its name says: the first part is the sender, the second the destination. `681LLLL` is the "
        "local authority 681 itself. Capitals and small letters mean the same; the site shows the form printed here. The site "
        "takes more [kinds of files](file-kinds.md) than Common Transfer Files; `handover ctf name` reads the name of each "
        "and refuses those that are neither a CTF nor a zip.",
        write_section(
            "Kinds",
            write_table(
                ["Kind", "Example", "What it is for", "Yn Gymraeg", "As a CTF or zip"],
                (
                    [
                        inline_code(form.kind),
                        inline_code(form.example),
                        escape_cell(form.purpose.en),
                        escape_cell(form.purpose.cy),
                        f"no: {inline_code(form.refusal.code)}" if form.refusal else "yes",
                    ]
                    for form in FORMS
                ),
            ),
        ),
        write_section(
            "Repairs",
            "Only these are ever proposed, and only the sender's yes makes them. Digits are never guessed. A missing "
            "number is given by the site.",
            write_table(
                ["Problem", "What the sender reads"],
                (
                    [inline_code(kind.code), escape_cell(kind.message.outline())]
                    for kind in dict.fromkeys(repair.kind for repair in REPAIRS)
                ),
            ),
        ),
    )


APPLICANT = ("application", "admission")


def elements() -> str:
    """Every element that is read and written."""
    header = [*((("Header", *path), f"header.{name}", row) for path, name, row in every_field(Header))]
    groups = [("Header", header)]
    groups.append(("Pupil", [each for each in _pupil_fields() if each[2].group is None]))
    for path, name, element in _pupil_fields():
        if element.group is not None:
            below = every_field(element.group, path, name + ("[]." if element.many else "."))
            groups.append(("/".join(path), [(path, name, element), *below]))
    applicant = elements_of(Applicant)
    admissions = [
        ("version", elements_of(AdmissionsHeader)["version"]),
        *((name, applicant[name]) for name in APPLICANT),
    ]
    rows = [(("…", *element.path), name, element) for name, element in admissions]
    groups.append(("Admissions files (`ATfile`)", rows))
    return write_page(
        "Elements of a Common Transfer File",
        "Elements are read in any order, with the namespace of the 2010 schema or none, and written in this order "
        "without a namespace. An element that is not here is kept and pointed out, never dropped. The paths are below "
        "`CTfile` for the header and below `CTFpupilData/Pupil` for the rest. The fields are those of a "
        "`CommonTransferFile` in [the library](../integrator/library.md), for the header, and of a `Pupil` for the rest; "
        "`contacts[].surname` is a field of each contact.",
        *(
            write_section(
                f"`{title}`" if "`" not in title else title,
                write_table(
                    ["Element", "Field", "English", "Cymraeg", "Form", "Codes", "Longest", "Repeats"],
                    (_row(path, name, element) for path, name, element in rows),
                ),
            )
            for title, rows in groups
        ),
    )


def _pupil_fields() -> Iterator[tuple[tuple[str, ...], str, Element]]:
    """Yield the fields of a pupil itself."""
    for name, element in elements_of(Pupil).items():
        yield element.path, name, element


def _row(path: tuple[str, ...], field: str, element: Element) -> list[str]:
    is_text = element.group is None and element.form.value in {"text", "name"}
    form = element.form.value + (f": {inline_code(element.group.__name__)}" if element.group is not None else "")
    name = inline_code("/".join(path)) + (f" or {inline_code(element.other_tag)}" if element.other_tag else "")
    return [
        name,
        inline_code(field),
        escape_cell(element.label.en),
        escape_cell(element.label.cy),
        form,
        f"[{element.codes}](code-sets.md#{element.codes})" if element.codes else "",
        str(element.longest) if is_text else "",
        "yes" if element.many else "",
    ]


def code_sets() -> str:
    """Every code with its label."""
    return write_page(
        "Code sets",
        "What the codes in a file mean. A code that is not here is kept, shown as it stands and pointed out.",
        *(
            write_section(
                code_set.name,
                f"{escape_cell(code_set.title.en)} · {escape_cell(code_set.title.cy)}. Source: {escape_cell(code_set.source)}.",
                write_table(
                    ["Code", "English", "Cymraeg", *(["Belongs to"] if code_set.name == "ethnicity" else [])],
                    (
                        [
                            inline_code(value),
                            escape_cell(label.en),
                            escape_cell(label.cy),
                            *([inline_code(main_ethnicity(value))] if code_set.name == "ethnicity" else []),
                        ]
                        for value, label in code_set.codes.items()
                    ),
                ),
            )
            for code_set in SETS
        ),
    )


def authorities() -> str:
    """The numbers of local authorities."""
    runs = ", ".join(
        f"{first:03}" if first == last else f"{first:03}–{last:03}"
        for first, last in sorted(chain(CENSUS_RUNS, LATER_RUNS))
    )
    return write_page(
        "Local authority numbers",
        "A UPN begins, after its check letter, with the number of the authority in which it was given. A number that "
        "is not here is pointed out and never refused.",
        write_section(
            "Wales",
            write_table(
                ["Number", "English", "Cymraeg"],
                (
                    [inline_code(number), escape_cell(name.en), escape_cell(name.cy)]
                    for number, name in WELSH_LAS.items()
                ),
            ),
        ),
        write_section("All numbers known", runs),
    )
