"""Addresses of this room."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from records import api as endpoints
from records import views
from records.api import approvals as approval_endpoints
from records.api import asks as ask_endpoints
from records.api import fields as field_endpoints
from records.api import files as file_endpoints
from records.api import saved as saved_endpoints
from records.views import answering, approvals, asks, fields, files, saved

RECORD = "records/<uuid:entry>/"
COMMENTS = f"{RECORD}comments/"
COMMENT = f"{COMMENTS}<uuid:comment>/"

workspace = [
    path(RECORD, views.OpenRecord.as_view(), name="records_open"),
    path(COMMENTS, views.Comments.as_view(), name="records_comments"),
    path(f"{COMMENTS}add/", views.AddComment.as_view(), name="records_add_comment"),
    path(COMMENT, views.CommentPage.as_view(), name="records_comment"),
    path(f"{COMMENT}answer/", views.AnswerComment.as_view(), name="records_answer_comment"),
    path(f"{COMMENT}edit/", views.EditComment.as_view(), name="records_edit_comment"),
    path(f"{COMMENT}withdraw/", views.WithdrawComment.as_view(), name="records_withdraw_comment"),
    path(f"{COMMENT}restore/", views.RestoreComment.as_view(), name="records_restore_comment"),
    path(f"{RECORD}people/", views.Suggestions.as_view(), name="records_people"),
    path(f"{RECORD}watchers/", views.Watchers.as_view(), name="records_watchers"),
    path(f"{RECORD}watchers/watch/", views.WatchRecord.as_view(), name="records_watch"),
    path(f"{RECORD}watchers/leave/", views.LeaveRecord.as_view(), name="records_leave"),
    path(f"{RECORD}history/", views.History.as_view(), name="records_history"),
]
api = [
    path(COMMENTS, endpoints.CommentsEndpoint.as_view(), name="api_records_comments"),
    path(COMMENT, endpoints.CommentEndpoint.as_view(), name="api_records_comment"),
    path(f"{COMMENT}restore/", endpoints.RestoreComment.as_view(), name="api_records_restore_comment"),
    path(f"{RECORD}watchers/", endpoints.WatchersEndpoint.as_view(), name="api_records_watchers"),
    path(f"{RECORD}watchers/leave/", endpoints.LeaveRecord.as_view(), name="api_records_leave"),
    path(f"{RECORD}history/", endpoints.HistoryEndpoint.as_view(), name="api_records_history"),
    path("search/", endpoints.SearchEndpoint.as_view(), name="api_records_search"),
    path("withdrawn/", endpoints.WithdrawnEndpoint.as_view(), name="api_records_withdrawn"),
    path("withdrawn/<uuid:entry>/restore/", endpoints.RestoreRecord.as_view(), name="api_records_restore"),
]
public: list[object] = []

FILES = f"{RECORD}files/"
FILE = f"{FILES}<uuid:file>/"
workspace += [
    path(FILES, files.FileList.as_view(), name="records_files"),
    path(f"{FILES}new/", files.AttachFiles.as_view(), name="records_attach"),
    path(FILE, files.FilePage.as_view(), name="records_file"),
    path(f"{FILE}content/", files.DownloadFile.as_view(), name="records_file_content"),
    path(f"{FILE}preview/", files.PreviewFile.as_view(), name="records_file_preview"),
    path(f"{FILE}renew/", files.RenewFile.as_view(), name="records_file_renew"),
    path(f"{FILE}share/", files.ShareFile.as_view(), name="records_file_share"),
    path(f"{FILE}unshare/", files.UnshareFile.as_view(), name="records_file_unshare"),
    path(f"{FILE}withdraw/", files.WithdrawFile.as_view(), name="records_file_withdraw"),
    path(f"{FILE}restore/", files.RestoreFile.as_view(), name="records_file_restore"),
]
api += [
    path(FILES, file_endpoints.FilesEndpoint.as_view(), name="api_records_files"),
    path(FILE, file_endpoints.FileEndpoint.as_view(), name="api_records_file"),
    path(f"{FILE}content/", file_endpoints.FileContentEndpoint.as_view(), name="api_records_file_content"),
    path(f"{FILE}versions/", file_endpoints.FileVersionsEndpoint.as_view(), name="api_records_file_renew"),
    path(f"{FILE}share/", file_endpoints.ShareFileEndpoint.as_view(), name="api_records_file_share"),
    path(f"{FILE}unshare/", file_endpoints.UnshareFileEndpoint.as_view(), name="api_records_file_unshare"),
    path(f"{FILE}restore/", file_endpoints.RestoreFileEndpoint.as_view(), name="api_records_file_restore"),
]
public += [path("files/<str:token>/", files.HandOut.as_view(), name="records_handed")]

VIEW = "views/<uuid:view>/"
workspace += [
    path("views/", saved.ViewList.as_view(), name="records_views"),
    path("views/add/", saved.SaveView.as_view(), name="records_save_view"),
    path(f"{VIEW}edit/", saved.EditView.as_view(), name="records_edit_view"),
    path(f"{VIEW}delete/", saved.DeleteView.as_view(), name="records_delete_view"),
    path(f"{VIEW}first/", saved.OpenFirst.as_view(), name="records_open_first"),
]
api += [
    path("views/", saved_endpoints.ViewsEndpoint.as_view(), name="api_records_views"),
    path(VIEW, saved_endpoints.ViewEndpoint.as_view(), name="api_records_view"),
]

APPROVALS = f"{RECORD}approvals/"
APPROVAL, ASK = f"{APPROVALS}<uuid:approval>/", f"{RECORD}asks/<uuid:ask>/"
workspace += [
    path(APPROVALS, approvals.Approvals.as_view(), name="records_approvals"),
    path(f"{APPROVALS}add/", approvals.RequestApproval.as_view(), name="records_request_approval"),
    path(f"{APPROVAL}decide/", approvals.DecideApproval.as_view(), name="records_decide_approval"),
    path(f"{APPROVAL}hand/", approvals.HandApproval.as_view(), name="records_hand_approval"),
    path(f"{APPROVAL}withdraw/", approvals.WithdrawApproval.as_view(), name="records_withdraw_approval"),
    path("approvals/", approvals.MyApprovals.as_view(), name="records_my_approvals"),
    path("settings/approvals/", approvals.Matrices.as_view(), name="records_matrix"),
    path(
        "settings/approvals/<slug:decision>/", approvals.ChangeMatrix.as_view(), name="records_change_matrix"
    ),
    path(f"{RECORD}asks/add/", asks.SendAsk.as_view(), name="records_send_ask"),
    path("asks/", asks.MyAsks.as_view(), name="records_my_asks"),
    path(ASK, asks.AskPage.as_view(), name="records_ask"),
    path(f"{ASK}resend/", asks.ResendAsk.as_view(), name="records_resend_ask"),
    path(f"{ASK}withdraw/", asks.WithdrawAsk.as_view(), name="records_withdraw_ask"),
]
api += [
    path(APPROVALS, approval_endpoints.ApprovalsEndpoint.as_view(), name="api_records_approvals"),
    path(APPROVAL, approval_endpoints.ApprovalEndpoint.as_view(), name="api_records_approval"),
    path(
        f"{APPROVAL}decide/", approval_endpoints.DecideEndpoint.as_view(), name="api_records_decide_approval"
    ),
    path(f"{APPROVAL}hand/", approval_endpoints.HandEndpoint.as_view(), name="api_records_hand_approval"),
    path(
        f"{APPROVAL}withdraw/",
        approval_endpoints.WithdrawEndpoint.as_view(),
        name="api_records_withdraw_approval",
    ),
    path("approvals/", approval_endpoints.MyApprovalsEndpoint.as_view(), name="api_records_my_approvals"),
    path("approval-matrices/", approval_endpoints.MatricesEndpoint.as_view(), name="api_records_matrices"),
    path(f"{RECORD}asks/", ask_endpoints.RecordAsksEndpoint.as_view(), name="api_records_asks"),
    path("asks/", ask_endpoints.MyAsksEndpoint.as_view(), name="api_records_my_asks"),
    path(ASK, ask_endpoints.AskEndpoint.as_view(), name="api_records_ask"),
    path(f"{ASK}resend/", ask_endpoints.ResendEndpoint.as_view(), name="api_records_resend_ask"),
    path(f"{ASK}withdraw/", ask_endpoints.WithdrawEndpoint.as_view(), name="api_records_withdraw_ask"),
]
# The link is the key: it works without a session, so there is nothing that another site could borrow.
public += [
    path("a/<str:token>/", csrf_exempt(answering.Answering.as_view()), name="records_ask_link"),
    path("asks/<uuid:ask>/", answering.AnswerSignedIn.as_view(), name="records_answer"),
]

FIELD = "settings/fields/<uuid:field>/"
workspace += [
    path("settings/fields/", fields.FieldList.as_view(), name="records_fields"),
    path("settings/fields/add/", fields.AddField.as_view(), name="records_add_field"),
    path(f"{FIELD}edit/", fields.EditField.as_view(), name="records_edit_field"),
    path(f"{FIELD}withdraw/", fields.WithdrawField.as_view(), name="records_withdraw_field"),
    path(f"{FIELD}restore/", fields.RestoreField.as_view(), name="records_restore_field"),
]
api += [
    path("fields/", field_endpoints.FieldsEndpoint.as_view(), name="api_records_fields"),
    path("fields/<uuid:field>/", field_endpoints.FieldEndpoint.as_view(), name="api_records_field"),
    path(
        "fields/<uuid:field>/restore/",
        field_endpoints.RestoreFieldEndpoint.as_view(),
        name="api_records_restore_field",
    ),
    path(f"{RECORD}custom/", field_endpoints.CustomEndpoint.as_view(), name="api_records_custom"),
]
