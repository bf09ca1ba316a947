"""`manage.py print_forms [FILE]`: every form, as the software declares it and as a protocol schedules it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from edc.crf.reading import forms, items_of, rows_of
from edc.messages import compile_messages
from edc.records.queries import LANGUAGES
from trial.problems import ProtocolErrors
from trial.protocol import FormTitle, Protocol
from trial.protocol_file import parse_protocol

HEADER = ("code", "title", "标题", "app", "items", "tables of rows", "title in the protocol", "方案中的标题", "due")
NONE = "-"


class Command(BaseCommand):
    """A form that only one of both sides has shows the other side empty."""

    help = "Print the forms of the software and of a protocol file side by side, separated by tabs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, nargs="?", default=settings.PROTOCOL_FILE, metavar="FILE",
            help="the protocol file; that of EDC_PROTOCOL_FILE when left out",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        protocol = _protocol(options["file"])
        compile_messages()
        for line in (HEADER, *form_lines(protocol)):
            self.stdout.write("\t".join(line))


def form_lines(protocol: Protocol) -> Iterator[tuple[str, ...]]:
    """One line for each form of either side: those of the protocol in its order, then those it does not know."""
    planned = {each.code: each for each in protocol.forms}
    for code in (*planned, *(code for code in forms() if code not in planned)):
        yield code, *_declared(code), *_scheduled(protocol, planned.get(code), code)


def _declared(code: str) -> tuple[str, ...]:
    model = forms().get(code)
    if model is None:
        return (NONE,) * 5
    tables = [f"{name} ({len(items_of(row))})" for name, row in rows_of(model).items()]
    titles = [_in(language, model.crf.title) for language in LANGUAGES]
    return *titles, model._meta.app_label, str(len(items_of(model))), ", ".join(tables) or NONE


def _scheduled(protocol: Protocol, planned: FormTitle | None, code: str) -> tuple[str, ...]:
    if planned is None:
        return (NONE,) * 3
    visits = " ".join(visit.code for visit in protocol.visits if code in visit.forms)
    return planned.title.en, planned.title.zh, " ".join(filter(None, ("log" if planned.log else "", visits))) or NONE


def _in(language: str, text: Any) -> str:
    with translation.override(language):
        return str(text)


def _protocol(file: Any) -> Protocol:
    if not file:
        raise CommandError("Name the protocol file, or set EDC_PROTOCOL_FILE.")
    try:
        return parse_protocol(Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file}: cannot be read: {error}.") from None
    except ProtocolErrors as errors:
        raise CommandError("\n".join(f"{file}:{problem}" for problem in errors.problems)) from None
