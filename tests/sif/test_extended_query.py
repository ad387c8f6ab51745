"""Extended queries: tables of values from several types of object of a sample school."""

from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

import pytest
from lxml import etree

from handover.sif import UK_NAMESPACE, check_document
from handover.sif.messages import Message, QueryNotSupported, make_header, read_message, tabulate, write_message
from handover.sif.messages.payloads import Request, Response
from tests.sif.cases import one, sample

NAME = "PersonalInformation/Name/FamilyName"
BORN = "PersonalInformation/Demographics/BirthDate"
LEARNER, ENROLMENT = "LearnerPersonal", "LearnerSchoolEnrolment"


def asked(select, start=LEARNER, *joins, where="", order=(), join="And", **options):
    """An extended query as an agent writes it. Columns, order and conditions are `Object:path`."""
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in options.items())
    text = f'<SIF_Request xmlns="{UK_NAMESPACE}"><SIF_ExtendedQuery><SIF_Select{attributes}>'
    text += "".join(element(column) for column in select) + f'</SIF_Select><SIF_From ObjectName="{start}">'
    for kind, pairs in joins:
        on = "".join(
            f"<SIF_JoinOn>{element(left, 'SIF_LeftElement')}{element(right, 'SIF_RightElement')}</SIF_JoinOn>"
            for left, right in pairs
        )
        text += f'<SIF_Join Type="{kind}">{on}</SIF_Join>'
    text += "</SIF_From>"
    if where:
        conditions = "".join(
            f"<SIF_Condition>{element(path)}<SIF_Operator>{code}</SIF_Operator><SIF_Value>{value}</SIF_Value></SIF_Condition>"
            for path, code, value in where
        )
        group = f'<SIF_Conditions Type="{join}">{conditions}</SIF_Conditions>'
        text += f'<SIF_Where><SIF_ConditionGroup Type="None">{group}</SIF_ConditionGroup></SIF_Where>'
    if order:
        ways = "".join(element(path, "SIF_Element", f' Ordering="{way}"') for path, way in order)
        text += f"<SIF_OrderBy>{ways}</SIF_OrderBy>"
    text += "</SIF_ExtendedQuery></SIF_Request>"
    return Request.view(etree.fromstring(text)).sif_extended_query


def element(column, tag="SIF_Element", more=""):
    name, path = column.split(":", 1)
    path, _, alias = path.partition(" as ")
    heading = f' Alias="{alias}"' if alias else ""
    return f'<{tag} ObjectName="{name}"{heading}{more}>{path}</{tag}>'


def rows(query, things=None):
    if things is None:
        things = [thing for of_type in sample().values() for thing in of_type]
    return [tuple(cell.xml for cell in row.c) for row in tabulate(query, things).sif_rows]


ENROLLED = (f"{LEARNER}:@RefId", f"{ENROLMENT}:@LearnerPersonalRefId")


def test_the_columns_come_in_the_order_asked_for_with_their_headings():
    table = tabulate(asked((f"{LEARNER}:UPN", f"{LEARNER}:{NAME} as Surname")), [one(LEARNER)])
    assert [(head.object_name, head.value, head.alias) for head in table.sif_column_headers] == [
        (LEARNER, "UPN", None),
        (LEARNER, NAME, "Surname"),
    ]
    learner = one(LEARNER)
    assert [tuple(cell.xml for cell in row.c) for row in table.sif_rows] == [
        (learner.upn, learner.personal_information.name.family_name)
    ]


def test_learners_are_joined_to_their_enrolments():
    columns = (f"{LEARNER}:UPN", f"{ENROLMENT}:EntryDate")
    found = rows(asked(columns, LEARNER, ("Inner", (ENROLLED,))))
    entered = {thing.learner_personal_ref_id: thing.entry_date.isoformat() for thing in sample()[ENROLMENT]}
    assert found == [(thing.upn, entered[thing.ref_id]) for thing in sample()[LEARNER] if thing.ref_id in entered]
    assert found


def test_a_third_object_is_joined_to_the_first_two():
    columns = (f"{LEARNER}:UPN", "SchoolInfo:SchoolName")
    to_school = (f"{ENROLMENT}:@SchoolInfoRefId", "SchoolInfo:@RefId")
    found = rows(asked(columns, LEARNER, ("Inner", (ENROLLED,)), ("Inner", (to_school,))))
    assert {school for _, school in found} == {one("SchoolInfo").school_name}
    assert len(found) == len(sample()[ENROLMENT])


OUTER = [
    ("Inner", [("A", "2025-09-01")]),
    ("LeftOuter", [("A", "2025-09-01"), ("B", "")]),
    ("RightOuter", [("A", "2025-09-01"), ("", "2024-09-01")]),
    ("FullOuter", [("A", "2025-09-01"), ("B", ""), ("", "2024-09-01")]),
]


def two_of_each():
    """Two learners and two enrolments, of which one each belong together."""
    first, second = (one(LEARNER, ref_id=f"{number:032}", local_id=name) for number, name in ((1, "A"), (2, "B")))
    days = (datetime(year, 9, 1, tzinfo=UTC).date() for year in (2025, 2024))
    enrolments = (
        one(ENROLMENT, ref_id=f"{number:032}", learner_personal_ref_id=f"{learner:032}", entry_date=day)
        for number, learner, day in zip((5, 6), (1, 3), days, strict=True)
    )
    return [first, second, *enrolments]


@pytest.mark.parametrize(("how", "expected"), OUTER)
def test_a_join_keeps_what_has_no_partner_as_its_kind_says(how, expected):
    columns = (f"{LEARNER}:LocalId", f"{ENROLMENT}:EntryDate")
    assert rows(asked(columns, LEARNER, (how, (ENROLLED,))), two_of_each()) == expected


