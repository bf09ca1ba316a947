"""Registering a participant, and reading the identity behind a number, for the staff of the site."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from edc.access.gate import scoped, user_of
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.entry.fetching import subject_for
from edc.records.refusals import SaveRefused
from patients.forms import RegistrationForm
from patients.models import Subject, SubjectIdentity
from patients.services import register_subject
from trial.models import ProtocolVersion, Site


@requires(Permission.SUBJECT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Give somebody a number and go on to the casebook."""
    sites = scoped(Site.objects.all(), request.user, Permission.SUBJECT_REGISTER, field="code")
    versions = ProtocolVersion.objects.filter(approvals__site__in=sites).distinct().defer("document")
    form = RegistrationForm(request.POST or None, versions=versions, sites=[(site.code, str(site)) for site in sites])
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            subject = register_subject(
                site_code=asked["site_code"],
                version=asked["version"],
                identity=form.identity(),
                birth_date=asked["birth_date"],
                sex=asked["sex"],
                by=user_of(request),
            )
        except SaveRefused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Registered as %(number)s.") % {"number": subject.number})
            _warn_beyond_plan(request, asked["version"])
            return redirect("casebook", subject.number)
    return render(request, "edc/register.html", {"form": form}, status=422 if form.errors else 200)


def _warn_beyond_plan(request: HttpRequest, version: ProtocolVersion) -> None:
    """More participants than planned are a matter for an amendment, never a wall."""
    enrolment = version.protocol.enrolment
    registered = Subject.objects.filter(protocol_version__protocol_code=version.protocol_code).count()
    if enrolment.is_beyond_plan(registered):
        text = _("%(registered)d participants are registered, %(planned)d were planned. Is an amendment under way?")
        messages.warning(request, text % {"registered": registered, "planned": enrolment.planned})


@requires(Permission.IDENTITY_VIEW)
@require_GET
def identity(request: HttpRequest, number: str) -> HttpResponse:
    """Who a participant is. Site staff only; the reading itself is written to the access log."""
    subject = subject_for(request.user, number, Permission.IDENTITY_VIEW)
    found = SubjectIdentity.objects.filter(subject=subject).first()
    return render(request, "patients/identity.html", {"subject": subject, "identity": found})
