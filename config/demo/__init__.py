"""The demo: two providers with projects as they stood on Friday 20 November 2026. All names are fictional."""
