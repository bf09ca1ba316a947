"""Loading adds a version or nothing at all; approval lets a site use it."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404

from edc.records.audit.context import SYSTEM, auditing
from edc.records.audit.ledger import LedgerEntry
from tests.trial.conftest import loaded
from tests.trial.files import FIRST, SECOND, changed, line_of
from trial.approved import approved_for, approved_version, approved_versions
from trial.models import ProtocolVersion, Site, SiteApproval
from trial.models.protocol_version import LoadedForEver
from trial.problems import ProtocolErrors
from trial.services import approve_for_site, load_protocol, preview_protocol

NEXT = changed(
    FIRST,
    ('version = "1.1"', 'version = "1.2"'),
    ("planned = 9", "planned = 18"),
    ('{ code = "BRG", title = { en = "Bridging", zh = "桥接治疗" }, repeatable = true, forms = ["SV", "BT"]',
     '{ code = "BRG", title = { en = "Bridging", zh = "桥接治疗" }, forms = ["SV", "BT"]'),
)  # fmt: skip


def test_loading_makes_the_version_and_its_site(first):
    assert (first.protocol_code, first.version, first.source_name) == ("CT19-ALL-02", "1.1", "ct19_all_02.toml")
    assert first.protocol.dose_level("DL2").e6_per_kg == Decimal("1.5")
    site = Site.objects.get()
    assert (site.code, site.name_en, site.name_zh) == ("301", "Chinese PLA General Hospital", "中国人民解放军总医院")


def test_what_is_read_back_is_what_the_file_says(first):
    stored = ProtocolVersion.objects.get(pk=first.pk)
    assert stored.protocol.dose_level("DL3").e6_per_kg == Decimal("5.0")
    assert stored.protocol.population.age_under == 25
    assert stored.protocol.visit("D28").window == (25, 31)


def test_two_quite_different_protocols_stand_side_by_side(first, second):
    assert list(Site.objects.values_list("code", flat=True)) == ["301", "410", "411"]
    assert [level.e6_per_kg for level in second.protocol.dose_levels] == [
        Decimal("0.25"), Decimal(1), Decimal("2.5"), Decimal(10),
    ]  # fmt: skip
    assert second.protocol.population.age_from == 18
    assert second.protocol.visit("W3").window == (21, 23)


def test_the_same_content_again_is_no_change_whatever_its_comments(first, reason):
    again = load_protocol(text=FIRST + "\n# a remark\n", source_name="copy.toml", by=SYSTEM, reason=reason)
    assert (again.version, again.changes) == (first, ())
    assert ProtocolVersion.objects.count() == 1


def test_the_same_version_with_other_content_is_refused_and_says_what_to_do(first, reason):
    other = changed(FIRST, ("planned = 9", "planned = 18"))
    with pytest.raises(ProtocolErrors) as refused:
        load_protocol(text=other, source_name="x.toml", by=SYSTEM, reason=reason)
    [problem] = refused.value.problems
    assert (problem.line, problem.place) == (line_of(other, 'version = "1.1"'), "version")
    assert "give this file a new version" in problem.message
    assert ProtocolVersion.objects.get().protocol.enrolment.planned == 9


def test_the_next_version_shows_what_changes(first):
    shown = [str(change) for change in preview_protocol(text=NEXT).changes]
    assert shown == [
        "~ version: 1.1 -> 1.2",
        "~ enrolment.planned: 9 -> 18",
        "~ visits[BRG].repeatable: True -> False",
    ]
    assert ProtocolVersion.objects.count() == 1


def test_a_bad_file_changes_nothing(db, reason):
    bad = changed(SECOND, ("planned = 24", "planned = true"))
    with pytest.raises(ProtocolErrors):
        load_protocol(text=bad, source_name="bad.toml", by=SYSTEM, reason=reason)
    assert (ProtocolVersion.objects.count(), Site.objects.count()) == (0, 0)


def test_a_failure_half_way_leaves_no_site_behind(db, reason, monkeypatch):
    def fail(**values):
        raise IntegrityError

    monkeypatch.setattr(ProtocolVersion.objects, "create", fail)
    with pytest.raises(IntegrityError):
        load_protocol(text=SECOND, source_name="second.toml", by=SYSTEM, reason=reason)
    assert Site.objects.count() == 0


def test_a_later_file_may_rename_a_site(second, reason):
    text = changed(SECOND, ('"2.3"', '"2.4"'), ("Northern Hospital", "Northern University Hospital"))
    loaded(text, "second.toml", reason)
    assert Site.objects.get(code="410").name_en == "Northern University Hospital"
    assert Site.objects.get(code="411").name_en == "Southern Hospital"


def test_only_the_data_manager_loads(data_manager, nurse, investigator, stranger, reason):
    for refused in (nurse, investigator):
        with pytest.raises(PermissionDenied):
            load_protocol(text=FIRST, source_name="f.toml", by=refused, reason=reason)
    with pytest.raises(Http404):
        load_protocol(text=FIRST, source_name="f.toml", by=stranger, reason=reason)
    assert ProtocolVersion.objects.count() == 0
    assert load_protocol(text=FIRST, source_name="f.toml", by=data_manager, reason=reason).version


def test_a_loaded_version_is_never_changed(first, reason):
    first.source_name = "other.toml"
    with auditing(by=SYSTEM, reason=reason), pytest.raises(LoadedForEver):
        first.save()


def test_a_version_that_is_not_approved_is_not_used(first):
    assert approved_for("301") is None
    assert approved_version("301") is None
    assert approved_versions("301") == []


def test_the_principal_investigator_approves_for_the_site(first, investigator, reason):
    approval = approve_for_site(version=first, site_code="301", by=investigator, reason=reason)
    assert (approval.approved_by, approval.reason) == (investigator, reason.text)
    assert approved_version("301") == first
    assert approved_for("301").code == "CT19-ALL-02"


def test_others_do_not_approve(first, nurse, data_manager, stranger, reason):
    for refused in (nurse, data_manager):
        with pytest.raises(PermissionDenied):
            approve_for_site(version=first, site_code="301", by=refused, reason=reason)
    with pytest.raises(Http404):
        approve_for_site(version=first, site_code="301", by=stranger, reason=reason)
    assert not SiteApproval.objects.exists()


def test_a_site_that_the_protocol_does_not_name_is_refused(second, investigator, reason):
    with pytest.raises(ValidationError, match="does not name site 301"):
        approve_for_site(version=second, site_code="301", by=investigator, reason=reason)


def test_a_second_approval_leaves_the_first_as_it_is(first, investigator, reason):
    earlier = approve_for_site(version=first, site_code="301", by=investigator, reason=reason)
    assert approve_for_site(version=first, site_code="301", by=investigator, reason=reason) == earlier
    assert SiteApproval.objects.count() == 1


def test_the_old_version_holds_until_the_new_one_is_approved(first, investigator, reason):
    approve_for_site(version=first, site_code="301", by=investigator, reason=reason)
    amended = loaded(NEXT, "next.toml", reason)
    assert approved_for("301").enrolment.planned == 9
    assert approved_versions("301") == [first]
    approve_for_site(version=amended, site_code="301", by=investigator, reason=reason)
    assert approved_for("301").enrolment.planned == 18
    assert approved_versions("301") == [amended]


def test_an_approval_holds_at_its_site_only(second, stranger, reason):
    approve_for_site(version=second, site_code="410", by=stranger, reason=reason)
    assert approved_for("410").code == "LYM-CD22-01"
    assert approved_for("411") is None


def test_a_site_with_two_protocols_gets_the_one_it_asks_for(investigator, reason):
    joint = changed(SECOND, ('code = "411"', 'code = "301"'))
    versions = [loaded(FIRST, "a.toml", reason), loaded(joint, "b.toml", reason)]
    for version in versions:
        approve_for_site(version=version, site_code="301", by=investigator, reason=reason)
    assert approved_versions("301") == versions
    assert approved_version("301", protocol_code="CT19-ALL-02") == versions[0]
    assert approved_version("301", protocol_code="LYM-CD22-01") == versions[1]


def test_asking_again_reads_no_document_again(first, investigator, reason, django_assert_num_queries):
    approve_for_site(version=first, site_code="301", by=investigator, reason=reason)
    approved_for("301")
    with django_assert_num_queries(1) as queries:
        approved_for("301")
    assert '"document"' not in queries[0]["sql"]


def test_loading_and_approving_are_in_the_audit_trail(first, investigator, reason):
    approve_for_site(version=first, site_code="301", by=investigator, reason=reason)
    assert first.history.get().history_type == "+"
    approval = SiteApproval.objects.get()
    assert approval.history.get().history_user == investigator
    entry = LedgerEntry.objects.get(table_name=SiteApproval._meta.db_table)
    assert (entry.site_code, entry.actor, entry.role) == ("301", "pi301", "principal_investigator")
    assert (entry.reason_code, entry.reason) == (reason.code, reason.text)
