"""What is counted of the dashboard while it runs, for Prometheus: numbers, never of whom or which record."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

RUNS = Histogram(
    "beeld_run_seconds",
    "Seconds that a run of a page took.",
    ["page"],
    registry=REGISTRY,
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
REQUESTS = Counter("beeld_requests", "Requests answered.", ["kind", "status"], registry=REGISTRY)
CHANGES = Counter("beeld_changes", "Changes written by this process.", ["action"], registry=REGISTRY)
RECORDS = Counter(
    "beeld_records_written", "Records that these changes touched.", ["action"], registry=REGISTRY
)
ERRORS = Counter(
    "beeld_errors", "Errors that nobody foresaw, each with a number in the log.", registry=REGISTRY
)
VERSION = Gauge(
    "beeld_store_version", "The number of the last change that this process shows.", registry=REGISTRY
)
READY = Gauge("beeld_ready", "Whether the data can be shown: 1 or 0.", registry=REGISTRY)
SESSIONS = Gauge("beeld_sessions", "Open pages.", registry=REGISTRY)
