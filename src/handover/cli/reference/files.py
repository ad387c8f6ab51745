"""Reference pages about files: their names, their elements, the codes in them, the authorities' numbers."""

from itertools import chain

from handover.cli.reference.markdown import code, page, plain, section, table
from handover.common.authorities import CENSUS_RUNS, LATER_RUNS, WELSH_LAS
from handover.common.codesets import SETS, main_ethnicity
from handover.ctf.documents import AdmissionsHeader, Applicant
from handover.ctf.elements import Element, elements_of, every_element
from handover.ctf.filename import FORMS
from handover.ctf.model import Header, Pupil
from handover.ctf.repair import REPAIRS


def file_names() -> str:
    """The grammar of names and the repairs."""
    return page(
        "File names",
        "A file goes where its name says: the first part is the sender, the second the destination. `681LLLL` is the "
        "local authority 681 itself. Capitals and small letters mean the same; the site shows the form printed here. The site "
        "takes more [kinds of files](file-kinds.md) than Common Transfer Files; `handover ctf name` reads the name of each "
        "and refuses those that are neither a CTF nor a zip.",
        section(
            "Kinds",
            table(
                ["Kind", "Example", "What it is for", "Yn Gymraeg", "As a CTF or zip"],
                (
                    [
                        code(form.kind),
                        code(form.example),
                        plain(form.purpose.en),
                        plain(form.purpose.cy),
                        f"no: {code(form.refusal.code)}" if form.refusal else "yes",
                    ]
                    for form in FORMS
                ),
            ),
        ),
        section(
            "Repairs",
            "Only these are ever proposed, and only the sender's yes makes them. Digits are never guessed. A missing "
            "number is given by the site.",
            table(
                ["Problem", "What the sender reads"],
                (
                    [code(kind.code), plain(kind.message.outline())]
                    for kind in dict.fromkeys(repair.kind for repair in REPAIRS)
                ),
            ),
        ),
    )


APPLICANT = ("application", "admission")


def elements() -> str:
    """Every element that is read and written."""
    header = [*((("Header", *path), row) for path, row in every_element(Header))]
    groups = [("Header", header)]
    loose = [(element.path, element) for element in elements_of(Pupil).values() if element.group is None]
    groups.append(("Pupil", loose))
    for element in elements_of(Pupil).values():
        if element.group is not None:
            inner = [(element.path, element), *every_element(element.group, element.path)]
            groups.append(("/".join(element.path), inner))
    admissions = [elements_of(AdmissionsHeader)["version"], *(elements_of(Applicant)[name] for name in APPLICANT)]
    groups.append(("Admissions files (`ATfile`)", [(("…", *element.path), element) for element in admissions]))
    return page(
        "Elements of a Common Transfer File",
        "Elements are read in any order, with the namespace of the 2010 schema or none, and written in this order "
        "without a namespace. An element that is not here is kept and pointed out, never dropped. The paths are below "
        "`CTfile` for the header and below `CTFpupilData/Pupil` for the rest.",
        *(
            section(
                f"`{title}`" if "`" not in title else title,
                table(
                    ["Element", "English", "Cymraeg", "Form", "Codes", "Longest", "Repeats"],
                    (_row(path, element) for path, element in rows),
                ),
            )
            for title, rows in groups
        ),
    )


def _row(path: tuple[str, ...], element: Element) -> list[str]:
    is_text = element.group is None and element.form.value in {"text", "name"}
    name = code("/".join(path)) + (f" or {code(element.other_tag)}" if element.other_tag else "")
    return [
        name,
        plain(element.label.en),
        plain(element.label.cy),
        element.form.value,
        f"[{element.codes}](code-sets.md#{element.codes})" if element.codes else "",
        str(element.longest) if is_text else "",
        "yes" if element.many else "",
    ]


def code_sets() -> str:
    """Every code with its label."""
    return page(
        "Code sets",
        "What the codes in a file mean. A code that is not here is kept, shown as it stands and pointed out.",
        *(
            section(
                code_set.name,
                f"{plain(code_set.title.en)} · {plain(code_set.title.cy)}. Source: {plain(code_set.source)}.",
                table(
                    ["Code", "English", "Cymraeg", *(["Belongs to"] if code_set.name == "ethnicity" else [])],
                    (
                        [
                            code(value),
                            plain(label.en),
                            plain(label.cy),
                            *([code(main_ethnicity(value))] if code_set.name == "ethnicity" else []),
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
    return page(
        "Local authority numbers",
        "A UPN begins, after its check letter, with the number of the authority in which it was given. A number that "
        "is not here is pointed out and never refused.",
        section(
            "Wales",
            table(
                ["Number", "English", "Cymraeg"],
                ([code(number), plain(name.en), plain(name.cy)] for number, name in WELSH_LAS.items()),
            ),
        ),
        section("All numbers known", runs),
    )
