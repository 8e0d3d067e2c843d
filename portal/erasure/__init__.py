"""Erasing a person's name from everything that the portal stores, on the record."""
