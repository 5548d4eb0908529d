"""What people type and choose when they attach files."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records.services.files import Upload
from tenancy.walls import Visibility
from toolkit.files.kinds import taken

MOST_AT_ONCE = 10


class FilesInput(forms.ClearableFileInput):
    """Takes several files at once."""

    allow_multiple_selected = True


class UploadField(forms.FileField):
    """One file that becomes an `Upload`; its kind is looked at by the service."""

    chooser: type[forms.ClearableFileInput] = forms.ClearableFileInput

    def __init__(self, **more: Any) -> None:
        widget = self.chooser(attrs={"accept": ",".join(taken())})
        super().__init__(widget=widget, allow_empty_file=True, **more)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        return Upload(upload.name, upload.file)


class UploadsField(UploadField):
    """One or several files."""

    chooser = FilesInput

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.widget.attrs["multiple"] = True

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data]
        if len(given) > MOST_AT_ONCE:
            raise forms.ValidationError(
                _("Attach at most %(most)d files at once."), params={"most": MOST_AT_ONCE}
            )
        return [super(UploadsField, self).clean(one, initial) for one in given]


class AttachForm(forms.Form):
    """One or several files, and who may read them."""

    uploads = UploadsField(
        label=_("Files"),
        help_text=_("Office documents, PDF, pictures, text, mail, plans, ZIP; up to 25 MB each, 10 at once."),
    )
    visibility = forms.ChoiceField(
        label=_("Who may read them"),
        choices=Visibility.choices,
        initial=Visibility.INTERNAL,
        required=False,
    )

    def __init__(self, *args: Any, may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["visibility"]

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Visibility.INTERNAL


class FileVersionForm(forms.Form):
    """The newer file."""

    content = UploadField(label=_("New version"), help_text=_("Of the same kind, up to 25 MB."))
