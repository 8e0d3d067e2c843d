"""The languages that extraction reads; what differs stands in modules of their own: `zh_…`, `en_…`."""

ZH = "zh"
EN = "en"
LANGUAGES = (ZH, EN)
