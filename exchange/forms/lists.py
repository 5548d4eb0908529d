"""Browser input of lists: the file or what was pasted, and which column is which."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exchange.lists.checking import Place
from exchange.lists.reading import ListFile
from exchange.lists.values import ways_of
from exchange.models import ListImport
from records.importing import Column, Importable

MOST_PASTED = 512
PASTED = "pasted.txt"


class ListForm(forms.Form):
    """A file, or rows pasted from a spreadsheet."""

    file = forms.FileField(
        label=_("CSV file or workbook"),
        required=False,
        help_text=_("CSV or .xlsx, up to 25 MB. Nothing changes before you agree."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )
    pasted = forms.CharField(
        label=_("Or paste rows here"),
        required=False,
        help_text=_("Copy them in the spreadsheet together with the head; up to 512 rows."),
        widget=forms.Textarea(attrs={"rows": 6, "class": "mono", "spellcheck": "false"}),
        strip=False,
    )
    sheet = forms.CharField(
        label=_("Sheet"), required=False, max_length=120, help_text=_("Empty: the first that is not empty.")
    )
    has_heads = forms.BooleanField(label=_("The first row names the columns"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file, pasted = given.pop("file", None), given.pop("pasted", "").strip("\r\n")
        if bool(file) == bool(pasted.strip()):
            raise forms.ValidationError(_("Choose a file or paste rows: one of the two."))
        if pasted.count("\n") > MOST_PASTED:
            self.add_error("pasted", _("Paste at most 512 rows. Longer lists go by file."))
        taken = ListFile(file.name, file.read()) if file else ListFile(PASTED, pasted.encode())
        return {**given, "file": taken}


class ColumnsForm(forms.Form):
    """For each of our columns: where it stands in the file, and how it is written there."""

    def __init__(self, *args: Any, what: Importable, run: ListImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what = what
        heads = [("", _("Not in the file")), *((str(n), head) for n, head in enumerate(run.heads))]
        for column in what.columns:
            place = run.mapping.get(column.name, {})
            self.fields[f"at_{column.name}"] = forms.ChoiceField(
                label=str(column.label), choices=heads, required=column.required, initial=place.get("at", "")
            )
            asked = run.report["asks"].get(column.name, [])
            if asked or place.get("way"):
                self.fields[f"way_{column.name}"] = self._way(run, column, asked, place)

    def _way(
        self, run: ListImport, column: Column, asked: list[str], place: dict[str, Any]
    ) -> forms.ChoiceField:
        """How a column is written, where its cells can be read in two ways or somebody said it before."""
        ways = ways_of(column.kind)
        first = next((row["cells"][place["at"]] for row in run.report["first"]), "")
        return forms.ChoiceField(
            label=_("%(column)s: how it is written") % {"column": column.label},
            choices=[("", _("Choose one.")), *((way, ways[way]) for way in asked or ways)],
            required=bool(asked),
            initial=place.get("way", ""),
            help_text=_("First cell: %(cell)s") % {"cell": first},
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        mapping = {
            column.name: Place(int(at), given.get(f"way_{column.name}", ""))
            for column in self.what.columns
            if (at := given.get(f"at_{column.name}", ""))
        }
        places = [place.at for place in mapping.values()]
        if len(set(places)) < len(places):
            raise forms.ValidationError(_("Two columns stand at one place. Choose another for one of them."))
        return {"mapping": mapping}
