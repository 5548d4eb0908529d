"""Addresses of the library."""

from django.urls import include, path

from tests.toolkit import library as lib

pages = [
    path("books/", lib.BookList.as_view(), name="books"),
    path("books/add/", lib.AddBook.as_view(), name="add_book"),
    path("books/<int:number>/", lib.BookDetail.as_view(), name="book"),
    path("books/<int:number>/edit/", lib.EditBook.as_view(), name="edit_book"),
    path("books/<int:number>/discard/", lib.DiscardBook.as_view(), name="discard_book"),
    path("forgotten/", lib.Forgotten.as_view(), name="forgotten"),
    path("nothing/", lib.Nothing.as_view(), name="nothing"),
]
api = [
    path("books/", lib.BooksEndpoint.as_view(), name="api_books"),
    path("books/<int:number>/", lib.BookEndpoint.as_view(), name="api_book"),
    path("books/<int:number>/lend/", lib.LendBook.as_view(), name="api_lend_book"),
]
urlpatterns = [
    path("", lib.Lobby.as_view(), name="lobby"),
    path("o/<slug:org>/", include(pages)),
    path("api/v1/o/<slug:org>/", include(api)),
]
handler400 = "toolkit.pages.errors.bad_request"
handler403 = "toolkit.pages.errors.denied"
handler404 = "toolkit.pages.errors.not_found"
handler500 = "toolkit.pages.errors.failed"
