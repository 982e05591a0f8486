"""networkfirewall-policy-valid: Firewall policies and rule groups must have actions, orders and types that fit."""

from collections.abc import Callable, Iterator
from functools import partial, reduce
from operator import add

from policypack.aws.networkfirewall import POLICY, RULE_GROUP
from policypack.check import Fact, Linked, Resource, Stack, Value, Verdict, any_of, is_not, known, require, together
from policypack.constraint import Condition, Constraint, Inputs, Table, argument
from policypack.fix import Blank, Remove, Set, Target, fix
from policypack.model.conditions import Words, any_condition
from policypack.rule import Rejection, StackContext, StackRule

API = "https://docs.aws.amazon.com/network-firewall/latest/APIReference"
OF_POLICY = f"{API}/API_FirewallPolicy.html"
OF_REFERENCE = f"{API}/API_StatefulRuleGroupReference.html"
OF_GROUP = f"{API}/API_CreateRuleGroup.html"
OWN = "firewallPolicy"
STANDARD = ("aws:pass", "aws:drop", "aws:forward_to_sfe")
STATEFUL = f"{OWN}.statefulRuleGroupReferences"
STATELESS = f"{OWN}.statelessRuleGroupReferences"
ARN = "arn:aws:network-firewall:us-east-1:123456789012"
STRICT: Inputs = {f"{OWN}.statefulEngineOptions": {"ruleOrder": "STRICT_ORDER"}}

order = argument(f"{OWN}.statefulEngineOptions.ruleOrder")
is_strict = order.equals("STRICT_ORDER")
type_ = argument("type")
source_of = "ruleGroup.rulesSource"


def standard(name: str) -> Constraint:
    """One of the standard actions, beside those that the policy defines."""
    own = argument(f"{OWN}.{name}")
    return Constraint(
        demand=any_condition(own.contains(action) for action in STANDARD),
        when=own.is_given().unsaid(),
        error="You must specify one of the standard actions: aws:pass, aws:drop, or aws:forward_to_sfe.",
        source=OF_POLICY,
        fix=fix(Set(own.path, ["aws:forward_to_sfe"])),
        invalid=({own.path: ["aws:alert_strict"]}, {own.path: ["count"]}),
        valid=({own.path: ["aws:pass"]}, {own.path: ["aws:drop", "count"]}),
    )


def is_not_of(type_: str) -> Condition:
    """The ARN is not of a rule group of the type; that of a group of the stack is not known before there is one."""
    own = argument("resourceArn")
    return Condition(
        lambda it: any_of(known(own.of(it).is_unknown), is_not(own.of(it).matches(rf"arn:.*:{type_}-rulegroup/.*"))),
        Words.be(own.path, f"the ARN of a {type_} rule group").reversed(),
        (own.path,),
    )


