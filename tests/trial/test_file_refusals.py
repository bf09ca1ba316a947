"""A file that cannot be used is refused with every mistake, its line and its remedy."""

import pytest

from tests.trial.files import FIRST, SECOND, changed, line_of
from trial.problems import ProtocolErrors
from trial.protocol_file import parse_protocol

EXCLUDED = '{ en = "Leukaemia.", zh = "白血病。" }'
SUB_WINDOW = """

[[sub_windows]]
code = "MARROW"
title = { en = "marrow", zh = "骨髓" }
found_on = "BM.sampled_on"
"""


def reading(derivation: str, *limits: str) -> str:
    """The criterion with what it is read from, on the line that follows."""
    stated = ", ".join((f'derivation = "{derivation}"', *limits))
    return f"{EXCLUDED}\nreading = {{ {stated} }}"


CASES = [
    # old text, new text, text on the line that is named, place, words
    ("planned = 24", "planned = 24\nplaned = 9", "planed", "enrolment.planed", "not known"),
    ("\nphase = ", "\nphases = ", "phases", "phases", "not known"),
    ("planned = 24", "planned = true", "planned", "enrolment.planned", "whole number"),
    ("planned = 24", "planned = 24.0", "planned", "enrolment.planned", "whole number"),
    ("planned = 24", 'planned = "24"', "planned", "enrolment.planned", "whole number"),
    ("planned = 24", "planned = 0", "planned", "enrolment.planned", "1 or more"),
    ("e6_per_kg = 2.5", "e6_per_kg = true", "e6_per_kg = true", "dose_levels[C].e6_per_kg", "a number"),
    ("e6_per_kg = 2.5", 'e6_per_kg = "2.5"', 'e6_per_kg = "2.5"', "dose_levels[C].e6_per_kg", "a number"),
    ("e6_per_kg = 2.5", "e6_per_kg = 1.0", "e6_per_kg = 1.0", "dose_levels[C].e6_per_kg", "lowest dose"),
    ("e6_per_kg = 0.25", "e6_per_kg = 0", "e6_per_kg = 0", "dose_levels[A].e6_per_kg", "above zero"),
    ('code = "C"', 'code = "B"', "", "dose_levels[B].code", "used before"),
    ('code = "EX-01"', 'code = "IN-01"', "", "exclusion[IN-01].code", "inclusion criterion"),
    (', zh = "白血病。"', "", "Leukaemia", "exclusion[EX-01].text.zh", "missing"),
    ('en = "Lymphoma.", ', "", "淋巴瘤。", "inclusion[IN-01].text.en", "missing"),
    ('zh = "白血病。"', 'zh = " "', "Leukaemia", "exclusion[EX-01].text.zh", "blank"),
    ('name.zh = "南方医院"', "", 'name.en = "Southern', "sites[411].name.zh", "missing"),
    ('design = "3+3"', 'design = "2+2"', "2+2", "cohort.design", "3+3-korn"),
    ('registered_in = "zh"', 'registered_in = "fr"', "fr", "wording.registered_in", "en, zh"),
    ('kind = "primary"', 'kind = "main"', "main", "endpoints[SAFE].kind", "secondary"),
    ("day = 21", 'day = "21"', 'day = "21"', "visits[W3].day", "whole number"),
    ("after = 2", "after = -2", "after", "visits[W3].after", "negative"),
    ("day = 21\n", "", "after", "visits[W3].after", "needs a day"),
    ('"DM", "XR"]', '"DM", "XR", "ZZ"]', "ZZ", "visits[BASE].forms[#3]", "not among the forms"),
    ('"DM", "XR"]', '"DM", "XR", "DM"]', '"DM", "XR", "DM"', "visits[BASE].forms[#3]", "more than once"),
    ('  "XR",\n', '  "XR",\n  "ZZ",\n', "ZZ", "visits[W3].forms[#2]", "not among the forms"),
    ('zh = "人口学资料" }', 'zh = "人口学资料" }\nlog = true', '"DM", "XR"', "visits[BASE].forms[#1]", "log"),
    ('"DM", "XR"]', '"XR"]', "[[forms]]", "forms[DM]", "due at no visit"),
    ("planned = 24", 'planned = 24\nassumption = "A-1"', "A-1", "enrolment.assumption", "not explained"),
    ("age_from = 18", "age_from = 18\nage_under = 18", "population]", "population", "leaves nobody"),
    ('code = "411"', 'code = "41 1"', "41 1", "sites[41 1].code", "letters, digits"),
    ("adult_from_age = 18", "adult_from_age = 17", "adult_from_age", "consent.adult_from_age", "assent_from_age"),
    ("days = [-4, -3]", "days = -4", "days = -4", "lymphodepletion[#1].days", "list"),
    ("days = [-4, -3]", 'days = [-4, "x"]', '"x"', "lymphodepletion[#1].days[#2]", "whole number"),
    ("[wording]\n", "[words]\n", "[words]", "words", "not known"),
    ("expansion = 3", "", "[cohort]", "cohort.expansion", "missing"),
    (EXCLUDED, reading("gvhd_last_year"), "reading", "exclusion[EX-01].reading.derivation", "transplant_within"),
    (EXCLUDED, reading("transplant_within"), "reading", "exclusion[EX-01].reading.months", "needs it"),
    (EXCLUDED, reading("blasts_in_csf", "months = 3"), "reading", "exclusion[EX-01].reading.months", "not read by"),
    (EXCLUDED, reading("blasts_in_csf", 'assumption = "A-1"'), "reading", "exclusion[EX-01].reading.assumption",
     "explained"),
    (EXCLUDED, EXCLUDED + SUB_WINDOW, "[[sub_windows]]", "sub_windows[MARROW]", "days or months"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "on_line_of", "place", "words"), CASES)
