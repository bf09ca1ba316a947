"""The settings on the protocol page: each with its words, unit and assumption; those of a model under its design."""

from dataclasses import replace

import pytest
from django.utils import translation

from trial.protocol import Design
from trial.settings_lines import setting_groups

PAGE = "/protocol/CT19-ALL-02/1.1/"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def read(client, user, language="en"):
    client.force_login(user)
    return client.get(PAGE, headers={"accept-language": language}).content.decode()


def lines_of(protocol):
    return {str(line.label): line for group in setting_groups(protocol) for line in group.lines}


def test_the_page_shows_each_setting_with_its_unit_and_the_groups_with_their_assumptions(first, nurse, client):
    text = read(client, nurse)
    for group in setting_groups(first.protocol):
        assert all(str(line.label) in text for line in group.lines)
        if group.part is not None:
            assert f'{group.title} <a class="word" href="#{group.part.assumption}">' in text
    assert "MRD-negative below</th><td>0.01" in text
    assert '1.0 <span class="unit">10⁹/L</span>' in text
    assert "Laboratory grades that turn on symptoms: symptoms are assumed</th><td>no" in text


def test_rules_of_dose_limiting_toxicity_in_the_reader_s_language(first, nurse, client):
    english, chinese = read(client, nurse), read(client, nurse, "zh-hans")
    assert "CRS of grade 3 that is not down to grade 2 within 72 hours" in english
    assert "3级CRS，72小时内未降至2级及以下" in chinese
    assert "CRS of grade 3" not in chinese


def test_a_rule_says_from_which_grade_for_how_long_and_of_which_events(first):
    line = lines_of(first.protocol)["CRS of grade 3 that is not down to grade 2 within 72 hours"]
    assert line.value == "grade 3 or higher for more than 72 hours"
    assert str(line.about).endswith("relation to the cells: definitely related, probably related, possibly related")
    assert line.part.assumption == "A-13"
    at_once = lines_of(first.protocol)["CRS of grade 4 or 5"]
    assert at_once.value == "grade 4 or higher"


def test_an_exclusion_says_up_to_which_grade_and_day(first):
    found = lines_of(first.protocol)
    assert found["Cytopenia until day 42"].value == "up to grade 4, until day 42"
    assert found["Tumour lysis syndrome up to grade 3"].value == "up to grade 3"


def test_release_limits_as_on_the_certificate(first):
    found = lines_of(first.protocol)
    assert (found["viability"].value, found["endotoxin"].value) == (">= 70", "<= 0.5")


@pytest.mark.parametrize(
    ("design", "shown"), [(Design.THREE_PLUS_THREE, False), (Design.BOIN, True), (Design.KEYBOARD, True)]
)
def test_the_settings_of_a_model_are_shown_under_its_design_only(first, design, shown):
    protocol = replace(first.protocol, cohort=replace(first.protocol.cohort, design=design))
    assert ("Target rate of dose-limiting toxicity" in lines_of(protocol)) == shown


def test_a_protocol_without_rules_shows_no_empty_group(first):
    bare = replace(first.protocol, dlt_rules=(), dlt_exclusions=(), release=())
    titles = {str(group.title) for group in setting_groups(bare)}
    assert titles.isdisjoint({"Dose-limiting toxicity", "Not dose-limiting", "Release limits of the product"})
