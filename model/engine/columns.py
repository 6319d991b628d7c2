"""The columns of every frame of results, with their types."""

TEXT, NUMBER = "str", "float64"
COLUMNS: dict[str, dict[str, str]] = {
    "measures": {
        "scenario": TEXT, "measure": TEXT, "unit": TEXT, "low": NUMBER, "central": NUMBER, "high": NUMBER,
    },
    "phases": {"scenario": TEXT, "case": TEXT, "phase": TEXT, "troops": NUMBER},
    "requirement": {
        "scenario": TEXT, "case": TEXT, "component": TEXT, "title": TEXT, "task": TEXT, "provider": TEXT,
        "place": TEXT, "posture": TEXT, "strength": NUMBER, "deployed": NUMBER, "multiplier": NUMBER,
        "tied_up": NUMBER, "throughput": NUMBER,
    },
    "contributors": {
        "scenario": TEXT, "case": TEXT, "contributor": TEXT, "title": TEXT, "position": TEXT, "counts": "bool",
        "land_strength": NUMBER, "pool": NUMBER, "sustained": NUMBER, "sustained_at_floor": NUMBER, "offer": NUMBER,
        "share_of_force": NUMBER, "deployed": NUMBER, "tied_up": NUMBER, "strain": NUMBER,
        "share_of_land_strength": NUMBER, "limit": TEXT, "probability": NUMBER, "pivotal_weight": NUMBER,
    },
    "chances": {"scenario": TEXT, "case": TEXT, "troops": NUMBER, "probability": NUMBER},
    "timeline": {
        "scenario": TEXT, "case": TEXT, "month": "int64", "component": TEXT, "contributor": TEXT, "required": NUMBER,
        "deployed": NUMBER, "handing_over": NUMBER, "in_transit": NUMBER, "mobilised": NUMBER, "recovering": NUMBER,
        "resting": NUMBER, "preparing": NUMBER, "ready": NUMBER, "left": NUMBER, "shortfall": NUMBER, "pool": NUMBER,
    },
    "schedule": {
        "scenario": TEXT, "case": TEXT, "component": TEXT, "contributor": TEXT, "element": TEXT, "phase": TEXT,
        "start_month": "int64", "end_month": "int64", "relieves": TEXT, "dwell_months": NUMBER,
        "below_goal_months": NUMBER,
    },
    "inputs": {
        "scenario": TEXT, "path": TEXT, "low": NUMBER, "central": NUMBER, "high": NUMBER, "unit": TEXT,
        "standing": TEXT, "claim": TEXT, "reason": TEXT,
    },
}  # fmt: skip
"""The columns of each frame and their types: the one place that declares them."""
