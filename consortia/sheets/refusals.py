"""Why an import or its undoing is refused."""


class SheetImportRefused(Exception):
    """Raised where nothing was written; `places` are sentences that say where the reason lies."""

    def __init__(self, message: str, places: tuple[str, ...] = ()):
        super().__init__(message)
        self.places = places


class PlanChanged(SheetImportRefused):
    """Raised where the records, or what the choices come to, are not what the clerk was shown."""
