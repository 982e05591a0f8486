"""iot-rule-valid: Things and topic rules of IoT must have names of their form, and a query."""

from policypack.aws.iot import THING, THING_GROUP, THING_TYPE, TOPIC_RULE
from policypack.constraint import form, joined
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/iot/latest/apireference/API_CreateTopicRule.html"
SQL = "https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html"

RULE = constraints_rule(
    id="iot-rule-valid",
    service="IoT",
    summary="Things and topic rules of IoT must have names of their form, and a query",
    rationale="""
        The name of a rule has letters, digits and underscores, that of a thing hyphens and colons, too. The query of a
        rule selects something from a topic.
    """,
    since="0.2.0",
    constraints={
        (*THING, *THING_GROUP, *THING_TYPE): (
            form(
                "name",
                r"[a-zA-Z0-9:_-]{1,128}",
                "1 to 128 letters, digits, colons, underscores and hyphens",
                invalid=("orders eu", "orders.eu"),
                valid=("orders:eu", "o"),
                correct=joined("a-zA-Z0-9:_-", 128),
                error="InvalidRequestException: 1 validation error detected: Value at 'thingName' failed to satisfy"
                " constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9:_-]+",
                source="https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThing.html",
            ),
        ),
        TOPIC_RULE: (
            form(
                "name",
                r"[a-zA-Z0-9_]{1,128}",
                "1 to 128 letters, digits and underscores",
                invalid=("orders eu", "orders-eu"),
                valid=("orders_eu", "o"),
                correct=joined("a-zA-Z0-9_", 128, joint="_"),
                error="Value at 'ruleName' failed to satisfy constraint: Member must satisfy regular expression"
                " pattern: ^[a-zA-Z0-9_]+$",
                source="https://github.com/serverless/serverless/issues/6086",
            ),
            form(
                "sql",
                r"\s*(?:--[^\n]*\n\s*)*(?i:select)\s(?s:.*)",
                "a query that starts with SELECT",
                invalid="orders/eu/#",
                valid=("SELECT * FROM 'orders/#'", "select value x from 'orders'"),
                error="SqlParseException: The Rule-SQL expression can't be parsed correctly.",
                source=API,
            ),
        ),
    },
    base={
        TOPIC_RULE[0]: {
            "name": "orders",
            "enabled": True,
            "sql": "SELECT * FROM 'orders/#'",
            "sqlVersion": "2016-03-23",
        }
    },
    references=(API, SQL),
)
