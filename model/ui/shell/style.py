"""What of Streamlit's look the pages change, for all of them at once."""

import streamlit as st

PAGE_LINKS = """
[data-testid='stPageLink-NavLink'] * { white-space: normal; overflow: visible; }
[data-testid='stPageLink-NavLink'] p { text-decoration: underline; }
"""
"""A link to a page shows one line of its label otherwise, cuts the rest off, and looks like no link."""
ONE_DOWNLOAD = """
[data-testid='stElementToolbarButton']:has([aria-label='Download as CSV']) { display: none; }
"""
"""A data frame's own CSV has no header that says what it is of; the button above it gives one that has."""
PRINTED = """
@media print {
  [data-testid='stSidebar'], [data-testid='stHeader'], [data-testid='stExpandSidebarButton'],
  [data-testid='stElementToolbar'], [data-testid='stButton'], [data-testid='stDownloadButton'],
  [data-testid='stPopover'], [data-testid='stFileUploader'], [data-testid='stButtonGroup'] { display: none !important; }
  .stApp, .stMain, [data-testid='stAppViewContainer'], [data-testid='stMainBlockContainer'] {
    overflow: visible !important; position: static !important; height: auto !important;
  }
  [data-testid='stMainBlockContainer'] { padding: 0 !important; max-width: none !important; }
  [data-testid='stVegaLiteChart'], [data-testid='stMetric'], tr { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
}
"""
"""On paper: what is said, without what is pressed."""


def draw() -> None:
    """Change the look of the page that is drawn."""
    st.html(f"<style>{PAGE_LINKS}{ONE_DOWNLOAD}{PRINTED}</style>")
