"""Many claims in, one line each out: in input order, on all cores, resumable."""

from persona_check.batch.driver import BatchProgress, SilentBatchProgress, Tally, run_batch
from persona_check.batch.links import links_as_json, links_between, links_in
from persona_check.batch.pages import write_index
from persona_check.batch.row_formats import LINE_FORMATS

__all__ = [
    "LINE_FORMATS",
    "BatchProgress",
    "SilentBatchProgress",
    "Tally",
    "links_as_json",
    "links_between",
    "links_in",
    "run_batch",
    "write_index",
]
