"""A person decides on proposals: what a form shows, the plan of what accepting writes, and how that is undone."""
