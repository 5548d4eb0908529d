"""The administrator's view of what hangs on records."""

from django.contrib import admin

from records.models import Approval, ApprovalMatrix, Ask, Comment, FileAttachment, Watch
from tenancy.admin import TenantAdmin


@admin.register(FileAttachment)
class FileAttachmentAdmin(TenantAdmin):
    list_display = ("name", "edition", "state", "size", "visibility", "uploaded_name", "created_at")
    list_filter = ("state", "visibility")
    search_fields = ("name", "sha256")


@admin.register(Comment)
class CommentAdmin(TenantAdmin):
    list_display = ("entry", "number", "author_name", "visibility", "created_at", "withdrawn_at")
    list_select_related = ("entry",)
    list_filter = ("visibility",)
    fields = readonly_fields = (*list_display, "reply_to", "edited_at", "withdrawn_name", "withdrawn_reason")


@admin.register(Watch)
class WatchAdmin(TenantAdmin):
    list_display = ("entry", "person", "why", "since", "left_at")
    list_select_related = ("entry", "person")
    list_filter = ("why",)


@admin.register(Approval)
class ApprovalAdmin(TenantAdmin):
    list_display = ("entry", "decision", "state", "amount", "currency", "days", "created_at", "decided_at")
    list_select_related = ("entry",)
    list_filter = ("state", "decision")
    fields = readonly_fields = (*list_display, "asked_by", "manner", "due", "reason", "fingerprint")


@admin.register(ApprovalMatrix)
class ApprovalMatrixAdmin(TenantAdmin):
    list_display = ("decision", "currency", "starts_on", "made_by", "created_at")
    list_select_related = ("made_by",)
    list_filter = ("decision",)


@admin.register(Ask)
class AskAdmin(TenantAdmin):
    list_display = ("entry", "person", "asked_by", "sent_at", "expires_on", "answered_at", "withdrawn_at")
    list_select_related = ("entry", "person", "asked_by")
    fields = readonly_fields = (*list_display, "answers", "answer", "via", "fingerprint", "receipt")
