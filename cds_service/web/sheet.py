"""The EHR set-up sheet as a page."""

from collections.abc import Sequence

from cds_service.decision.ehr_sheet import Table

from .template import rendered


def sheet_html(tables: Sequence[Table]) -> str:
    """Render the sheet; it stands alone, without scripts or other files."""
    return rendered("ehr-setup.html", tables=tables)
