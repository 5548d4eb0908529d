"""The administrator's view of this room."""

from django.contrib import admin

from projects.registers.doors import show_in_admin
from schedule.models import (
    ChangeEffect,
    HandOff,
    IssueAlert,
    PeriodLock,
    ProgressEntry,
    Threshold,
    TimesheetWeek,
)
from schedule.registers import REGISTERS
from tenancy.admin import TenantAdmin

for register in REGISTERS:
    show_in_admin(register)


@admin.register(ProgressEntry)
class ProgressEntryAdmin(TenantAdmin):
    list_display = ("task", "person", "reported_on", "percent_before", "percent_after")
    list_select_related = ("task__project", "person")


@admin.register(TimesheetWeek)
class TimesheetWeekAdmin(TenantAdmin):
    list_display = ("owner", "project", "starts_on", "state")
    list_select_related = ("owner", "project")
    list_filter = ("state",)


@admin.register(HandOff)
class HandOffAdmin(TenantAdmin):
    list_display = ("task", "giver", "taker", "state", "created_at")
    list_select_related = ("task__project", "giver", "taker")
    list_filter = ("state",)


@admin.register(PeriodLock)
class PeriodLockAdmin(TenantAdmin):
    list_display = ("project", "through", "reason", "unlocked_at")
    list_select_related = ("project",)


@admin.register(IssueAlert)
class IssueAlertAdmin(TenantAdmin):
    list_display = ("issue", "rule", "due_at", "created_at")
    list_select_related = ("issue__project",)


@admin.register(ChangeEffect)
class ChangeEffectAdmin(TenantAdmin):
    list_display = ("change", "position", "effect")
    list_select_related = ("change__project",)


@admin.register(Threshold)
class ThresholdAdmin(TenantAdmin):
    list_display = ("project", "days_slipped", "work_percent", "least_spi", "stale_days")
    list_select_related = ("project",)