POLICY_ROWS = (
    standard("statelessDefaultActions"),
    standard("statelessFragmentDefaultActions"),
    Constraint(
        demand=is_strict,
        when=argument(f"{OWN}.statefulDefaultActions").is_given(),
        at=f"{OWN}.statefulDefaultActions",
        error="InvalidRequestException: StatefulDefaultActions is only valid when using the strict rule order.",
        source=OF_POLICY,
        fix=fix(Set(order.path, "STRICT_ORDER"), otherwise=Remove(f"{OWN}.statefulDefaultActions")),
        invalid={f"{OWN}.statefulDefaultActions": ["aws:drop_established"]},
        valid={**STRICT, f"{OWN}.statefulDefaultActions": ["aws:drop_established"]},
    ),
    Constraint(
        demand=argument("priority").is_empty(),
        error="InvalidRequestException: Priority cannot be provided, parameter: [1], context:"
        " StatefulRuleGroupReferences[0][Priority=1]",
        source="https://github.com/ministryofjustice/modernisation-platform/pull/3199",
        fix=fix(Remove("priority"), note="or set statefulEngineOptions.ruleOrder to STRICT_ORDER"),
        invalid={"priority": 1},
        valid={},
        condition="A stateful rule group has a priority, and the policy's ruleOrder is not STRICT_ORDER",
    ).inside(f"{STATEFUL}[]", {"resourceArn": f"{ARN}:stateful-rulegroup/web"}, given=~is_strict),
    *(
        Constraint(
            demand=is_not_of(other),
            error="InvalidRequestException: rule group ARN is of incorrect entity type, parameter:"
            " [arn:aws:network-firewall:eu-central-1:xxxxxxxxxxxx:stateful-rulegroup/google]",
            source="https://github.com/hashicorp/terraform-provider-aws/issues/35948",
            fix=fix(Set("resourceArn", Blank(f"the ARN of a {own} rule group"))),
            invalid={"resourceArn": f"{ARN}:{other}-rulegroup/web"},
            valid={"resourceArn": f"{ARN}:{own}-rulegroup/web"},
        ).inside(f"{path}[]", beside)
        for path, own, other, beside in (
            (STATEFUL, "stateful", "stateless", {}),
            (STATELESS, "stateless", "stateful", {"priority": 1}),
        )
    ),
)
STATELESS_RULES: Inputs = {
    f"{source_of}.statelessRulesAndCustomActions": {
        "statelessRules": [
            {
                "priority": 1,
                "ruleDefinition": {
                    "actions": ["aws:pass"],
                    "matchAttributes": {"sources": [{"addressDefinition": "10.0.0.0/8"}]},
                },
            }
        ]
    }
}
GROUP_ROWS = (
    *(
        Constraint(
            demand=argument(f"ruleGroup.{name}").is_empty(),
            when=type_.equals("STATELESS"),
            error=f"InvalidRequestException: {field} cannot be provided, context: {field}",
            source="https://github.com/hashicorp/terraform-provider-aws/issues/17144",
            fix=fix(Remove(f"ruleGroup.{name}")),
            invalid={
                f"{source_of}.rulesString": None,
                **STATELESS_RULES,
                "type": "STATELESS",
                f"ruleGroup.{name}": value,
            },
            valid={f"ruleGroup.{name}": value},
        )
        for name, field, value in (
            (
                "ruleVariables",
                "RuleVariables",
                {"ipSets": [{"key": "HOME", "ipSet": {"definitions": ["10.0.0.0/16"]}}]},
            ),
            ("statefulRuleOptions", "StatefulRuleOptions", {"ruleOrder": "STRICT_ORDER"}),
        )
    ),
    Constraint(
        demand=type_.equals("STATELESS"),
        when=argument(f"{source_of}.statelessRulesAndCustomActions").is_given(),
        error="InvalidRequestException: The rule group type does not match the rules source.",
        source=OF_GROUP,
        fix=fix(Set("type", "STATELESS")),
        invalid={f"{source_of}.rulesString": None, **STATELESS_RULES},
        valid={f"{source_of}.rulesString": None, **STATELESS_RULES, "type": "STATELESS"},
    ),
    *(
        Constraint(
            demand=~type_.equals("STATELESS"),
            when=argument(f"{source_of}.{name}").is_given(),
            error="InvalidRequestException: The rule group type does not match the rules source.",
            source=OF_GROUP,
            fix=fix(Set("type", "STATEFUL")),
            invalid={f"{source_of}.rulesString": None, f"{source_of}.{name}": value, "type": "STATELESS"},
            valid={f"{source_of}.rulesString": None, f"{source_of}.{name}": value},
        )
        for name, value in (
            ("rulesString", "pass tcp any any -> any 443 (sid:1;)"),
            (
                "rulesSourceList",
                {"generatedRulesType": "ALLOWLIST", "targetTypes": ["TLS_SNI"], "targets": [".example.com"]},
            ),
        )
    ),
)
TABLE = Table(
    "Network Firewall",
    {POLICY: POLICY_ROWS, RULE_GROUP: GROUP_ROWS},
    base={
        POLICY[0]: {
            f"{OWN}.statelessDefaultActions": ["aws:forward_to_sfe"],
            f"{OWN}.statelessFragmentDefaultActions": ["aws:forward_to_sfe"],
        },
        RULE_GROUP[0]: {
            "capacity": 100,
            "type": "STATEFUL",
            f"{source_of}.rulesString": "pass tcp any any -> any 443 (sid:1;)",
        },
    },
)
OTHER_TYPE = Rejection(
    service="Network Firewall",
    condition="A policy's list of stateless rule groups has a stateful one, or the reverse",
    error="InvalidRequestException: rule group ARN is of incorrect entity type, parameter:"
    " [arn:aws:network-firewall:eu-central-1:xxxxxxxxxxxx:stateful-rulegroup/google]",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/35948",
    invalid="other-type",
    valid="strict",
)
OTHER_ORDER = Rejection(
    service="Network Firewall",
    condition="A stateful rule group has another rule order than the policy that uses it",
    error="The stateful rule groups that you use in your policy must have stateful rule options settings that are"
    " compatible with these settings.",
    source=OF_POLICY,
    invalid="other-order",
    valid="strict",
)


