"""config-recorder-valid: Recorders, rules and aggregators of Config must have what fits together."""

from policypack.aws.cfg import AGGREGATOR, RECORDER, REMEDIATION, meant, triggers
from policypack.aws.cfg import RULE as CONFIG_RULE
from policypack.constraint import Blank, Constraint, Inputs, Remove, Set, argument, fits, fix, note
from policypack.model.conditions import Condition, Words
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/config/latest/APIReference"
OF_GROUP = f"{API}/API_RecordingGroup.html"
OF_SOURCE = f"{API}/API_Source.html"
INVALID_GROUP = "InvalidRecordingGroupException: The recording group provided is not valid"
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders"
TYPES = ["AWS::EC2::Volume"]
WITHOUT_USERS = [{"resourceTypes": ["AWS::IAM::User"]}]
CHANGES = [{"messageType": "ConfigurationItemChangeNotification"}]
SCHEDULED = [{"messageType": "ScheduledNotification"}]

all_supported = argument("recordingGroup.allSupported")
excluded = argument("recordingGroup.exclusionByResourceTypes[0].resourceTypes")
included = argument("recordingGroup.resourceTypes")
strategies = argument("recordingGroup.recordingStrategies")
owner, identifier = argument("source.owner"), argument("source.sourceIdentifier")
details, frequency = argument("source.sourceDetails"), argument("maximumExecutionFrequency")
is_managed = owner.equals("AWS")


def group(**fields: Plain) -> Inputs:
    """A recording group of the examples."""
    return {"recordingGroup": fields}


def strategy(name: str) -> list[Plain]:
    return [{"useOnly": name}]


def only_scheduled() -> Condition:
    """Nothing but a schedule triggers the rule."""
    return Condition(
        lambda it: details.of(it).all(lambda one: one.at("messageType").equals("ScheduledNotification")),
        Words.of(
            details.path,
            "has ScheduledNotification only",
            "has other messages than ScheduledNotification",
            "must have ScheduledNotification only",
            "must have other messages than ScheduledNotification",
        ),
        (details.path,),
    )


def of_changes(rule: str | None, how_often: str | None) -> str | None:
    """A managed rule that changes trigger is given a frequency."""
    if not how_often or triggers().get(str(rule)) != "change":
        return None
    return f"only changes of resources trigger {rule}"


def misspelt(rule: str) -> str | None:
    """The identifier is none, and differs from one in case and separators only."""
    if not isinstance(rule, str) or rule in triggers():
        return None
    right = meant(rule)
    return f"the identifier is {right}" if right else None


