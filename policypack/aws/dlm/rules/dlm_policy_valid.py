"""dlm-policy-valid: Lifecycle policies of snapshots and images must have what their type needs."""

from dataclasses import replace

from policypack.aws.dlm import POLICY
from policypack.constraint import (
    ALWAYS,
    Blank,
    Condition,
    Constraint,
    Inputs,
    Remove,
    Set,
    argument,
    fix,
    note,
    several,
)
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/dlm/latest/APIReference"
DETAILS, CREATE_RULE = f"{API}/API_PolicyDetails.html", f"{API}/API_CreateRule.html"
RETAIN = f"{API}/API_RetainRule.html"
OWN = "policyDetails"
DAILY = {"name": "daily", "createRule": {"interval": 24, "times": "23:45"}, "retainRule": {"count": 7}}
SNAPSHOTS: Inputs = {
    f"{OWN}.resourceTypes": ["VOLUME"],
    f"{OWN}.targetTags": {"Backup": "daily"},
    f"{OWN}.schedules": [DAILY],
}
IMAGES: Inputs = {**SNAPSHOTS, f"{OWN}.policyType": "IMAGE_MANAGEMENT", f"{OWN}.resourceTypes": ["INSTANCE"]}
COPIES: Inputs = {
    OWN: {
        "policyType": "EVENT_BASED_POLICY",
        "action": {
            "name": "copy",
            "crossRegionCopies": [
                {
                    "target": "us-west-2",
                    "encryptionConfiguration": {},
                    "retainRule": {"interval": 7, "intervalUnit": "DAYS"},
                }
            ],
        },
        "eventSource": {
            "type": "MANAGED_CWE",
            "parameters": {
                "descriptionRegex": "^.*$",
                "eventType": "shareSnapshot",
                "snapshotOwners": ["123456789012"],
            },
        },
    },
    f"{OWN}.resourceTypes": None,
    f"{OWN}.targetTags": None,
    f"{OWN}.schedules": None,
}

type_, default = argument(f"{OWN}.policyType"), argument("defaultPolicy")
is_custom = default.is_empty().unsaid()
on_schedule = (type_.is_empty() | type_.one_of("EBS_SNAPSHOT_MANAGEMENT", "IMAGE_MANAGEMENT")).called(
    "policyType is EBS_SNAPSHOT_MANAGEMENT or IMAGE_MANAGEMENT",
    "policyType must be EBS_SNAPSHOT_MANAGEMENT or IMAGE_MANAGEMENT",
)
by_cron, interval = argument("createRule.cronExpression"), argument("createRule.interval")


def of_schedule(row: Constraint, given: Condition = ALWAYS) -> Constraint:
    """The row for each schedule of a policy, whose witnesses are schedules."""
    invalid, valid = (tuple({f"{OWN}.schedules": [one]} for one in several(own)) for own in (row.invalid, row.valid))
    return replace(row, each=f"{OWN}.schedules[]", given=given, invalid=invalid, valid=valid)


