"""manage.py print_annotated_crf: writes docs/forms/annotated_crf.md and its Chinese twin."""

from typing import Any

from django.core.management.base import BaseCommand

from edc.exports.annotated_crf import PAGES, annotated_crf_page


class Command(BaseCommand):
    help = "Write docs/forms/annotated_crf.md, in both languages, from the declarations."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for language, page in PAGES.items():
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(annotated_crf_page(language), encoding="utf-8")
            self.stdout.write(str(page))
