"""schemas-schema-valid: Registries and schemas must have names, policies and contents of their form."""

from policypack.aws.schemas import DISCOVERER, REGISTRY, REGISTRY_POLICY, SCHEMA
from policypack.constraint import Blank, Constraint, Json, Set, argument, fix
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/eventbridge/latest/schema-reference"
CREATE = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-schema-create.html"
DOCUMENT: Plain = {
    "openapi": "3.0.0",
    "info": {"version": "1.0.0", "title": "Order"},
    "paths": {},
    "components": {"schemas": {"Order": {"type": "object"}}},
}
ALLOW: dict[str, Plain] = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
    "Action": "schemas:DescribeSchema",
    "Resource": "*",
}

name, policy, content = argument("name"), argument("policy"), argument("content")


def version_error(tree: Plain) -> str | None:
    """A policy says its version."""
    return 'it has no "Version"' if isinstance(tree, dict) and "Version" not in tree else None


RULE = constraints_rule(
    id="schemas-schema-valid",
    service="EventBridge Schemas",
    summary="Registries and schemas must have names, policies and contents of their form",
    rationale="""
        Names that start with "aws." are those of AWS's own registries. The policy of a registry says its version, a
        schema is JSON, and what discovers schemas listens to an event bus.
    """,
    since="0.2.0",
    constraints={
        REGISTRY: (
            Constraint(
                demand=~name.starts_with("aws."),
                when=name.is_given().unsaid(),
                error="ForbiddenException: You do not have the permission to create/modify an AWS managed registry with"
                " name prefixed with 'aws.'.",
                source=f"{API}/v1-registries-name-registryname.html",
                fix=fix(Set("name", Blank('a name that does not start with "aws."'))),
                invalid={"name": "aws.orders"},
                valid={"name": "orders"},
            ),
        ),
        REGISTRY_POLICY: (
            Constraint(
                demand=policy.holds('a policy with a "Version"', version_error),
                when=policy.is_given().unsaid(),
                error="BadRequestException: Provided registry policy is invalid: Missing required field Version.",
                source=f"{API}/v1-policy.html",
                fix=fix(Set("policy", Json(Blank('the policy with the "Version" 2012-10-17')))),
                invalid={"policy": Json({"Statement": [ALLOW]})},
                valid={"policy": Json({"Version": "2012-10-17", "Statement": [ALLOW]})},
            ),
        ),
        SCHEMA: (
            Constraint(
                demand=content.is_json(),
                when=content.is_given().unsaid(),
                error="BadRequestException: Content is not valid JSON",
                source=CREATE,
                fix=fix(Set("content", Json(Blank("the schema as JSON")))),
                invalid={"content": "openapi: 3.0.0"},
                valid={"content": Json(DOCUMENT)},
            ),
        ),
        DISCOVERER: (
            Constraint(
                demand=argument("sourceArn").matches(
                    r"arn:[^:]*:events:[^:]*:[^:]*:event-bus/.*", "the ARN of an event bus"
                ),
                when=argument("sourceArn").starts_with("arn:").unsaid(),
                error="BadRequestException: Source ARN must be a valid event bus ARN",
                source=f"{API}/v1-discoverers.html",
                fix=fix(Set("sourceArn", Blank("the ARN of an event bus"))),
                invalid={"sourceArn": "arn:aws:sqs:us-east-1:123456789012:orders"},
                valid={"sourceArn": "arn:aws:events:us-east-1:123456789012:event-bus/orders"},
            ),
        ),
    },
    base={
        REGISTRY_POLICY[0]: {"registryName": "orders"},
        SCHEMA[0]: {"registryName": "orders", "name": "order", "type": "OpenApi3"},
    },
)