RULE = constraints_rule(
    id="dlm-policy-valid",
    service="Data Lifecycle Manager",
    summary="Lifecycle policies of snapshots must have what their type needs",
    rationale="""
        A policy of snapshots or images names the tags of its volumes or instances and when it runs; one of events what
        it waits for and what it does. A schedule is by cron or by an interval, and keeps a number or an age.
    """,
    since="0.2.0",
    constraints={
        POLICY: (
            *(
                Constraint(
                    demand=argument(f"{OWN}.{name}").is_present(),
                    when=on_schedule & is_custom,
                    error=f"InvalidRequestException: {title}: This parameter is required for snapshot and AMI policies"
                    " only.",
                    source=DETAILS,
                    fix=fix(Set(f"{OWN}.{name}", wanted)),
                    invalid={f"{OWN}.{name}": None},
                    valid=({}, IMAGES, COPIES),
                )
                for name, title, wanted in (
                    ("resourceTypes", "ResourceTypes", Blank('["VOLUME"] or ["INSTANCE"]')),
                    ("targetTags", "TargetTags", Blank("the tags of what is copied")),
                    ("schedules", "Schedules", Blank("the schedules: each its createRule and its retainRule")),
                )
            ),
            *(
                Constraint(
                    demand=argument(f"{OWN}.{name}").is_present(),
                    when=type_.equals("EVENT_BASED_POLICY"),
                    error=f"InvalidRequestException: {title}: This parameter is required for event-based policies"
                    " only.",
                    source=DETAILS,
                    fix=note(f"{name} of the policy"),
                    invalid={**COPIES, f"{OWN}.{name}": None},
                    valid=(COPIES, {}),
                )
                for name, title in (("action", "Actions"), ("eventSource", "EventSource"))
            ),
            Constraint(
                demand=argument(f"{OWN}.resourceTypes").contains("INSTANCE"),
                when=type_.equals("IMAGE_MANAGEMENT") & argument(f"{OWN}.resourceTypes").is_given().unsaid(),
                error="InvalidRequestException: Use INSTANCE to create AMIs of instances.",
                source=DETAILS,
                fix=fix(Set(f"{OWN}.resourceTypes", ["INSTANCE"])),
                invalid={**IMAGES, f"{OWN}.resourceTypes": ["VOLUME"]},
                valid=IMAGES,
            ),
            *(
                of_schedule(
                    Constraint(
                        demand=argument(f"createRule.{name}").is_empty(),
                        when=by_cron.is_given(),
                        error="InvalidRequestException: CreateRule: You must specify either a Cron expression or an"
                        " interval, interval unit, and start time. You cannot specify both.",
                        source=CREATE_RULE,
                        fix=fix(Remove(f"createRule.{name}")),
                        invalid={**DAILY, "createRule": {"cronExpression": "cron(45 23 * * ? *)", name: value}},
                        valid=({**DAILY, "createRule": {"cronExpression": "cron(45 23 * * ? *)"}}, DAILY),
                    )
                )
                for name, value in (("interval", 24), ("times", "23:45"))
            ),
            of_schedule(
                Constraint(
                    demand=by_cron.is_present() | interval.is_present(),
                    at="createRule",
                    error="InvalidRequestException: CreateRule: You must specify either a Cron expression or an"
                    " interval, interval unit, and start time.",
                    source=CREATE_RULE,
                    fix=fix(Set("createRule.interval", 24)),
                    invalid={**DAILY, "createRule": {"times": "23:45"}},
                    valid=DAILY,
                    condition="a schedule has neither cronExpression nor interval",
                ),
                is_custom,
            ),
            of_schedule(
                Constraint(
                    demand=argument("retainRule.interval").is_empty(),
                    when=argument("retainRule.count").is_given(),
                    error="InvalidRequestException: RetainRule: You must specify either Count, or Interval and"
                    " IntervalUnit. You cannot specify both.",
                    source=RETAIN,
                    fix=fix(
                        Remove("retainRule.interval"),
                        Remove("retainRule.intervalUnit"),
                        otherwise=Remove("retainRule.count"),
                    ),
                    invalid={**DAILY, "retainRule": {"count": 7, "interval": 7, "intervalUnit": "DAYS"}},
                    valid=({**DAILY, "retainRule": {"interval": 7, "intervalUnit": "DAYS"}}, DAILY),
                )
            ),
            of_schedule(
                Constraint(
                    demand=argument("retainRule.intervalUnit").is_present(),
                    when=argument("retainRule.interval").is_given(),
                    error="InvalidRequestException: RetainRule: You must specify either Count, or Interval and"
                    " IntervalUnit.",
                    source=RETAIN,
                    fix=fix(Set("retainRule.intervalUnit", Blank("DAYS, WEEKS, MONTHS or YEARS"))),
                    invalid={**DAILY, "retainRule": {"interval": 7}},
                    valid=({**DAILY, "retainRule": {"interval": 7, "intervalUnit": "DAYS"}}, DAILY),
                )
            ),
        )
    },
    base={
        POLICY[0]: {
            "description": "Snapshots of orders",
            "executionRoleArn": "arn:aws:iam::123456789012:role/dlm",
            **SNAPSHOTS,
        }
    },
    references=(DETAILS, CREATE_RULE),
)
