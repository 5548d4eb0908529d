"""Fields that an organization adds to its records, and what stands in them."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel
from toolkit.formats import is_chinese

CODE = RegexValidator(
    r"\A[a-z][a-z0-9_]{0,29}\Z", _("Begin with a small letter; then small letters, digits and _ go on.")
)


class CustomField(TenantModel):
    """One further field of a kind of record (`kind`: the model's label), of one type for good.

    `choices` holds value, English and Chinese word of each choice. Withdrawn fields keep their values.
    """

    class Type(models.TextChoices):
        TEXT = "text", _("Text")
        NUMBER = "number", _("Number")
        MONEY = "money", _("Money")
        DATE = "date", _("Day")
        CHOICE = "choice", _("Choice")
        PERSON = "person", _("Person")
        BOOLEAN = "boolean", _("Yes or no")
        URL = "url", _("Address")

    kind = models.CharField(_("kind of record"), max_length=60)
    code = models.CharField(_("code"), max_length=30, validators=[CODE])
    label = models.CharField(_("name"), max_length=80)
    label_zh = models.CharField(_("Chinese name"), max_length=80, blank=True)
    help = models.CharField(_("help"), max_length=200, blank=True)
    type = models.CharField(_("type"), max_length=8, choices=Type.choices)
    required = models.BooleanField(_("must be filled in"), default=False)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    choices = models.JSONField(_("choices"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    created_at = models.DateTimeField(editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("custom field")
        verbose_name_plural = _("custom fields")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "kind", "code"],
                name="records_customfield_code",
                violation_error_message=_("There is a field of this code. Choose another one."),
            ),
            models.CheckConstraint(
                condition=~Q(type="money") | Q(currency__regex=r"^[A-Z]{3}$"),
                name="records_customfield_currency",
                violation_error_message=_("Write the currency in three letters, such as USD."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def name_for(self, language: str | None) -> str:
        """Its name for a reader of that language."""
        return (is_chinese(language) and self.label_zh) or self.label

    def words(self, language: str | None) -> list[tuple[str, str]]:
        """Value and word of each choice."""
        chinese = is_chinese(language)
        return [(one["value"], (chinese and one.get("zh")) or one["en"]) for one in self.choices]


class CustomValues(TenantModel):
    """What stands in the custom fields of one record, by code; checked by the definitions when written."""

    entry = TenantForeignKey("records.Entry", models.CASCADE, related_name="+", db_index=False)
    values = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "entry"], name="records_customvalues_entry")
        ]
