"""Browser input about sites, and about where a project runs."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms.base import CodedForm, CurrencyForm, amount_field, languages_field
from projects.models import Project, ProjectSite, Site
from projects.selectors import sites
from tenancy.actors import Actor
from toolkit.choices import offer
from toolkit.countries import country_choices
from toolkit.tables import in_language
from toolkit.zones import zone_choices

SITE = "site_"


class SiteForm(CurrencyForm):
    """What is said of a site."""

    name = forms.CharField(label=_("Name"), max_length=120)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=120, required=False)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("Shifts and holidays of the site count in it.")
    )
    languages = languages_field()
    field_order: Any = ("code", "name", "name_zh", "country", "city", "zone", "currency", "languages")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = str(self.initial.get("zone") or "")
        offer(self, "zone", zone_choices(present))


class NewSiteForm(SiteForm, CodedForm):
    """A new site."""

    state = forms.ChoiceField(
        label=_("State"), choices=[(one, one.label) for one in (Site.State.OPEN, Site.State.PLANNED)]
    )


class ProjectSitesForm(forms.Form):
    """Places at each site: a number makes the project run there, an empty field does not."""

    def __init__(self, *args: Any, actor: Actor, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        had = dict(ProjectSite.objects.filter(project=project).values_list("site_id", "fte"))
        rows = sites(actor=actor).values("pk", "name", "name_zh", "state")
        self.choices = [row for row in rows if row["state"] != Site.State.CLOSED or row["pk"] in had]
        for row in self.choices:
            name = f"{SITE}{row['pk']}"
            self.fields[name] = amount_field(in_language(row, "name"))
            self.fields[name].widget.attrs["class"] = "w-short"
            if row["pk"] in had:
                self.initial.setdefault(name, had[row["pk"]] or Decimal(0))

    @staticmethod
    def taken(cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """What the service takes: the sites with their places."""
        given = {UUID(name.removeprefix(SITE)): fte for name, fte in cleaned.items()}
        return {"sites": {site: fte for site, fte in given.items() if fte is not None}}
