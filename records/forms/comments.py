"""Shapes of comments."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenancy.walls import Visibility
from toolkit.formats import is_chinese
from toolkit.markdown import LONGEST


class TextForm(forms.Form):
    """What a comment says."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST,
        help_text=_("@ names a person. **bold**, *italic*, `code`, - list, > quote."),
        widget=forms.Textarea(attrs={"rows": 3, "data-mentions": "", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, people: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["data-mentions"] = people


class CommentForm(TextForm):
    """A comment, and who reads it: asked where the client may be spoken to."""

    visibility = forms.ChoiceField(
        label=_("Who reads it"), initial=Visibility.INTERNAL, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, client: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if client is None:
            del self.fields["visibility"]
            return
        choice: Any = self.fields["visibility"]
        choice.choices = readers(client)


def readers(client: Any) -> list[tuple[str, str]]:
    """The two answers, naming who would read."""
    name = (is_chinese() and client.name_zh) or client.name
    return [
        (Visibility.INTERNAL, gettext("Internal: only your organization")),
        (Visibility.SHARED, gettext("Shared: %(client)s reads it, too") % {"client": name}),
    ]
