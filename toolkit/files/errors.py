"""Why a file is refused, in words that say what to do."""

from django.utils.translation import gettext_lazy as _

from toolkit.errors import BadInput


class FileRefused(BadInput):
    """A file that cannot be taken. 415 unless a subclass says otherwise."""

    code = "file_refused"
    message = _("This file cannot be taken.")
    field = "file"
    status = 415


class KindNotTaken(FileRefused):
    """The name ends in something that nobody keeps here."""

    code = "file_kind_not_taken"
    message = _(
        "%(name)s: files of this kind are not taken. Save it as PDF, an office document, a picture or text."
    )


class NotWhatItSays(FileRefused):
    """The content is not what the end of the name promises."""

    code = "file_not_what_it_says"
    message = _(
        "%(name)s: what is in it (%(found)s) is not what its name says. Save it again under its kind."
    )


class MacrosInside(FileRefused):
    """A document that would run a program."""

    code = "file_with_macros"
    message = _("%(name)s holds macros. Save it without macros (.docx, .xlsx, .pptx) and send that.")


class PictureTooLarge(FileRefused):
    """A picture of more pixels than anybody can look at."""

    code = "picture_too_large"
    message = _(
        "%(name)s: the picture has more than %(limit)d million pixels. Make it smaller and send that."
    )


class PictureBroken(FileRefused):
    """A picture that cannot be drawn."""

    code = "picture_broken"
    message = _("%(name)s: the picture is damaged. Open it, save it again and send that.")


class FileEmpty(FileRefused):
    """Nothing in it."""

    code = "file_empty"
    message = _("%(name)s is empty. Choose another file.")
    status = 422


class FileTooLarge(FileRefused):
    """More bytes than one file may have."""

    code = "file_too_large"
    message = _("%(name)s is larger than %(limit)d MB. Make it smaller, or send it in parts.")
    status = 413


class ArchiveRefused(FileRefused):
    """An archive that is built to harm whoever opens it, or that nobody can read."""

    code = "archive_refused"
    message = _("%(name)s cannot be opened safely: %(why)s. Save it again with the program it comes from.")
    status = 422


class ScannerAway(FileRefused):
    """The virus scanner does not answer: better no file than an unseen one."""

    code = "scanner_away"
    message = _("Files cannot be checked for viruses at this moment. Try again in some minutes.")
    status = 503
