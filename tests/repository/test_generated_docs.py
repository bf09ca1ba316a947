"""Documents that are printed from the code say what the code says today."""

import pytest

from edc.environment import BASE_DIR
from edc.generated_docs import generated_docs
from edc.messages import compile_messages


@pytest.fixture(scope="module")
def printed() -> dict[str, tuple[str, str]]:
    """Name -> what lies there, what would be written today."""
    compile_messages()
    return {
        str(page.relative_to(BASE_DIR)): (page.read_text(encoding="utf-8"), text)
        for page, text in generated_docs().items()
    }


def test_no_generated_document_is_stale(printed: dict[str, tuple[str, str]]) -> None:
    assert [name for name, (there, today) in printed.items() if there != today] == [], "run: make docs"


def test_roles_rules_checks_annotated_forms_and_coverage_are_printed(printed: dict[str, tuple[str, str]]) -> None:
    forms = {"docs/forms/annotated_crf.md", "docs/forms/annotated_crf.zh.md", "docs/forms/coverage.md"}
    assert set(printed) == {"docs/roles.md", "docs/rules.md", "docs/edit_checks.md", *forms}
