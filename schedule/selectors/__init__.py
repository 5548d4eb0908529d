"""Questions about how a plan goes."""
