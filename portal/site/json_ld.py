"""The portal itself and its lists as schema.org says them."""

from portal.core.json_ld import PageContext, describe
from portal.site.sections import PortalSite, SiteSection

DATASET_FORMATS = {"csv": "text/csv", "json": "application/json"}
DATASET_SECTIONS = {"consortium", "organisation", "conference", "agreement", "base"}


@describe.register
def describe_site(record: PortalSite, page: PageContext) -> dict:
    """The portal, with its search."""
    target = f"{page.absolute_url(record.path)}search/?q={{search_term_string}}"
    return {
        "@type": "WebSite",
        "name": str(record.name),
        "inLanguage": page.context["page_language"],
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }


@describe.register
def describe_section(record: SiteSection, page: PageContext) -> dict:
    """A list: of records a data set that can be taken along, else a page that gathers."""
    if record.sign not in DATASET_SECTIONS:
        return {"@type": "CollectionPage", "name": str(record.label)}
    return {
        "@type": "Dataset",
        "name": str(record.label),
        "description": f"{record.label} · {page.context['site_name']}",
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": f"{page.url}?format={name}",
            }
            for name, kind in DATASET_FORMATS.items()
        ],
    }