RECORDER_ROWS = (
    *(
        Constraint(
            demand=all_supported.equals(False),
            when=argument(path).is_given(),
            error=INVALID_GROUP,
            source=OF_GROUP,
            fix=fix(Set(all_supported.path, False)),
            invalid=({"recordingGroup": fields}, group(**fields, allSupported=True)),
            valid=group(**fields, allSupported=False),
        )
        for path, fields in (
            (included.path, {"resourceTypes": TYPES}),
            (
                excluded.path,
                {
                    "exclusionByResourceTypes": WITHOUT_USERS,
                    "recordingStrategies": strategy("EXCLUSION_BY_RESOURCE_TYPES"),
                },
            ),
        )
    ),
    Constraint(
        demand=~all_supported.equals(False),
        when=argument("recordingGroup.includeGlobalResourceTypes").is_true(),
        error=INVALID_GROUP,
        source=OF_GROUP,
        fix=fix(Set("recordingGroup.includeGlobalResourceTypes", False)),
        at="recordingGroup.includeGlobalResourceTypes",
        invalid=group(allSupported=False, includeGlobalResourceTypes=True, resourceTypes=TYPES),
        valid=(group(allSupported=True, includeGlobalResourceTypes=True), group(includeGlobalResourceTypes=True)),
    ),
    Constraint(
        demand=excluded.is_given(),
        when=strategies.has_element("useOnly", "EXCLUSION_BY_RESOURCE_TYPES"),
        error=INVALID_GROUP,
        source="https://github.com/hashicorp/terraform-provider-aws/issues/38820",
        fix=note("the types that it does not record, in exclusionByResourceTypes"),
        invalid=group(allSupported=False, recordingStrategies=strategy("EXCLUSION_BY_RESOURCE_TYPES")),
        valid=group(
            allSupported=False,
            exclusionByResourceTypes=WITHOUT_USERS,
            recordingStrategies=strategy("EXCLUSION_BY_RESOURCE_TYPES"),
        ),
    ),
    Constraint(
        demand=included.is_given(),
        when=strategies.has_element("useOnly", "INCLUSION_BY_RESOURCE_TYPES"),
        error=INVALID_GROUP,
        source=OF_GROUP,
        fix=note("the types that it records, in resourceTypes"),
        invalid=group(allSupported=False, recordingStrategies=strategy("INCLUSION_BY_RESOURCE_TYPES")),
        valid=group(
            allSupported=False,
            resourceTypes=TYPES,
            recordingStrategies=strategy("INCLUSION_BY_RESOURCE_TYPES"),
        ),
    ),
)
RULE_ROWS = (
    Constraint(
        demand=fits(identifier, "the identifier of a managed rule", misspelt),
        when=is_managed & identifier.is_given().unsaid(),
        error="InvalidParameterValueException: The sourceIdentifier MULTI_REGION_CLOUDTRAIL_ENABLED is invalid. Please"
        " refer to the documentation for a list of valid sourceIdentifiers that can be used when AWS is the Owner.",
        source="https://github.com/niaid/terraform-aws-managed-config-rules/issues/46",
        fix=fix(Set(identifier.path, Blank("the identifier of a managed rule"))),
        correct=lambda rule: meant(rule) if isinstance(rule, str) else None,
        invalid={"source": {"owner": "AWS", "sourceIdentifier": "MULTI_REGION_CLOUDTRAIL_ENABLED"}},
        valid=(
            {"source": {"owner": "AWS", "sourceIdentifier": "MULTI_REGION_CLOUD_TRAIL_ENABLED"}},
            {"source": {"owner": "AWS", "sourceIdentifier": "ORDERS_ARE_SHIPPED_ENABLED"}},
        ),
    ),
    Constraint(
        demand=fits(frequency, "that of a periodic rule", of_changes, identifier.of, frequency.of),
        when=is_managed & frequency.is_given().unsaid(),
        error="InvalidParameterValueException: A maximum execution frequency for this rule is not allowed because only"
        " a change in resources triggers this managed rule.",
        source="https://github.com/trussworks/terraform-aws-config/pull/171",
        fix=fix(Remove(frequency.path)),
        invalid={
            "source": {"owner": "AWS", "sourceIdentifier": "ELB_LOGGING_ENABLED"},
            "maximumExecutionFrequency": "One_Hour",
        },
        valid=(
            {
                "source": {"owner": "AWS", "sourceIdentifier": "ACCESS_KEYS_ROTATED"},
                "maximumExecutionFrequency": "One_Hour",
            },
            {"source": {"owner": "AWS", "sourceIdentifier": "ELB_LOGGING_ENABLED"}},
        ),
    ),
    Constraint(
        demand=identifier.is_present(),
        when=is_managed,
        error="SourceIdentifier: For Config Managed rules, a predefined identifier from a list.",
        source=OF_SOURCE,
        fix=fix(Set(identifier.path, Blank("the identifier of a managed rule"))),
        invalid={"source": {"owner": "AWS"}},
        valid={"source": {"owner": "AWS", "sourceIdentifier": "ELB_LOGGING_ENABLED"}},
    ),
    Constraint(
        demand=details.is_empty(),
        when=is_managed,
        error="InvalidParameterValueException: SourceDetails should be null/empty if the owner is AWS.",
        source=f"{API}/API_SourceDetail.html",
        fix=fix(Remove(details.path)),
        invalid={"source": {"owner": "AWS", "sourceIdentifier": "ELB_LOGGING_ENABLED", "sourceDetails": CHANGES}},
        valid={"source": {"owner": "AWS", "sourceIdentifier": "ELB_LOGGING_ENABLED"}},
    ),
    Constraint(
        demand=details.is_given(),
        when=owner.equals("CUSTOM_LAMBDA"),
        error="InvalidParameterValueException: SourceDetails should not be null/empty if the owner is CUSTOM_LAMBDA.",
        source=f"{API}/API_SourceDetail.html",
        fix=note("what triggers the rule, in sourceDetails"),
        invalid={"source": {"owner": "CUSTOM_LAMBDA", "sourceIdentifier": FUNCTION}},
        valid={"source": {"owner": "CUSTOM_LAMBDA", "sourceIdentifier": FUNCTION, "sourceDetails": CHANGES}},
    ),
    Constraint(
        demand=argument("source.customPolicyDetails").is_given(),
        when=owner.equals("CUSTOM_POLICY"),
        error="CustomPolicyDetails: Required when owner is set to CUSTOM_POLICY.",
        source=OF_SOURCE,
        fix=note("the policy, in customPolicyDetails"),
        invalid={"source": {"owner": "CUSTOM_POLICY", "sourceDetails": CHANGES}},
        valid={
            "source": {
                "owner": "CUSTOM_POLICY",
                "sourceDetails": CHANGES,
                "customPolicyDetails": {"policyRuntime": "guard-2.x.x", "policyText": "rule named { }"},
            }
        },
    ),
    Constraint(
        demand=argument("messageType").equals("ScheduledNotification"),
        when=frequency.is_given(),
        error="If you specify a value for MaximumExecutionFrequency, then MessageType must use the"
        " ScheduledNotification value.",
        source=f"{API}/API_SourceDetail.html",
        fix=fix(Remove(frequency.path), otherwise=Set("messageType", "ScheduledNotification")),
        at=frequency.path,
        invalid={"messageType": "ConfigurationItemChangeNotification", "maximumExecutionFrequency": "One_Hour"},
        valid=(
            {"messageType": "ScheduledNotification", "maximumExecutionFrequency": "One_Hour"},
            {"messageType": "ConfigurationItemChangeNotification"},
        ),
    ).inside("source.sourceDetails[]"),
    Constraint(
        demand=argument("scope").is_empty(),
        when=owner.equals("CUSTOM_LAMBDA") & details.is_given().unsaid() & only_scheduled(),
        error="InvalidParameterValueException: Scope is not supported for periodic rules.",
        source="https://github.com/cloud-custodian/cloud-custodian/pull/10008",
        fix=fix(Remove("scope")),
        invalid={
            "source": {"owner": "CUSTOM_LAMBDA", "sourceIdentifier": FUNCTION, "sourceDetails": SCHEDULED},
            "scope": {"complianceResourceTypes": TYPES},
        },
        valid=(
            {"source": {"owner": "CUSTOM_LAMBDA", "sourceIdentifier": FUNCTION, "sourceDetails": SCHEDULED}},
            {
                "source": {
                    "owner": "CUSTOM_LAMBDA",
                    "sourceIdentifier": FUNCTION,
                    "sourceDetails": [*SCHEDULED, *CHANGES],
                },
                "scope": {"complianceResourceTypes": TYPES},
            },
        ),
    ),
)
PARAMETER_ROWS = tuple(
    Constraint(
        demand=argument(other).is_empty(),
        when=argument(one).is_given(),
        error="InvalidParameterValueException: There were invalid RemediationParameterValues for configurations for AWS"
        " Config Rules",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/31428",
        fix=fix(Remove(other)),
        invalid={"name": "Shop", one: first, other: second},
        valid={"name": "Shop", one: first},
    ).inside("parameters[]")
    for one, first, other, second in (
        ("resourceValue", "RESOURCE_ID", "staticValue", "eu"),
        ("resourceValue", "RESOURCE_ID", "staticValues", ["eu"]),
        ("staticValue", "eu", "staticValues", ["us"]),
    )
)
AGGREGATOR_ROWS = tuple(
    Constraint(
        demand=argument(f"{place}.allRegions").is_true() | argument(f"{place}.regions").is_given(),
        when=argument(place).is_given(),
        error="InvalidParameterValueException: Your request does not specify any regions. Specify AWS Config-supported"
        " regions and try again.",
        source=f"{API}/API_PutConfigurationAggregator.html",
        fix=fix(Set(f"{place}.allRegions", True)),
        invalid={place: fields},
        valid=({place: {**fields, "allRegions": True}}, {place: {**fields, "regions": ["us-east-1"]}}),
    )
    for place, fields in (
        ("accountAggregationSource", {"accountIds": ["123456789012"]}),
        ("organizationAggregationSource", {"roleArn": "arn:aws:iam::123456789012:role/config"}),
    )
)

RULE = constraints_rule(
    id="config-recorder-valid",
    service="AWS Config",
    summary="Recorders, rules and aggregators of Config must have what fits together",
    rationale="""
        A recorder records all types, or those that it names, or all but those that it names, and its strategy says
        which. A managed rule is known by its identifier, and has a frequency only where it is periodic; a custom rule
        names its function and what triggers it, or has a policy of its own. An aggregator names its regions.
    """,
    since="0.2.0",
    constraints={
        RECORDER: RECORDER_ROWS,
        CONFIG_RULE: RULE_ROWS,
        AGGREGATOR: AGGREGATOR_ROWS,
        REMEDIATION: PARAMETER_ROWS,
    },
    base={
        RECORDER[0]: {"name": "default", "roleArn": "arn:aws:iam::123456789012:role/config"},
        CONFIG_RULE[0]: {"source": {"owner": "CUSTOM_LAMBDA", "sourceIdentifier": FUNCTION, "sourceDetails": CHANGES}},
        AGGREGATOR[0]: {},
        REMEDIATION[0]: {
            "configRuleName": "orders",
            "targetType": "SSM_DOCUMENT",
            "targetId": "AWS-StopEC2Instance",
        },
    },
    references=(OF_GROUP, OF_SOURCE),
)
