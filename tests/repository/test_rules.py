"""A clinical rule says where it is published, and a test holds it to that."""

import pytest

from edc.rules_page import UNCONFIRMED, functions_of, rule_modules, rules_of, rules_page

FUNCTIONS = [function for module in rule_modules() for function in functions_of(module)]
RULES = [rule for module in rule_modules() for rule in rules_of(module)]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda each: f"{each.module}.{each.name}")
def test_a_rule_names_its_source(function):
    assert function.source, f"{function.module}.{function.name} needs a docstring that ends in “Source: …”"


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda each: f"{each.module}.{each.name}")
def test_a_rule_is_tested(function):
    assert function.tests, f"no test imports {function.module}"


def test_a_code_names_one_rule():
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes)), sorted(codes)


def test_the_families_of_the_clinical_content_are_there():
    page = rules_page()
    for family in ("crs", "icans", "iec_hs", "icaht", "gvhd", "ctcae", "dlt", "safety_clocks", "response", "survival"):
        assert f".rules.{family}" in page, family


def test_what_is_quoted_from_memory_is_marked():
    doubtful = [rule for rule in RULES if not rule.is_confirmed]
    assert rules_page().count(UNCONFIRMED) == len(doubtful) > 0
