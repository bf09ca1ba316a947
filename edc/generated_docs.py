"""Every document that is printed from the code; CI refuses a stale one."""

from pathlib import Path

from edc import edit_checks_page, rules_page
from edc.access import roles_page
from edc.exports import annotated_crf, coverage


def generated_docs() -> dict[Path, str]:
    """Where each document lies -> what it says today."""
    crf = {page: annotated_crf.annotated_crf_page(language) for language, page in annotated_crf.PAGES.items()}
    return {
        roles_page.PAGE: roles_page.roles_page(),
        **crf,
        coverage.PAGE: coverage.coverage_page(),
        rules_page.PAGE: rules_page.rules_page(),
        edit_checks_page.PAGE: edit_checks_page.edit_checks_page(),
    }
