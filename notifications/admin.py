"""The administrator's view of letters. Given-up ones can be sent again."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from notifications.models import Delivery, DemoMail, InboxLine
from notifications.services import send_again
from tenancy.admin import TenantAdmin


@admin.register(Delivery)
class DeliveryAdmin(TenantAdmin):
    list_display = ("created_at", "rule", "person", "channel", "state", "attempts", "next_at", "sent_at")
    list_select_related = ("person",)
    list_filter = ("state", "rule")
    search_fields = ("message_id",)
    actions = ("resend",)

    @admin.action(description=_("Send again"))
    def resend(self, request: Any, queryset: Any) -> None:
        count = send_again(actor=request.actor, deliveries=queryset)
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


@admin.register(DemoMail)
class DemoMailAdmin(TenantAdmin):
    list_display = ("sent_at", "to", "subject", "copies")
