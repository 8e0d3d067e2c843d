"""Pages that people paste, upload or have fetched: received, kept waiting, imported in slices."""
