"""Pictures of the field, as plain geometry that a template writes out as SVG; beside each stands its table."""
