"""Taking a person's name out of everything that the portal stores, on the record."""
