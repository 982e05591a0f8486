"""opensearch-serverless-policy-valid: Policies of serverless collections must have the form of their type."""

from policypack.aws.opensearch import SERVERLESS_ACCESS_POLICY, SERVERLESS_SECURITY_POLICY
from policypack.constraint import Constraint, Json, argument
from policypack.fix import Blank, Set, fix
from policypack.model.values import Plain
from policypack.rule import constraints_rule

GUIDE = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide"
ENCRYPTION, NETWORK = f"{GUIDE}/serverless-encryption.html", f"{GUIDE}/serverless-network.html"
DATA = f"{GUIDE}/serverless-data-access.html"
COLLECTION = {"ResourceType": "collection", "Resource": ["collection/orders"]}
ENCRYPTED = {"Rules": [COLLECTION], "AWSOwnedKey": True}
OPEN = {"Rules": [COLLECTION], "AllowFromPublic": True}
ACCESS = {
    "Rules": [{**COLLECTION, "Permission": ["aoss:DescribeCollectionItems"]}],
    "Principal": ["arn:aws:iam::123456789012:role/orders"],
}
WRONG = "ValidationException: Policy json is invalid, error: [$: {} found, {} expected]"

policy, type_ = argument("policy"), argument("type")


def object_error(tree: Plain) -> str | None:
    """A policy for encryption is one object."""
    return "it is a list" if isinstance(tree, list) else None


def list_error(tree: Plain) -> str | None:
    """A policy for networks or for data is a list of objects."""
    return "it is an object" if isinstance(tree, dict) else None


RULE = constraints_rule(
    id="opensearch-serverless-policy-valid",
    service="OpenSearch Serverless",
    summary="Policies of serverless collections must have the form of their type",
    rationale="""
        A policy for encryption is one object. Policies for networks and those for access to data
        are lists of such objects, also where they have one alone.
    """,
    since="0.2.0",
    references=(ENCRYPTION, NETWORK, DATA),
    constraints={
        SERVERLESS_SECURITY_POLICY: (
            Constraint(
                demand=policy.is_json() & policy.holds("a JSON object", object_error),
                when=type_.equals("encryption") & policy.is_given().unsaid(),
                error=WRONG.format("array", "object"),
                source=ENCRYPTION,
                fix=fix(Set("policy", Blank("one object with Rules and AWSOwnedKey or KmsARN"))),
                invalid=({"policy": Json([ENCRYPTED])}, {"policy": "{"}),
                valid=({"policy": Json(ENCRYPTED)}, {"type": "network", "policy": Json([OPEN])}),
            ),
            Constraint(
                demand=policy.is_json() & policy.holds("a JSON list", list_error),
                when=type_.equals("network") & policy.is_given().unsaid(),
                error=WRONG.format("object", "array"),
                source=NETWORK,
                fix=fix(Set("policy", Blank("a list of objects with Rules and AllowFromPublic"))),
                invalid={"type": "network", "policy": Json(OPEN)},
                valid={"type": "network", "policy": Json([OPEN])},
            ),
        ),
        SERVERLESS_ACCESS_POLICY: (
            Constraint(
                demand=policy.is_json() & policy.holds("a JSON list", list_error),
                when=policy.is_given().unsaid(),
                error=WRONG.format("object", "array"),
                source=DATA,
                fix=fix(Set("policy", Blank("a list of objects with Rules and Principal"))),
                invalid={"policy": Json(ACCESS)},
                valid={"policy": Json([ACCESS])},
            ),
        ),
    },
    base={
        SERVERLESS_SECURITY_POLICY[0]: {"name": "orders", "type": "encryption", "policy": Json(ENCRYPTED)},
        SERVERLESS_ACCESS_POLICY[0]: {"name": "orders", "type": "data", "policy": Json([ACCESS])},
    },
)
