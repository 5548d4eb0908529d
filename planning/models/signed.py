"""What stands below a document that is approved in the house and then signed by the client."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey


class Signed(models.Model):
    """Approved by somebody on a day, as a version; then asked of the client, whose answer stays here.

    `ask` holds the text as it was sent, word for word; `text_hash` is its SHA-256, `receipt` that of the
    question with its answer. The version is given on approval: what is still being written has none.
    """

    class Answer(models.TextChoices):
        AGREE = "agree", _("Signed")
        REMARK = "agree_with_remark", _("Signed, with a remark")
        REFUSE = "refuse", _("Not signed")

    edition = models.PositiveIntegerField(_("version"), null=True, editable=False)
    approved_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False
    )
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    ask = TenantForeignKey("records.Ask", models.PROTECT, related_name="+", null=True, editable=False)
    client_answer = models.CharField(
        _("client’s answer"), max_length=20, choices=Answer.choices, blank=True, editable=False
    )
    client_remark = models.TextField(_("client’s remark"), blank=True, editable=False)
    signed_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False
    )
    signed_at = models.DateTimeField(_("answered"), null=True, editable=False)
    text_hash = models.CharField(_("fingerprint of the text"), max_length=64, blank=True, editable=False)
    receipt = models.CharField(_("receipt"), max_length=64, blank=True, editable=False)

    # Fields that versions of one document share, beside the project.
    slot: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @property
    def is_signed(self) -> bool:
        """Whether the client has said yes to this very text."""
        return self.client_answer in (self.Answer.AGREE, self.Answer.REMARK)

    @property
    def waits_for_client(self) -> bool:
        """Whether the question is out and has no answer yet."""
        return self.ask_id is not None and not self.client_answer

    def place(self) -> dict[str, Any]:
        """What versions of the same document have in common."""
        project_id: UUID = self.project_id  # type: ignore[attr-defined]
        return {"project_id": project_id, **{name: getattr(self, name) for name in self.slot}}
