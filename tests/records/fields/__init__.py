"""Fields that an organization adds."""
