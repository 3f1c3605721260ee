"""From a report file to claims. No database, no clock, no network."""

from ingest.report import EXTRACTOR_VERSION, Report, read_claims, read_report

__all__ = ["EXTRACTOR_VERSION", "Report", "read_claims", "read_report"]
