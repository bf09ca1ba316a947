"""Downloads. Each is complete before its first byte leaves, so that no cut-off table passes for a whole one."""

import tempfile
from collections.abc import Callable
from typing import IO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import format_lazy
from django.views.decorators.http import require_GET

from edc.access.gate import user_of
from edc.access.log import Kind, record_access
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.crf.describing import described_forms
from edc.crf.reading import forms
from edc.exports.archive import write_archive
from edc.exports.columns import Table
from edc.exports.csv import write_table
from edc.exports.tables import all_tables, table_named


@requires(Permission.DATA_EXPORT)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """What can be downloaded."""
    found = [(_title(table), table.name.removesuffix(".csv"), _url(table)) for table in all_tables()]
    return render(request, "edc/export.html", {"forms": found, "archive_url": reverse("export_archive")})


@requires(Permission.DATA_EXPORT)
@require_GET
def export_table(request: HttpRequest, code: str, rows: str = "") -> FileResponse:
    """One table of the user's sites as CSV."""
    try:
        table = table_named(code, rows)
    except KeyError as error:
        raise Http404 from error

    def write(file: IO[bytes]) -> str:
        return f"{table.name}, {write_table(table, request.user, file).records} records"

    return _download(request, table.name, write)


@requires(Permission.DATA_EXPORT)
@require_GET
def export_archive(request: HttpRequest) -> FileResponse:
    """Every table of the user's sites from one snapshot."""

    def write(file: IO[bytes]) -> str:
        return f"all.zip, ledger to {write_archive(request.user, file)}"

    return _download(request, "all.zip", write)


@requires(Permission.PROTOCOL_VIEW)
@require_GET
def annotated_crf(request: HttpRequest) -> HttpResponse:
    """Every form with its items, codes, units and SDTM targets."""
    return render(request, "edc/annotated_crf.html", {"forms": described_forms()})


def _download(request: HttpRequest, name: str, write: Callable[[IO[bytes]], str]) -> FileResponse:
    """The file as an answer, after the access log knows of it; `write` fills it and says what is in it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by the answer
    record_access(Kind.EXPORT, request=request, user=user_of(request), detail=write(file))
    file.seek(0)
    kind = "application/zip" if name.endswith(".zip") else "text/csv; charset=utf-8; header=present"
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind)


def _title(table: Table) -> object:
    title = forms()[table.code].crf.title
    return format_lazy("{}: {}", title, table.model.table.title) if table.rows else title


def _url(table: Table) -> str:
    names = [table.code, table.rows] if table.rows else [table.code]
    return reverse("export_rows" if table.rows else "export_table", args=names)
