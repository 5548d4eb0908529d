"""Why a list is refused, in words that say what to do."""

from django.utils.translation import gettext_lazy as _

from toolkit.errors import BadInput


class ListRefused(BadInput):
    """A file that is no list."""

    code = "list_refused"
    message = _("This file cannot be read as a list.")
    field = "file"


class NoList(ListRefused):
    """Neither text nor workbook."""

    code = "not_a_list"
    message = _("Send a CSV file or a workbook (.xlsx). Other kinds can be saved as one of them.")


class MacroWorkbook(ListRefused):
    """Programs are not read."""

    code = "workbook_with_macros"
    message = _("This workbook holds macros. Save it as .xlsx without them and send that.")


class WorkbookRefused(ListRefused):
    """A workbook that is built to harm, or that nobody can read."""

    code = "workbook_refused"
    message = _("The workbook cannot be read safely: %(why)s. Save the list alone as .xlsx and send that.")


class RowUnreadable(ListRefused):
    """One row breaks the form of the file."""

    code = "row_unreadable"
    message = _("Row %(row)s: %(why)s. Correct it in the file and send it again.")


class TooManyRows(ListRefused):
    """More than one import takes."""

    code = "too_many_rows"
    message = _("The list has more than %(limit)s rows. Send it in parts.")


class TooManyColumns(ListRefused):
    """More columns than anybody fills."""

    code = "too_many_columns"
    message = _("The list has more than %(limit)s columns. Leave out those that are not needed.")


class ListEmpty(ListRefused):
    """No row below the head."""

    code = "list_empty"
    message = _("There is no row in it. The first row names the columns; the list begins below it.")


class SheetMissing(ListRefused):
    """Another sheet was asked for."""

    code = "sheet_missing"
    message = _("There is no sheet of this name in the workbook.")
    field = "sheet"
