"""wafv2-rules-valid: Rules of AWS WAF must have one action, a priority and full statements."""

from policypack.aws.wafv2 import (
    FEWEST_JOINED,
    RULE_GROUP,
    WEB_ACL,
    field_error,
    group_name_error,
    joined_error,
    kind_error,
    name_error,
    priority_error,
)
from policypack.constraint import Blank, Constraint, Inputs, Remove, Set, argument, fits, fix, needs, note
from policypack.rule import constraints_rule

STATEMENT = "https://docs.aws.amazon.com/waf/latest/APIReference/API_Statement.html"
RATE = "https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html"
RULE_API = "https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html"
INVALID = "WAFInvalidParameterException: Error reason: "
EXACTLY_ONE = (
    f"{INVALID}You have used none or multiple values for a field that requires exactly one value., field: RULE,"
    " parameter: Rule"
)
NOT_RECOGNIZED = (
    "WAFInvalidParameterException: The operation failed because AWS WAF didn't recognize a parameter in the request."
)
BLOCKED = {"block": {"customResponse": {"responseCode": 403}}}
VISIBILITY = {"cloudwatchMetricsEnabled": True, "metricName": "orders", "sampledRequestsEnabled": True}
GEO = {"geoMatchStatement": {"countryCodes": ["US"]}}
OTHER_GEO = {"geoMatchStatement": {"countryCodes": ["CA"]}}
MANAGED = {"managedRuleGroupStatement": {"vendorName": "AWS", "name": "AWSManagedRulesCommonRuleSet"}}
PLAIN: Inputs = {"priority": 0, "type": "NONE"}
ONE_PART: Inputs = {"fieldToMatch": {"uriPath": {}}, "textTransformations": [PLAIN]}
BOTH_PARTS: Inputs = {"fieldToMatch": {"uriPath": {}, "method": {}}, "textTransformations": [PLAIN]}
BLOCK: Inputs = {"action": BLOCKED}
BESIDE: Inputs = {"name": "orders", "priority": 1, "visibilityConfig": VISIBILITY}

rules = argument("rules")
action, override = argument("action"), argument("overrideAction")
group_name = argument("statement.managedRuleGroupStatement.name")
names_group = (
    argument("statement.managedRuleGroupStatement").is_given()
    | argument("statement.ruleGroupReferenceStatement").is_given()
).called(
    "the statement names a rule group",
    "the statement must name a rule group",
    fails="the statement names no rule group",
    ban="the statement must name no rule group",
)


def rule(priority: int, statement: Inputs, name: str = "orders") -> Inputs:
    """A rule that blocks."""
    return {**BESIDE, **BLOCK, "name": name, "priority": priority, "statement": dict(statement)}


ON_LISTS = (
    Constraint(
        demand=fits(rules, "rules with a name of their own each", name_error),
        when=rules.is_given().unsaid(),
        error=NOT_RECOGNIZED,
        source="https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/wafv2/pf-wafv2-rule-unique/meta.yaml",
        fix=note("a different name for each rule"),
        invalid={"rules": [rule(1, GEO), rule(2, OTHER_GEO)]},
        valid={"rules": [rule(1, GEO), rule(2, OTHER_GEO, "others")]},
        problem="Two rules have the same name, which must be different for each rule.",
        condition="two rules have the same name",
    ),
    Constraint(
        demand=fits(rules, "rules with a priority of their own each", priority_error),
        when=rules.is_given().unsaid(),
        error=NOT_RECOGNIZED,
        source=RULE_API,
        fix=note("a different priority for each rule"),
        invalid={"rules": [rule(1, GEO), rule(1, OTHER_GEO, "others")]},
        valid={"rules": [rule(1, GEO), rule(2, OTHER_GEO, "others")]},
        problem="Two rules have the same priority, which must be different for each rule.",
        condition="two rules have the same priority",
    ),
    Constraint(
        demand=fits(rules, f"rules that join at least {FEWEST_JOINED} statements with and, and with or", joined_error),
        when=rules.is_given().unsaid(),
        error=f"{INVALID}You haven't met a minimum requirement for a threshold setting. Examples include a rule group"
        " capacity setting that's too low and an OR statement with only one nested statement., field: AND_STATEMENT,"
        " parameter: AndStatement",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/34320",
        fix=note("a second statement, or the one statement in place of the andStatement or orStatement"),
        invalid={"rules": [rule(1, {"andStatement": {"statements": [GEO]}})]},
        valid={"rules": [rule(1, {"orStatement": {"statements": [GEO, OTHER_GEO]}})]},
        problem="An andStatement or orStatement has fewer than two statements.",
        condition="an andStatement or orStatement joins fewer than two statements",
    ),
)
PARTS = (
    Constraint(
        demand=fits(rules, "rules whose statements name one part of the request", field_error),
        when=rules.is_given().unsaid(),
        error=f"{INVALID}You have used none or multiple values for a field that requires exactly one value., field:"
        " FIELD_TO_MATCH, parameter: FieldToMatch",
        source="https://docs.aws.amazon.com/waf/latest/APIReference/API_FieldToMatch.html",
        fix=note("one part in fieldToMatch, such as uriPath: {}"),
        invalid=(
            {"rules": [rule(1, {"sqliMatchStatement": {"textTransformations": [PLAIN]}})]},
            {"rules": [rule(1, {"notStatement": {"statement": {"xssMatchStatement": BOTH_PARTS}}})]},
        ),
        valid={"rules": [rule(1, {"sqliMatchStatement": ONE_PART})]},
        problem="A statement names no part of the request, or several.",
        condition="a statement about a part of the request names none, or several",
    ),
    Constraint(
        demand=fits(rules, "rules whose statement is of one kind", kind_error),
        when=rules.is_given().unsaid(),
        error=f"{INVALID}You have used none or multiple values for a field that requires exactly one value., field:"
        " STATEMENT, parameter: Statement",
        source=STATEMENT,
        fix=note("an andStatement or orStatement that joins them"),
        invalid={"rules": [rule(1, {**GEO, "sqliMatchStatement": ONE_PART})]},
        valid={"rules": [rule(1, GEO)]},
        problem="The statement of a rule is of several kinds.",
        condition="the statement of a rule is of several kinds",
    ),
)
ON_RATES = (
    needs(
        {"statement.rateBasedStatement.aggregateKeyType": "FORWARDED_IP"},
        "statement.rateBasedStatement.forwardedIpConfig",
        {"headerName": "X-Forwarded-For", "fallbackBehavior": "MATCH"},
        blank="the header, and what a request without it counts as",
        beside={**BLOCK, "statement.rateBasedStatement.limit": 1000},
        error=NOT_RECOGNIZED,
        source=RATE,
    ),
    needs(
        {"statement.rateBasedStatement.aggregateKeyType": "CUSTOM_KEYS"},
        "statement.rateBasedStatement.customKeys",
        [{"header": {"name": "x-customer", "textTransformations": [{"priority": 0, "type": "NONE"}]}}],
        blank="the keys that requests are counted by",
        beside={**BLOCK, "statement.rateBasedStatement.limit": 1000},
        error=NOT_RECOGNIZED,
        source=RATE,
    ),
    needs(
        {"statement.rateBasedStatement.aggregateKeyType": "CONSTANT"},
        "statement.rateBasedStatement.scopeDownStatement",
        GEO,
        blank="a statement about the requests to count",
        beside={**BLOCK, "statement.rateBasedStatement.limit": 1000},
        error=NOT_RECOGNIZED,
        source=RATE,
    ),
)

