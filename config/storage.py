"""How static files are stored: hashed names, compressed beforehand."""

from typing import Any

from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Brotli in production only: it takes ten times as long as gzip, and set-up is to be quick."""

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(use_brotli=settings.PRODUCTION, **options)
