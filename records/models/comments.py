"""What people say about a record, and whom they name."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.models.entries import Carried
from tenancy.walls import TenantForeignKey, TenantModel, Visibility
from toolkit.markdown import LONGEST


class CommentQuerySet(models.QuerySet["Comment"]):
    """Words about comments."""

    def live(self) -> "CommentQuerySet":
        """Those that nobody deleted."""
        return self.filter(withdrawn_at__isnull=True)

    def threads(self) -> "CommentQuerySet":
        """Those that answer none."""
        return self.filter(reply_to__isnull=True)


class Comment(Carried):
    """One comment in markdown. A deleted one leaves a stub; an answer stands below what it answers.

    `number`: counted on its record. `author_name`: as the author was called then, for those who may not
    read about people.
    """

    keys = ("entry",)

    number = models.PositiveIntegerField(_("number"), editable=False)
    author = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", editable=False)
    author_name = models.CharField(max_length=160, editable=False)
    reply_to = TenantForeignKey(
        "records.Comment", models.PROTECT, related_name="replies", null=True, also=("entry",), editable=False
    )
    text = models.CharField(_("comment"), max_length=LONGEST)
    edited_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.CharField(max_length=500, blank=True, editable=False)
    withdrawn_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False, db_index=False
    )
    withdrawn_name = models.CharField(max_length=160, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["organization", "entry", "created_at"], name="records_comment_thread"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "entry", "number"], name="records_comment_number"
            ),
            models.CheckConstraint(
                name="records_comment_says_something",
                condition=~Q(text=""),
                violation_error_message=_("Write something here."),
            ),
            models.CheckConstraint(
                name="records_comment_withdrawn_why",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self) -> str:
        return self.author_name

    @property
    def owner_id(self) -> Any:
        """Whose it is: of her own comments everybody decides herself."""
        return self.author_id

    @property
    def told(self) -> str:
        """What it says: nothing once it is deleted."""
        return "" if self.withdrawn_at else self.text

    @property
    def is_shared(self) -> bool:
        return self.visibility == Visibility.SHARED


class Mention(TenantModel):
    """A person whom a comment names."""

    comment = TenantForeignKey("records.Comment", models.PROTECT, related_name="mentions")
    person = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "comment", "person"], name="records_mention_once"
            ),
        ]