RULE = constraints_rule(
    id="wafv2-rules-valid",
    service="WAF",
    summary="Rules of AWS WAF must have one action, a priority and full statements",
    rationale="""
        A rule that names a rule group has an overrideAction, because the rules of the group have actions of their own;
        every other rule has an action. WAF reads rules in order of their priorities, so no two are the same. A
        statement is of one kind and names one part of the request; one that joins others joins at least two. Rules in
        ruleJson are not checked.
    """,
    since="0.2.0",
    constraints={
        (*WEB_ACL, *RULE_GROUP): (*ON_LISTS, *PARTS, *(one.inside("rules[]", beside=BESIDE) for one in ON_RATES)),
        WEB_ACL: (
            Constraint(
                demand=(override.is_given() & action.is_empty()).called(
                    "the rule has an overrideAction and no action",
                    "a rule must have an overrideAction and no action",
                    fails="the rule has an action or no overrideAction",
                ),
                when=names_group,
                error=EXACTLY_ONE,
                source="https://github.com/hashicorp/terraform-provider-aws/issues/42217",
                problem="The rule names a rule group, whose rules have actions of their own: it must have an"
                " overrideAction and no action.",
                fix=fix(Remove("action"), Set("overrideAction", {"count": {}})),
                invalid=(
                    {**BLOCK, "statement": MANAGED},
                    {"statement": MANAGED},
                    {**BLOCK, "overrideAction": {"count": {}}, "statement": MANAGED},
                ),
                valid=({"overrideAction": {"count": {}}, "statement": MANAGED}, {**BLOCK, "statement": GEO}),
            ).inside("rules[]", beside=BESIDE),
            Constraint(
                demand=(action.is_given() & override.is_empty()).called(
                    "the rule has an action and no overrideAction",
                    "a rule must have an action and no overrideAction",
                    fails="the rule has an overrideAction or no action",
                ),
                when=~names_group,
                error=EXACTLY_ONE,
                source="https://github.com/hashicorp/terraform-provider-aws/issues/42217",
                problem="The rule names no rule group: it must have an action and no overrideAction.",
                fix=fix(Remove("overrideAction"), Set("action", BLOCKED)),
                invalid=({"overrideAction": {"count": {}}, "statement": GEO}, {"statement": GEO}),
                valid={**BLOCK, "statement": GEO},
            ).inside("rules[]", beside=BESIDE),
            Constraint(
                demand=fits(group_name, "the name of a rule group of AWS's", group_name_error),
                when=argument("statement.managedRuleGroupStatement.vendorName").equals("AWS"),
                error=f"{INVALID}A reference in your rule statement is not valid., field: RULE, parameter: Statement",
                source="https://github.com/pulumi/pulumi-aws/issues/4070",
                fix=fix(Set("statement.managedRuleGroupStatement.name", Blank("the name of a rule group of AWS's"))),
                invalid={
                    "overrideAction": {"count": {}},
                    "statement": {
                        "managedRuleGroupStatement": {"vendorName": "AWS", "name": "AWSManagedRulesCommonRulesSet"},
                    },
                },
                valid={"overrideAction": {"count": {}}, "statement": MANAGED},
                condition="the name of a managed rule group of AWS's is misspelt",
            ).inside("rules[]", beside=BESIDE),
        ),
    },
    base={
        WEB_ACL[0]: {"scope": "REGIONAL", "defaultAction": {"allow": {}}, "visibilityConfig": VISIBILITY},
        RULE_GROUP[0]: {"scope": "REGIONAL", "capacity": 10, "visibilityConfig": VISIBILITY},
    },
)
