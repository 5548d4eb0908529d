"""The administrator's view of this room."""

from django.contrib import admin

from projects.gate_registers import REGISTERS
from projects.models import (
    Engagement,
    GateDecision,
    GateEvidence,
    IntakeRequest,
    Process,
    Programme,
    Project,
    ProjectMember,
    Site,
    Sow,
    SowVersion,
    StatusReport,
)
from projects.registers.doors import show_in_admin
from tenancy.admin import TenantAdmin


@admin.register(Project)
class ProjectAdmin(TenantAdmin):
    list_display = ("key", "name", "client", "stage", "state", "visibility", "withdrawn_at")
    list_select_related = ("client",)
    list_filter = ("stage", "state", "visibility")
    search_fields = ("key", "name", "name_zh")


@admin.register(ProjectMember)
class ProjectMemberAdmin(TenantAdmin):
    list_display = ("person", "project", "role", "starts_on", "ends_on", "withdrawn_at")
    list_select_related = ("person", "project")
    list_filter = ("role",)
    search_fields = ("person__name", "project__key")


@admin.register(Site)
class SiteAdmin(TenantAdmin):
    list_display = ("code", "name", "country", "city", "zone", "state")
    list_filter = ("state",)
    search_fields = ("code", "name", "name_zh", "city")


@admin.register(Process)
class ProcessAdmin(TenantAdmin):
    list_display = ("code", "name", "project", "channel", "sop_status", "kt_status", "state", "visibility")
    list_select_related = ("project",)
    list_filter = ("channel", "sop_status", "kt_status", "state")
    search_fields = ("code", "name", "name_zh", "project__key")


@admin.register(Programme)
class ProgrammeAdmin(TenantAdmin):
    list_display = ("code", "name", "owner", "state")
    list_select_related = ("owner",)
    list_filter = ("state",)
    search_fields = ("code", "name", "name_zh")


@admin.register(Engagement)
class EngagementAdmin(TenantAdmin):
    list_display = ("code", "title", "client", "state", "starts_on", "ends_on", "notice_on")
    list_select_related = ("client",)
    list_filter = ("state",)
    search_fields = ("code", "title", "title_zh")


@admin.register(Sow)
class SowAdmin(TenantAdmin):
    list_display = ("code", "title", "client", "engagement", "visibility")
    list_select_related = ("client", "engagement")
    list_filter = ("visibility",)
    search_fields = ("code", "title", "title_zh")


@admin.register(SowVersion)
class SowVersionAdmin(TenantAdmin):
    list_display = ("sow", "number", "state", "starts_on", "ends_on", "signed_on")
    list_select_related = ("sow",)
    list_filter = ("state",)
    search_fields = ("sow__code", "sow__title")


@admin.register(IntakeRequest)
class IntakeRequestAdmin(TenantAdmin):
    list_display = ("number", "title", "client", "requester", "state", "opened")
    list_select_related = ("client", "requester", "opened")
    list_filter = ("state",)
    search_fields = ("title", "title_zh", "client_name")


@admin.register(StatusReport)
class StatusReportAdmin(TenantAdmin):
    list_display = ("project", "overall", "proposed", "confirmed_by", "created_at", "visibility")
    list_select_related = ("project", "confirmed_by")
    list_filter = ("overall", "visibility")
    search_fields = ("project__key",)


for register in REGISTERS:
    show_in_admin(register)


@admin.register(GateDecision)
class GateDecisionAdmin(TenantAdmin):
    list_display = ("gate", "outcome", "decided_by", "created_at", "fingerprint")
    list_select_related = ("gate", "decided_by")
    list_filter = ("outcome",)


@admin.register(GateEvidence)
class GateEvidenceAdmin(TenantAdmin):
    list_display = ("criterion", "met", "given_by", "created_at")
    list_select_related = ("criterion", "given_by")
    list_filter = ("met",)