def test_a_join_may_name_the_new_object_on_the_left():
    columns = (f"{LEARNER}:LocalId", f"{ENROLMENT}:EntryDate")
    turned = asked(columns, LEARNER, ("LeftOuter", (ENROLLED[::-1],)))
    assert rows(turned, two_of_each()) == [("A", "2025-09-01"), ("", "2024-09-01")]


def test_nothing_joined_to_something_keeps_the_something():
    columns = (f"{LEARNER}:LocalId", f"{ENROLMENT}:EntryDate")
    assert rows(asked(columns, LEARNER, ("RightOuter", (ENROLLED,))), two_of_each()[2:]) == [
        ("", "2025-09-01"),
        ("", "2024-09-01"),
    ]


def test_rows_are_filtered_by_conditions_on_any_of_the_objects():
    columns = (f"{LEARNER}:LocalId", f"{ENROLMENT}:EntryDate")
    late = asked(columns, LEARNER, ("LeftOuter", (ENROLLED,)), where=[(f"{ENROLMENT}:EntryDate", "GT", "2025-01-01")])
    assert rows(late, two_of_each()) == [("A", "2025-09-01")]
    other = asked(columns, LEARNER, ("LeftOuter", (ENROLLED,)), where=[(f"{ENROLMENT}:EntryDate", "NE", "2025-09-01")])
    assert rows(other, two_of_each()) == [("B", "")]


def test_rows_are_ordered_by_value_not_by_text():
    learners = sample()[LEARNER]
    ordered = asked(
        (f"{LEARNER}:@RefId",), order=[(f"{LEARNER}:{BORN}", "Descending"), (f"{LEARNER}:UPN", "Ascending")]
    )
    expected = sorted(learners, key=lambda thing: thing.upn)
    expected.sort(key=lambda thing: thing.personal_information.demographics.birth_date, reverse=True)
    assert rows(ordered) == [(thing.ref_id,) for thing in expected]
    lessons = asked(("Lesson:PeriodIndex",), "Lesson", order=[("Lesson:PeriodIndex", "Ascending")])
    assert [int(index) for (index,) in rows(lessons)] == sorted(lesson.period_index for lesson in sample()["Lesson"])


def test_equal_rows_are_left_out_and_the_rest_is_counted_off_when_asked():
    years = [thing.nc_year_group_actual for thing in sample()[ENROLMENT]]
    column = (f"{ENROLMENT}:NCYearGroupActual",)
    assert rows(asked(column, ENROLMENT)) == [(year,) for year in years]
    assert rows(asked(column, ENROLMENT, Distinct="true")) == [(year,) for year in dict.fromkeys(years)]
    assert len(rows(asked(column, ENROLMENT, RowCount="2"))) == 2
    assert len(rows(asked(column, ENROLMENT, RowCount="All"))) == len(years)


def test_an_element_of_several_parts_comes_whole_and_a_text_escaped():
    learner = one(LEARNER, local_id="a<b")
    [(name, local)] = rows(asked((f"{LEARNER}:PersonalInformation/Name", f"{LEARNER}:LocalId")), [learner])
    assert learner.personal_information.name.family_name in etree.fromstring(name).xpath("string()")
    assert local == "a&lt;b"


def test_a_table_is_sent_and_read_again_as_it_was():
    columns = (f"{LEARNER}:PersonalInformation/Name", f"{LEARNER}:UPN as Number")
    table = tabulate(asked(columns, RowCount="3"), sample()[LEARNER])
    payload = Response(
        sif_header=make_header("Ramsey", datetime(2026, 1, 5, tzinfo=UTC), destination="Asker"),
        sif_request_msg_id="0" * 32,
        sif_packet_number=1,
        sif_more_packets="No",
        sif_extended_query_results=table,
    )
    data = write_message(Message("2.3", payload))
    again = read_message(data).payload.sif_extended_query_results
    assert [head.alias for head in again.sif_column_headers] == [None, "Number"]
    assert [row.c[1].xml for row in again.sif_rows] == [thing.upn for thing in sample()[LEARNER][:3]]
    assert check_document(data).problems == []


ELSEWHERE = (f"{LEARNER}:@RefId", "SchoolInfo:@RefId")


@pytest.mark.parametrize(
    "query",
    [
        asked(("Banana:Skin",), "Banana"),
        asked((f"{LEARNER}:Nothing",)),
        asked((f"{ENROLMENT}:EntryDate",)),
        asked((f"{LEARNER}:UPN",), LEARNER, ("Inner", ((f"{LEARNER}:@RefId", f"{LEARNER}:UPN"),))),
        asked((f"{LEARNER}:UPN",), LEARNER, ("Inner", (ENROLLED, ELSEWHERE))),
        asked((f"{LEARNER}:UPN",), LEARNER, ("Inner", (ENROLLED, ENROLLED[::-1]))),
        asked((f"{LEARNER}:UPN",), order=[(f"{LEARNER}:PersonalInformation", "Ascending")]),
        asked((f"{LEARNER}:UPN",), where=[(f"{LEARNER}:{BORN}", "GT", "soon")]),
        asked((f"{LEARNER}:UPN",), where=[(f"{ENROLMENT}:EntryDate", "GT", "2025-01-01")]),
        asked((f"{LEARNER}:UPN",), RowCount="0"),
        asked((f"{LEARNER}:UPN",), RowCount="few"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused_before_the_first_object(query):
    def untouched():
        raise AssertionError("looked at")
        yield

    with pytest.raises(QueryNotSupported):
        tabulate(query, untouched())
