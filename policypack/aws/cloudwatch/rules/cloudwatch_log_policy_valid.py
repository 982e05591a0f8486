"""cloudwatch-log-policy-valid: Data protection policies must audit and mask, and filters must have valid names."""

from policypack.aws.cloudwatch import METRIC_FILTER, SUBSCRIPTION_FILTER
from policypack.constraint import Blank, Constraint, Inputs, Json, Set, argument, fix, form, joined
from policypack.model.values import Plain
from policypack.rule import constraints_rule

DATA_PROTECTION = ("aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",)
MASKING = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data-start.html"
PUT = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html"
OBSERVED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/logs"
VERSION = "2021-06-01"
IDENTIFIERS = ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"]
AUDIT: Inputs = {"DataIdentifier": IDENTIFIERS, "Operation": {"Audit": {"FindingsDestination": {}}}}
MASK: Inputs = {"DataIdentifier": IDENTIFIERS, "Operation": {"Deidentify": {"MaskConfig": {}}}}

document, namespace = argument("policyDocument"), argument("metricTransformation.namespace")


def policy(*statements: Inputs, version: str = VERSION) -> Inputs:
    """A policy of these statements."""
    parts: list[Plain] = [dict(one) for one in statements]
    return {"policyDocument": Json({"Name": "emails", "Version": version, "Statement": parts})}


def version_error(tree: Plain) -> str | None:
    """The policy has the only version that there is."""
    version = tree.get("Version") if isinstance(tree, dict) else VERSION
    return f'"Version" is {version}' if version != VERSION else None


def statements_error(tree: Plain) -> str | None:
    """The policy has two statements."""
    statements = tree.get("Statement") if isinstance(tree, dict) else None
    count = len(statements) if isinstance(statements, list) else 0
    return f'"Statement" has {count} statement{"s" * (count != 1)}' if isinstance(tree, dict) and count != 2 else None


RULE = constraints_rule(
    id="cloudwatch-log-policy-valid",
    service="CloudWatch Logs",
    summary="Data protection policies must audit and mask, and filters have valid names",
    rationale="""
        A data protection policy of a log group has the version 2021-06-01 and two statements: one audits, the other
        masks. The namespaces that start with AWS/ are those of AWS's own metrics. The name of a filter has no colon and
        no asterisk.
    """,
    since="0.2.0",
    references=(MASKING,),
    constraints={
        DATA_PROTECTION: (
            Constraint(
                demand=document.holds(f'a policy of the "Version" {VERSION}', version_error),
                error="InvalidParameterException: Policy Version must be 2021-06-01",
                source=MASKING,
                fix=fix(Set("policyDocument", Json(Blank(f'the policy with the "Version" {VERSION}')))),
                invalid=policy(AUDIT, MASK, version="2012-10-17"),
                valid=policy(AUDIT, MASK),
            ),
            Constraint(
                demand=document.holds("a policy of two statements", statements_error),
                error="InvalidParameterException: Policy can only have two statements. One for Audit Operation and one"
                " for Deidentify Operation",
                source=f"{OBSERVED}/pf-logs-data-protection-policy-statements/meta.yaml",
                fix=fix(Set("policyDocument", Json(Blank("a policy with an Audit and a Deidentify statement")))),
                invalid=policy(AUDIT),
                valid=policy(AUDIT, MASK),
            ),
        ),
        METRIC_FILTER: (
            Constraint(
                demand=~namespace.starts_with("AWS/"),
                error="InvalidParameterException: Metric namespaces starting with AWS/ are reserved for AWS.",
                source=PUT,
                fix=fix(Set("metricTransformation.namespace", Blank("a namespace of your own"))),
                invalid={"metricTransformation.namespace": "AWS/Orders"},
                valid={"metricTransformation.namespace": "Orders"},
            ),
        ),
        (*METRIC_FILTER, *SUBSCRIPTION_FILTER): (
            form(
                "name",
                r"[^:*]*",
                "a name without colons and asterisks",
                invalid=("orders:errors", "orders-*"),
                valid="orders/errors",
                correct=joined(" !-)+-9;-~"),
                error="InvalidParameterException: 1 validation error detected: Value at 'filterName' failed to satisfy"
                " constraint: Member must satisfy regular expression pattern: [^:*]*",
                source=PUT,
            ),
        ),
    },
    base={
        DATA_PROTECTION[0]: {"logGroupName": "/orders"},
        METRIC_FILTER[0]: {
            "logGroupName": "/orders",
            "pattern": "ERROR",
            "metricTransformation.name": "Errors",
            "metricTransformation.namespace": "Orders",
            "metricTransformation.value": "1",
        },
        SUBSCRIPTION_FILTER[0]: {
            "logGroup": "/orders",
            "filterPattern": "",
            "destinationArn": "arn:aws:lambda:us-east-1:123456789012:function:orders",
        },
    },
)
