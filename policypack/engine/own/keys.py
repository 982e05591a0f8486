"""The keys of a rule that is YAML."""

RULE_KEYS = (
    "summary",
    "why",
    "level",
    "consequence",
    "since",
    "types",
    "service",
    "references",
    "controls",
    "aliases",
    "base",
    "rows",
)
ROW_KEYS = ("property", "each", "when", "unset", "message", "error", "source", "controls", "right", "wrong", "words")
