"""The read-only JSON API: everything public, with stable ids, both names, dates as exact as known, and evidence."""
