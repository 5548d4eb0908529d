"""Why a plan file is refused: one class per reason, each saying what to do."""

from django.utils.translation import gettext_lazy as _

from toolkit.errors import BadInput


class PlanFileRefused(BadInput):
    """The file is not read any further. `bytes_read` and `levels` say how far the reader had gone."""

    code = "plan_file_refused"
    bytes_read = 0
    levels = 0


class EmptyFile(PlanFileRefused):
    code = "plan_file_empty"
    message = _("The file is empty. Save the plan again in Microsoft Project (File > Save As > XML Format).")


class MppFile(PlanFileRefused):
    code = "plan_file_mpp"
    message = _(
        "This is a Microsoft Project .mpp file; save it as XML in Project (File > Save As > XML Format) "
        "and choose the .xml file. A file with a password must be opened with the password first."
    )


class Compressed(PlanFileRefused):
    code = "plan_file_compressed"
    message = _(
        "This is a compressed file (%(kind)s). Unpack it and choose the .xml file; an Excel or Word file "
        "is no plan."
    )


class NotXml(PlanFileRefused):
    code = "plan_file_not_xml"
    message = _(
        "This is not an XML file (%(kind)s). Save the plan in Microsoft Project as XML (File > Save As > "
        "XML Format)."
    )


class WebPage(PlanFileRefused):
    code = "plan_file_web_page"
    message = _(
        "This is a web page, not a plan. Perhaps a sign-in page was saved: download the .xml file again."
    )


class WrongRoot(PlanFileRefused):
    code = "plan_file_wrong_root"
    message = _(
        "The file is XML, but not of Microsoft Project: it begins with “%(root)s” instead of “Project”. "
        "Save the plan in Microsoft Project as XML (File > Save As > XML Format)."
    )


class NotWellFormed(PlanFileRefused):
    code = "plan_file_not_well_formed"
    message = _("The file is damaged or cut off at line %(line)s. Save it again in Microsoft Project.")


class UnknownEncoding(PlanFileRefused):
    code = "plan_file_unknown_encoding"
    message = _("The file is written in a character encoding that cannot be read. Save it as UTF-8.")


class DtdNotAllowed(PlanFileRefused):
    code = "plan_file_dtd"
    message = _(
        "DTD not allowed: the file declares a document type, which can hide entities that grow without end. "
        "Microsoft Project writes none. Save the plan again there."
    )


class EntityNotAllowed(PlanFileRefused):
    code = "plan_file_entity"
    message = _(
        "The file uses an entity that XML does not define (line %(line)s). Microsoft Project writes none. "
        "Save the plan again there."
    )


class ExternalReferenceNotAllowed(PlanFileRefused):
    code = "plan_file_external_reference"
    message = _(
        "The file refers to another file or address (%(target)s), which is never opened. "
        "Microsoft Project writes no such reference. Save the plan again there."
    )


class TooLarge(PlanFileRefused):
    code = "plan_file_too_large"
    message = _(
        "The file is larger than %(limit)s MiB. Save the plan without timephased data, or divide it into "
        "several plans."
    )


class TooDeep(PlanFileRefused):
    code = "plan_file_too_deep"
    message = _(
        "Elements are nested more than %(limit)s levels deep; Microsoft Project needs ten. Save the plan "
        "again there."
    )


class TooManyElements(PlanFileRefused):
    code = "plan_file_too_many_elements"
    message = _(
        "The file holds more than %(limit)s elements “%(element)s” in one place. Divide the plan into "
        "several plans."
    )


class TooManyNames(PlanFileRefused):
    code = "plan_file_too_many_names"
    message = _(
        "The file uses too many different or too long element names. Microsoft Project uses about 500. "
        "Save the plan again there."
    )


class ValueTooLong(PlanFileRefused):
    code = "plan_file_value_too_long"
    message = _(
        "A value of “%(element)s” is longer than %(limit)s characters (line %(line)s). Shorten it in Project."
    )


class TooMuchFiller(PlanFileRefused):
    code = "plan_file_filler"
    message = _(
        "Comments, blank space or one overlong piece fill more than %(limit)s KiB (line %(line)s). "
        "Save the plan again in Microsoft Project."
    )


class MissingUid(PlanFileRefused):
    code = "plan_file_missing_uid"
    message = _(
        "A record of type “%(element)s” has no valid UID (line %(line)s). Save the plan again in Project."
    )


class DuplicateUid(PlanFileRefused):
    code = "plan_file_duplicate_uid"
    message = _(
        "Two records of type “%(element)s” have the same UID %(uid)s, so they cannot be told apart. "
        "Save the plan again in Microsoft Project."
    )


class WrongOrder(PlanFileRefused):
    code = "plan_file_wrong_order"
    message = _(
        "“%(element)s” comes after “%(before)s” in the file; Microsoft Project writes them the other way "
        "round. Save the plan again there."
    )
