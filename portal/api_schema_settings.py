"""Settings of the API's OpenAPI description."""

SPECTACULAR_SETTINGS = {
    "TITLE": "Industry–Education Portal",
    "DESCRIPTION": (
        "Everything public, read only: stable ids, both names, "
        "dates in EDTF as exact as the source, and evidence."
    ),
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_AUTHENTICATION": [],
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "ENUM_NAME_OVERRIDES": {
        "AgreementKind": "consortia.models.AgreementKind",
        "ConferenceKind": "consortia.models.ConferenceKind",
        "ConsortiumKind": "consortia.models.ConsortiumKind",
        "DocumentKind": "consortia.models.DocumentKind",
        "OrganisationKind": "consortia.models.OrganisationKind",
        "OrganisationNameKind": "consortia.models.OrganisationNameKind",
        "SessionKind": "consortia.models.SessionKind",
        "PlaqueKind": "consortia.models.TrainingBaseKind",
        "Level": "consortia.models.Level",
        "Language": "articles.models.Language",
    },
}
