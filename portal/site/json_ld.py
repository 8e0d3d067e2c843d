"""The JSON-LD of the portal itself and of its lists."""

from portal.core.json_ld import PageContext, describe
from portal.site.sections import PortalSite, SiteSection

DATASET_FORMATS = {"csv": "text/csv", "json": "application/json"}
DATASET_SECTIONS = {"consortium", "organisation", "conference", "agreement", "base"}


@describe.register
def describe_site(record: PortalSite, page: PageContext) -> dict:
    """Return the portal as a WebSite with its search."""
    search_url = f"{page.absolute_url(record.path)}search/?q={{search_term_string}}"
    return {
        "@type": "WebSite",
        "name": str(record.name),
        "inLanguage": page.context["page_language"],
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search_url},
            "query-input": "required name=search_term_string",
        },
    }


@describe.register
def describe_section(record: SiteSection, page: PageContext) -> dict:
    """Return a list of records as a Dataset with its exports, any other list as a CollectionPage."""
    if record.sign not in DATASET_SECTIONS:
        return {"@type": "CollectionPage", "name": str(record.label)}
    downloads = [
        {
            "@type": "DataDownload",
            "encodingFormat": media_type,
            "contentUrl": f"{page.url}?format={name}",
        }
        for name, media_type in DATASET_FORMATS.items()
    ]
    return {
        "@type": "Dataset",
        "name": str(record.label),
        "description": f"{record.label} · {page.context['site_name']}",
        "isAccessibleForFree": True,
        "distribution": downloads,
    }
