"""Import of a consortium's members from a spreadsheet: parsing, planning, applying."""