def check(policy: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each list has rule groups of its type, and those of the stateful list have the policy's order."""
    if policy.type not in POLICY:
        return
    for path, wanted in ((STATEFUL, "STATEFUL"), (STATELESS, "STATELESS")):
        yield require(
            all_groups(policy, path, context.stack, partial(is_of_type, wanted=wanted)),
            when=policy.at(path).is_set(),
            at=path,
            problem=f"A rule group of {path} is not of type {wanted}.",
            fix=fix(Set(path, Blank(f"rule groups of type {wanted}"))),
            rejects=OTHER_TYPE,
        )
    own = rule_order(policy.at(order.path))
    yield require(
        all_groups(policy, STATEFUL, context.stack, partial(has_order, own=own)),
        when=policy.at(STATEFUL).is_set(),
        at=STATEFUL,
        problem=f"A rule group has another ruleOrder than the policy, whose own is {own}.",
        fix=fix(
            *(
                Set("ruleGroup.statefulRuleOptions.ruleOrder", own.say(str, "STRICT_ORDER"), on=Target.of(group))
                for group in groups_of(policy, STATEFUL, context.stack)
                if has_order(group, own).truth is False
            )
        ),
        rejects=OTHER_ORDER,
    )


def all_groups(policy: Resource, path: str, stack: Stack, question: Callable[[Resource], Fact]) -> Fact:
    """Each rule group of the stack in the list has the quality."""
    listed = policy.at(path)
    return listed.undecided() if listed.is_unknown else groups_of(policy, path, stack).all(question)


def groups_of(policy: Resource, path: str, stack: Stack) -> Linked:
    """The rule groups of the stack that the list names."""
    places = range(len(policy.at(path).elements()))
    named = (stack.referred(policy, f"{path}[{place}].resourceArn", RULE_GROUP) for place in places)
    return reduce(add, named, Linked())


def is_of_type(group: Resource, wanted: str) -> Fact:
    """STATEFUL_DOMAIN is a stateful type."""
    stateless = group["type"].equals("STATELESS")
    return stateless if wanted == "STATELESS" else is_not(stateless)


def has_order(group: Resource, own: Value) -> Fact:
    return together(same, rule_order(group.at("ruleGroup.statefulRuleOptions.ruleOrder")), own)


def same(one: object, other: object) -> bool:
    return one == other


def rule_order(order: Value) -> Value:
    """The order that is said, or the default one."""
    return order.or_default("DEFAULT_ACTION_ORDER").as_text()


RULE = StackRule(
    id="networkfirewall-policy-valid",
    summary="Firewall policies must have rule groups, orders and actions that fit together",
    rationale="""
        A policy forwards, passes or drops what no stateless rule matches. Its stateful rule groups have its own rule
        order; only the strict one has priorities and default actions. Rule groups of other stacks are recognized by
        their ARN.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*POLICY, *RULE_GROUP),
    references=TABLE.sources,
    rejections=(*TABLE.rejections, OTHER_TYPE, OTHER_ORDER),
    table=TABLE,
    check=check,
)
