"""The read-only JSON API: everything public, with stable ids, both names, EDTF dates and evidence."""
