"""cloudwatch-log-policy-valid: Data protection policies must audit and mask, and filters must have valid names."""

from policypack.aws.cloudwatch import METRIC_FILTER, SUBSCRIPTION_FILTER
from policypack.constraint import (
    Blank,
    Constraint,
    Inputs,
    Json,
    Remove,
    Set,
    argument,
    few,
    fix,
    form,
    joined,
    not_with,
)
from policypack.model.values import Plain
from policypack.rule import constraints_rule

ACCOUNT_POLICY = ("aws:cloudwatch/logAccountPolicy:LogAccountPolicy",)
ANOMALY_DETECTOR = ("aws:cloudwatch/logAnomalyDetector:LogAnomalyDetector",)
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


def statements_of(tree: Plain) -> list[dict[str, Plain]]:
    """The two statements of a policy; none of what has others."""
    found = tree.get("Statement") if isinstance(tree, dict) else None
    statements = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return statements if len(statements) == 2 else []


def identifiers_error(tree: Plain) -> str | None:
    """Both statements are of the same data."""
    lists = [own for own in (one.get("DataIdentifier") for one in statements_of(tree)) if isinstance(own, list)]
    if len(lists) != 2 or sorted(map(str, lists[0])) == sorted(map(str, lists[1])):
        return None
    return 'the two statements have another "DataIdentifier" each'


def mask_error(tree: Plain) -> str | None:
    """What masks says no more than that it does."""
    for one in statements_of(tree):
        operation = one.get("Operation")
        masking = operation.get("Deidentify") if isinstance(operation, dict) else None
        config = masking.get("MaskConfig") if isinstance(masking, dict) else None
        if isinstance(config, dict) and config:
            return f'"MaskConfig" has "{next(iter(config))}"'
    return None


def destination_error(tree: Plain) -> str | None:
    """A subscription says where it leads."""
    return 'it has no "DestinationArn"' if isinstance(tree, dict) and "DestinationArn" not in tree else None


def list_error(tree: Plain) -> str | None:
    """What transforms is a list."""
    return None if isinstance(tree, list) else "it is no list of processors"


ACCOUNTS = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy.html"
SUBSCRIBED: Inputs = {
    "policyType": "SUBSCRIPTION_FILTER_POLICY",
    "policyDocument": Json(
        {"DestinationArn": "arn:aws:lambda:us-east-1:123456789012:function:orders", "FilterPattern": ""}
    ),
}
TRANSFORMED: Inputs = {"policyType": "TRANSFORMER_POLICY", "policyDocument": Json([{"parseJSON": {}}])}
criteria, kind = argument("selectionCriteria"), argument("policyType")

RULE = constraints_rule(
    id="cloudwatch-log-policy-valid",
    service="CloudWatch Logs",
    summary="Data protection policies must audit and mask, and filters have valid names",
    rationale="""
        A data protection policy of a log group has the version 2021-06-01 and two statements: one audits, the other
        masks. A policy of the account selects log groups as its kind allows. The namespaces that start
        with AWS/ are those of AWS's own metrics. The name of a filter has no colon and no asterisk.
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
            Constraint(
                demand=document.holds("a policy that audits and masks the same data", identifiers_error),
                error="InvalidParameterException: Audit Statement and Deidentify Statement must have the same Data"
                " Identifiers",
                source=MASKING,
                fix=fix(Set("policyDocument", Json(Blank("a policy with the same identifiers in both statements")))),
                invalid=policy(AUDIT, {**MASK, "DataIdentifier": [IDENTIFIERS[0].replace("Email", "")]}),
                valid=policy(AUDIT, MASK),
            ),
            Constraint(
                demand=document.holds('a policy with an empty "MaskConfig"', mask_error),
                error="InvalidParameterException: MaskCharacter is not a valid field",
                source=MASKING,
                fix=fix(Set("policyDocument", Json(Blank('a policy with an empty "MaskConfig"')))),
                invalid=policy(AUDIT, {**MASK, "Operation": {"Deidentify": {"MaskConfig": {"MaskCharacter": "*"}}}}),
                valid=policy(AUDIT, MASK),
            ),
        ),
        ACCOUNT_POLICY: (
            not_with(
                "selectionCriteria",
                'LogGroupName NOT IN ["/orders"]',
                {"policyType": "DATA_PROTECTION_POLICY"},
                beside=policy(AUDIT, MASK),
                error="InvalidParameterException: SelectionCriteria is not yet supported for the DATA_PROTECTION_POLICY"
                " policy type.",
                source=ACCOUNTS,
            ),
            Constraint(
                demand=criteria.matches(
                    r"(?s:LogGroupName\s{1,20}NOT\s{1,20}IN\s{0,20}\[.*\]\s{0,20})", "LogGroupName NOT IN [...]"
                ),
                when=kind.equals("SUBSCRIPTION_FILTER_POLICY") & criteria.is_given().unsaid(),
                error="InvalidParameterException: The provided SelectionCriteria string is invalid.",
                source=ACCOUNTS,
                fix=fix(
                    Set("selectionCriteria", Blank('LogGroupName NOT IN ["NAME"]')),
                    otherwise=Remove("selectionCriteria"),
                ),
                invalid={**SUBSCRIBED, "selectionCriteria": 'LogGroupNamePrefix IN ["/orders"]'},
                valid={**SUBSCRIBED, "selectionCriteria": 'LogGroupName NOT IN ["/orders"]'},
            ),
            Constraint(
                demand=criteria.starts_with("LogGroupNamePrefix"),
                when=kind.one_of("FIELD_INDEX_POLICY", "TRANSFORMER_POLICY") & criteria.is_given().unsaid(),
                error="InvalidParameterException: Invalid selection criteria provided.",
                source=ACCOUNTS,
                fix=fix(Set("selectionCriteria", Blank("LogGroupNamePrefix and the start of the names"))),
                invalid={**TRANSFORMED, "selectionCriteria": 'LogGroupName NOT IN ["/orders"]'},
                valid={**TRANSFORMED, "selectionCriteria": 'LogGroupNamePrefix "/orders"'},
            ),
            Constraint(
                demand=document.holds('a document with a "DestinationArn"', destination_error),
                when=kind.equals("SUBSCRIPTION_FILTER_POLICY"),
                error="InvalidParameterException: MissingDestinationArnfield in policy document",
                source=ACCOUNTS,
                fix=fix(Set("policyDocument", Json(Blank('a document with a "DestinationArn"')))),
                invalid={**SUBSCRIBED, "policyDocument": Json({"FilterPattern": ""})},
                valid=SUBSCRIBED,
            ),
            Constraint(
                demand=document.holds("a list of processors", list_error),
                when=kind.equals("TRANSFORMER_POLICY"),
                error="InvalidParameterException: Invalid json transformer config provided",
                source=ACCOUNTS,
                fix=fix(Set("policyDocument", Json(Blank("a list of processors")))),
                invalid={**TRANSFORMED, "policyDocument": Json({"parseJSON": {}})},
                valid=TRANSFORMED,
            ),
        ),
        ANOMALY_DETECTOR: (
            few(
                "logGroupArnLists",
                1,
                item="arn:aws:logs:us-east-1:123456789012:log-group:/orders",
                error="InvalidParameterException: Only 1 log group arn is supported in the list.",
                source="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference"
                "/API_CreateLogAnomalyDetector.html",
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
        ACCOUNT_POLICY[0]: {"policyName": "orders"},
        ANOMALY_DETECTOR[0]: {"enabled": True, "detectorName": "orders"},
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
