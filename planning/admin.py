"""The administrator's view of plans."""

from django.contrib import admin

from planning.models import (
    Dependency,
    MilestoneAlert,
    ObjectiveAgreement,
    Plan,
    PlanResource,
    PriorityDecision,
    Responsibility,
    ScopePrice,
    Task,
    WorkCalendar,
)
from planning.registers import REGISTERS
from projects.registers.doors import show_in_admin
from tenancy.admin import TenantAdmin


@admin.register(Task)
class TaskAdmin(TenantAdmin):
    list_display = ("number", "project", "kind", "name", "state", "due", "percent_complete")
    list_select_related = ("project",)
    list_filter = ("kind", "state", "is_buffer")
    search_fields = ("name",)


@admin.register(Dependency)
class DependencyAdmin(TenantAdmin):
    list_display = ("predecessor", "kind", "successor", "lag_minutes")
    list_select_related = ("predecessor__project", "successor__project")


@admin.register(Plan)
class PlanAdmin(TenantAdmin):
    list_display = ("project", "start_at", "status_on", "loaded_at")
    list_select_related = ("project",)


@admin.register(PlanResource)
class PlanResourceAdmin(TenantAdmin):
    list_display = ("name", "project", "kind")
    list_select_related = ("project",)


@admin.register(WorkCalendar)
class WorkCalendarAdmin(TenantAdmin):
    list_display = ("name", "project", "base")
    list_select_related = ("project", "base")


@admin.register(MilestoneAlert)
class MilestoneAlertAdmin(TenantAdmin):
    list_display = ("milestone", "rule", "due", "due_version", "created_at")
    list_select_related = ("milestone__project",)


@admin.register(ObjectiveAgreement)
class ObjectiveAgreementAdmin(TenantAdmin):
    list_display = ("objective", "stakeholder", "verdict", "said_on", "superseded_at")
    list_select_related = ("objective", "stakeholder", "project")
    list_filter = ("verdict",)


@admin.register(Responsibility)
class ResponsibilityAdmin(TenantAdmin):
    list_display = ("person", "part", "deliverable", "process", "project")
    list_select_related = ("person", "deliverable", "process", "project")


@admin.register(ScopePrice)
class ScopePriceAdmin(TenantAdmin):
    list_display = ("item", "amount", "currency", "created_at")
    list_select_related = ("item",)


@admin.register(PriorityDecision)
class PriorityDecisionAdmin(TenantAdmin):
    list_display = ("conflict", "first", "then", "decided_on", "decided_by", "superseded_at", "project")
    list_select_related = ("first", "then", "decided_by", "project")


for register in REGISTERS:
    show_in_admin(register)
