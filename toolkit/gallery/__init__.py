"""The components with their states, and sample pages made of them: /ui/ in demo and development."""

from toolkit.gallery.views import gallery, urlpatterns

__all__ = ["gallery", "urlpatterns"]
