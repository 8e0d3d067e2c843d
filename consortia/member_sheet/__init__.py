"""A consortium's members out of a spreadsheet: reading, planning against the registry, applying."""
