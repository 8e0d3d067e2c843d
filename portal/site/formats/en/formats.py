"""How moments are written wherever a page names no format: the same in both languages."""

DATETIME_FORMAT = "Y-m-d H:i"
SHORT_DATETIME_FORMAT = DATETIME_FORMAT
