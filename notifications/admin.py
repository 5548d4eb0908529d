"""The administrator's view of letters. Given-up ones can be sent again."""

from typing import Any

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from notifications.models import (
    Delivery,
    DemoHook,
    DemoMail,
    Escalation,
    InboxLine,
    NoticeChoice,
    NoticeTimes,
    ProjectNotice,
    Rung,
    Webhook,
    WebhookDelivery,
)
from notifications.services import replay_deliveries, send_again
from tenancy.admin import TenantAdmin
from toolkit.errors import DomainError


@admin.register(Delivery)
class DeliveryAdmin(TenantAdmin):
    list_display = ("created_at", "rule", "person", "address", "state", "attempts", "next_at", "sent_at")
    list_select_related = ("person",)
    list_filter = ("state", "rule")
    search_fields = ("message_id",)
    actions = ("resend",)

    @admin.action(description=_("Send again"))
    def resend(self, request: Any, queryset: Any) -> None:
        try:
            count = send_again(actor=request.actor, deliveries=queryset)
        except DomainError as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
            return
        self.message_user(
            request,
            ngettext("%(count)d letter will be sent again.", "%(count)d letters will be sent again.", count)
            % {"count": count},
        )


@admin.register(InboxLine)
class InboxLineAdmin(TenantAdmin):
    list_display = ("created_at", "rule", "person", "read_at")
    list_select_related = ("person",)
    list_filter = ("rule",)


@admin.register(Escalation)
class EscalationAdmin(TenantAdmin):
    list_display = ("created_at", "rule", "position", "next_at", "acknowledged_by", "ended_at")
    list_select_related = ("acknowledged_by",)
    list_filter = ("rule",)


@admin.register(Rung)
class RungAdmin(TenantAdmin):
    list_display = ("rule", "position", "role", "hours")


@admin.register(NoticeTimes)
class NoticeTimesAdmin(TenantAdmin):
    list_display = ("person", "rhythm", "hour", "days", "quiet_since", "quiet_until", "quiet_weekends")
    list_select_related = ("person",)


@admin.register(NoticeChoice)
class NoticeChoiceAdmin(TenantAdmin):
    list_display = ("person", "rule", "way")
    list_select_related = ("person",)
    list_filter = ("rule", "way")


@admin.register(ProjectNotice)
class ProjectNoticeAdmin(TenantAdmin):
    list_display = ("project", "rule", "on", "days", "role")
    list_filter = ("rule",)


@admin.register(DemoMail)
class DemoMailAdmin(TenantAdmin):
    list_display = ("sent_at", "to", "subject", "copies")


@admin.register(Webhook)
class WebhookAdmin(TenantAdmin):
    list_display = ("description", "host", "owner", "state", "reason", "failures", "dead", "last_success_at")
    list_select_related = ("owner",)
    list_filter = ("state", "reason")
    exclude = ("nonce", "nonce_before", "address")


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(TenantAdmin):
    """Deliveries to other systems. Those that failed can be sent again."""

    list_display = ("created_at", "webhook", "fact", "key", "state", "attempts", "status", "next_at")
    list_select_related = ("webhook",)
    list_filter = ("state", "fact")
    actions = ("replay",)

    @admin.action(description=_("Send again"))
    def replay(self, request: Any, queryset: Any) -> None:
        count = replay_deliveries(actor=request.actor, deliveries=queryset)
        self.message_user(
            request,
            ngettext("%(count)d delivery is sent again.", "%(count)d deliveries are sent again.", count)
            % {"count": count},
        )


@admin.register(DemoHook)
class DemoHookAdmin(TenantAdmin):
    list_display = ("arrived_at", "address", "message_id", "status")
