"""AT-05: two browsers save one page. Both learn what the other one changed, and nothing of either is lost."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from patients.models import Demographics, Eligibility, Infusion
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def told(desk: Desk) -> list[list[str]]:
    """What the conflict says of each item: its label, before, saved by the other one, typed here."""
    return [line.locator("th, td").all_inner_texts() for line in desk.page.locator(".summary-conflict tbody tr").all()]


def test_AT_05_what_one_changed_is_merged_and_what_both_changed_is_laid_side_by_side(sit_down, hospital):
    address = f"/subjects/{hospital.registered().number}/SCR/DM/1/"
    first, second = sit_down(), sit_down()
    for desk in (first, second):
        desk.go(address)
        desk.why("seen in the household register")
    first.fill({"ethnic_group": "HUI", "nationality": "OTHER"})
    assert first.save() == 302
    second.fill({"ethnic_group": "YI", "birth_date": "2017-01-15"})

    assert second.save() == 409
    assert first.user.full_name in second.notices()
    assert told(second) == [["Ethnic group", "Han", "Hui", "Yi"], ["Nationality", "China", "another country", "—"]]
    assert second.value("nationality") == "OTHER"
    assert (second.value("ethnic_group"), second.value("birth_date")) == ("YI", "2017-01-15")
    assert second.save() == 302

    page = Demographics.objects.get(subject_id=address.split("/")[2])
    assert (page.ethnic_group, page.nationality, str(page.birth_date)) == ("YI", "OTHER", "2017-01-15")
    first.go(f"{address}history/")
    newest = first.table()[0]
    assert newest[1].startswith(second.user.full_name)
    assert "Hui" in newest[2]
    assert "Yi" in newest[2]


def test_AT_05_a_draft_typed_on_an_older_version_overwrites_nobody(sit_down, hospital):
    address = f"/subjects/{hospital.registered().number}/SCR/DM/1/"
    first, second = sit_down(), sit_down()
    second.page.on("dialog", lambda dialog: dialog.accept())
    second.go(address)
    second.fill({"ethnic_group": "YI"})
    expect(second.page.locator("[data-save-state]")).to_contain_text("draft kept")
    first.go(address)
    first.why("seen in the household register")
    first.fill({"ethnic_group": "HUI"})
    assert first.save() == 302

    second.go(f"{address}?restore=1")

    assert told(second) == [["Ethnic group", "Han", "Hui", "Yi"]]
    assert second.value("ethnic_group") == "YI"
    second.why("the family book says otherwise")
    assert second.save() == 302, "now that both are seen, the choice stands"
    assert Demographics.objects.get(subject_id=address.split("/")[2]).ethnic_group == "YI"


def test_AT_05_rows_added_changed_and_removed_by_both_come_together(sit_down, hospital):
    address = f"/subjects/{hospital.infused().number}/D0/INF/1/"
    first, second = sit_down(), sit_down()
    for desk in (first, second):
        desk.go(address)
        desk.why("checked against the product record")
    first.fill({"weight_kg": "27.5", "bags-0-volume_ml": "21.0"})
    first.control("bags-1-DELETE").check()
    first.add_rows(1, "bags")
    first.fill({"bags-2-bag_id": "added by the first"})
    assert first.save() == 302
    second.fill({"weight_kg": "28.4", "bags-1-viability_percent": "93"})
    second.add_rows(1, "bags")
    second.fill({"bags-2-bag_id": "added by the second"})

    assert second.save() == 409
    assert told(second) == [
        ["Body weight on day 0", "28.0", "27.5", "28.4"],
        ["Bags, row 1 Volume", "20.0", "21.0", "—"],
        ["Bags, row 2", "—", "added: added by the first", "—"],
        ["Bags, row 2", "B-2026-07-2", "removed", "kept as a new row"],
    ]
    assert second.value("bags-0-volume_ml") == "21.0"
    assert second.save() == 302

    page = Infusion.objects.get(subject_id=address.split("/")[2])
    assert page.weight_kg == Decimal("28.4")
    bags = {bag.bag_id: bag for bag in page.bags.all()}
    assert set(bags) == {"B-2026-07-1", "B-2026-07-2", "added by the first", "added by the second"}
    assert bags["B-2026-07-1"].volume_ml == Decimal(21)
    assert bags["B-2026-07-2"].viability_percent == Decimal(93)


def test_AT_05_two_first_saves_of_one_page_become_one(sit_down, hospital):
    """Both begin the same new page: the second learns of the first, and no criterion stands there twice."""
    address = f"/subjects/{hospital.consented().number}/SCR/IE/1/"
    first, second = sit_down(), sit_down()
    for desk in (first, second):
        desk.go(address)
    first.fill({"criteria-0-answer": "Y", "assessed_on": "2026-01-05"})
    assert first.save() == 302
    second.fill({"criteria-1-answer": "N", "decided_by": "Zhang Wei"})

    assert second.save() == 409
    assert second.value("criteria-0-answer") == "Y"
    second.why("second half of the criteria", "additional_information")
    assert second.save() == 302

    page = Eligibility.objects.get(subject_id=address.split("/")[2])
    answers = [row.answer for row in page.criteria.all()]
    assert answers == ["Y", "N", *[None] * 14]
    assert (str(page.assessed_on), page.decided_by) == ("2026-01-05", "Zhang Wei")


def test_AT_05_a_reason_for_a_missing_value_is_merged_like_a_value(sit_down, hospital):
    address = f"/subjects/{hospital.registered().number}/SCR/DM/1/"
    first, second = sit_down(), sit_down()
    for desk in (first, second):
        desk.go(address)
        desk.why("asked again")
    first.fill({"ethnic_group": ""})
    first.missing("ethnic_group", "NASK")
    assert first.save() == 302
    second.fill({"birth_date": "2017-01-15"})
    assert second.save() == 409
    assert second.value("ethnic_group__missing") == "NASK"
    assert second.save() == 302

    page = Demographics.objects.get(subject_id=address.split("/")[2])
    assert (page.ethnic_group, page.missing_reasons) == (None, {"ethnic_group": "NASK"})
