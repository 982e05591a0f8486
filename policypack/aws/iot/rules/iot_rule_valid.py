"""iot-rule-valid: Things and topic rules of IoT must have names of their form, and a query."""

import json

from policypack.aws.iot import POLICY, THING, THING_GROUP, THING_TYPE, TOPIC_RULE
from policypack.constraint import Constraint, Json, argument, form, joined
from policypack.fix import Blank, Set, fix
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/iot/latest/apireference/API_CreateTopicRule.html"
SQL = "https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html"
CLIENT = "arn:aws:iot:eu-west-2:123456789012:client/${iot:ClientId}"

policy = argument("policy")


def allowing(resource: Plain) -> Json:
    """A policy that lets clients connect."""
    return Json(
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iot:Connect", "Resource": resource}]}
    )


def resource_error(tree: Plain) -> str | None:
    """Each resource is an ARN or every one."""
    statements = tree.get("Statement") if isinstance(tree, dict) else None
    for one in statements if isinstance(statements, list) else [statements]:
        resources = one.get("Resource") if isinstance(one, dict) else None
        for resource in resources if isinstance(resources, list) else [resources]:
            if isinstance(resource, str) and not resource.startswith(("arn:", "*")):
                return f"the resource {resource} is no ARN"
    return None


RULE = constraints_rule(
    id="iot-rule-valid",
    service="IoT",
    summary="Things and rules of IoT must have valid names, and policies ARNs",
    rationale="""
        The name of a rule has letters, digits and underscores, that of a thing hyphens and colons, too. The query of a
        rule selects something from a topic. The resources of a policy are ARNs.
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
        POLICY: (
            Constraint(
                demand=policy.holds("a policy whose resources are ARNs, or *", resource_error),
                when=policy.is_given().unsaid(),
                error="MalformedPolicyException: Policy document is Malformed: The resource"
                ' ["arn:aws:iot:eu-west-2:123456789012:client/orders"] is not in valid ARN format',
                source="https://github.com/awsdocs/aws-iot-docs/pull/46",
                fix=fix(Set("policy", Blank("the policy with ARNs as resources"))),
                invalid=(
                    {"policy": allowing(json.dumps([CLIENT]))},
                    {"policy": allowing("orders")},
                    {"policy": allowing([CLIENT, "client/orders"])},
                ),
                valid=(
                    {"policy": allowing("*")},
                    {"policy": allowing([CLIENT])},
                    {"policy": allowing("arn:aws:iot:*")},
                ),
                condition="a resource of a policy is no ARN",
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
        },
        POLICY[0]: {"name": "clients", "policy": allowing("*")},
    },
    references=(API, SQL),
)
