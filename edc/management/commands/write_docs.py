"""manage.py write_docs: writes every generated document."""

from typing import Any

from django.core.management.base import BaseCommand

from edc.generated_docs import generated_docs
from edc.messages import compile_messages


class Command(BaseCommand):
    help = "Write the documents that are printed from the code: roles, annotated forms, coverage."

    def handle(self, *_args: Any, **_options: Any) -> None:
        compile_messages()
        for page, text in generated_docs().items():
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
            self.stdout.write(str(page))