def test_each_mistake_is_named_with_its_line(old, new, on_line_of, place, words):
    text = changed(SECOND, (old, new))
    line = line_of(text, on_line_of) if on_line_of else line_of(SECOND, old)
    with pytest.raises(ProtocolErrors) as refused:
        parse_protocol(text)
    found = [(p.line, p.place) for p in refused.value.problems if words in p.message]
    assert (line, place) in found, str(refused.value)


def test_the_untouched_file_is_accepted():
    assert parse_protocol(SECOND).code == "LYM-CD22-01"


def test_no_exclusion_criterion_at_all_is_refused():
    text = changed(SECOND, ('[[exclusion]]\ncode = "EX-01"\ntext = { en = "Leukaemia.", zh = "白血病。" }\n', ""))
    with pytest.raises(ProtocolErrors, match=r"1: exclusion: is missing or empty"):
        parse_protocol(text)


def test_all_mistakes_come_at_once_in_the_order_of_the_file():
    text = changed(
        SECOND,
        ('version = "2.3"', "version = 2.3"),
        ("planned = 24", "planned = true"),
        (', zh = "白血病。"', ""),
        ("e6_per_kg = 10", "e6_per_kg = 2"),
        ('title = { en = "Week 3", zh = "第3周" }', 'title = { en = "Week 3" }'),
        ('"DM", "XR"]', '"DM", "ZZ"]'),
    )
    with pytest.raises(ProtocolErrors) as refused:
        parse_protocol(text)
    assert [problem.place for problem in refused.value.problems] == [
        "version", "enrolment.planned", "exclusion[EX-01].text.zh", "dose_levels[D].e6_per_kg",
        "visits[BASE].forms[#2]", "visits[W3].title.zh",
    ]  # fmt: skip


def test_windows_after_infusion_do_not_hold_another_visit_s_day():
    text = changed(FIRST, ("day = 24, before = 1, after = 1", "day = 24, before = 1, after = 4"))
    with pytest.raises(ProtocolErrors) as refused:
        parse_protocol(text)
    [problem] = refused.value.problems
    assert (problem.line, problem.place) == (line_of(text, 'code = "D24"'), "visits[D24]")
    assert "overlaps D28" in problem.message


def test_daily_visits_have_no_room_for_a_tolerance():
    with pytest.raises(ProtocolErrors, match="overlaps D2 "):
        parse_protocol(changed(FIRST, ("day = 1,", "day = 1, after = 1,")))


def test_an_assumption_on_which_nothing_rests_is_refused():
    text = changed(FIRST, ('exists = false\nassumption = "A-5"', "exists = false"))
    with pytest.raises(ProtocolErrors) as refused:
        parse_protocol(text)
    [problem] = refused.value.problems
    assert problem.line == line_of(text, '[[assumptions]]\ncode = "A-5"')
    assert 'nothing rests on "A-5"' in problem.message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (changed(SECOND, ("planned = 24", "planned = ")), line_of(SECOND, "planned = 24")),
        (changed(SECOND, ("planned = 24", "planned = 24\nplanned = 9")), line_of(SECOND, "planned = 24") + 1),
        ('code = "X"\nversion = "1', 2),
    ],
)
def test_what_is_not_toml_is_refused_at_its_line(text, line):
    with pytest.raises(ProtocolErrors) as refused:
        parse_protocol(text)
    [problem] = refused.value.problems
    assert (problem.line, problem.place) == (line, "file")


def test_an_empty_file_lacks_everything():
    with pytest.raises(ProtocolErrors) as refused:
        parse_protocol("")
    assert {"code", "version", "inclusion", "visits"} <= {problem.place for problem in refused.value.problems}
