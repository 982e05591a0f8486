"""lb-listener-rule-valid: Listener rules must have valid actions and conditions, and unique priorities."""

from collections.abc import Mapping, Sequence

from policypack.aws.elb import LISTENER, LISTENER_RULE, rules_of_priority
from policypack.aws.elb.actions import API, MADE, action_rows
from policypack.check import FALSE, Fact, Resource, Verdict, all_of, any_fact, is_not, require, together
from policypack.constraint import Constraint, Table, argument, length, within
from policypack.fix import Blank, Remove, Set, fix, note
from policypack.model.conditions import Condition, all_conditions
from policypack.model.values import Plain
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html"
ANSWER = {"type": "fixed-response", "fixedResponse": {"contentType": "text/plain", "statusCode": "404"}}
BASE = {
    "listenerArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/main/0a1b2c3d/0a1b2c3d",
    "actions": [ANSWER],
    "conditions": [{"pathPattern": {"values": ["/orders"]}}],
}
MOST_VALUES = 5
"""In all conditions of a rule."""


def values_error(conditions: Plain) -> str | None:
    """The conditions have more values than a rule may have."""
    kinds = [kind for one in entries(conditions) if isinstance(one, Mapping) for kind in one.values()]
    lists = [kind.get("values") if isinstance(kind, Mapping) else kind for kind in kinds]
    number = sum(len(entries(values)) for values in lists)
    return f"{number} values" if number > MOST_VALUES else None


def entries(values: Plain) -> Sequence[Plain]:
    """The elements of a list; none of what is no list."""
    return values if isinstance(values, Sequence) and not isinstance(values, str) else ()


SINGLE = ("hostHeader", "httpRequestMethod", "pathPattern", "sourceIp")
"""Of these, a rule has one condition each."""


def has_once(kind: str) -> Condition:
    """One condition of this kind at most."""
    return argument("conditions").has_one_at_most(lambda one: is_not(one[kind].is_empty()), f"one {kind}")


def each_value(
    path: str, pattern: str, words: str, *, invalid: str, valid: tuple[str, ...], error: str, source: str
) -> Constraint:
    """Each value of a condition has the form."""
    return Constraint(
        demand=argument(path).elements_match(pattern, words),
        when=argument(path).is_given().unsaid(),
        error=error,
        source=source,
        fix=fix(Set(path, [Blank(words)])),
        invalid={path: [invalid]},
        valid=tuple({path: [one]} for one in valid),
    ).inside("conditions[]")


LONGEST = "The maximum length of each string is 128 characters."
ON_CONDITIONS = (
    Constraint(
        demand=all_conditions(map(has_once, SINGLE)).called(
            "conditions are about different parts of a request",
            "conditions must be about different parts of a request",
            fails="conditions have two of one part of a request",
        ),
        when=argument("conditions").is_given().unsaid(),
        error="A rule uses each single-valued condition field once",
        source=f"{MADE}/pf-elbv2-rule-condition-duplicate-field/meta.yaml",
        fix=note("one condition with all of the values"),
        condition="two conditions are about the same part of a request",
        invalid={"conditions": [{"pathPattern": {"values": [f"/{name}"]}} for name in ("orders", "bills")]},
        valid=(
            {"conditions": [{"pathPattern": {"values": ["/orders"]}}, {"hostHeader": {"values": ["a.example.com"]}}]},
            {"conditions": [{"queryStrings": [{"value": value}]} for value in ("a", "b")]},
        ),
    ),
    each_value(
        "httpRequestMethod.values",
        "[A-Z_-]{1,40}",
        "methods in capital letters, such as GET",
        invalid="get",
        valid=("GET", "X-CUSTOM_METHOD"),
        error="ValidationError: Condition value 'get' contains a character that is not valid",
        source=f"{API}/API_HttpRequestMethodConditionConfig.html",
    ),
    each_value(
        "sourceIp.values",
        r"[0-9a-fA-F.:]+/\d{1,3}",
        "CIDR blocks; one address is a block with /32",
        invalid="10.0.0.1",
        valid=("10.0.0.1/32", "2001:db8::/32"),
        error="ValidationError: The specified value '10.0.0.1' is not a valid CIDR block",
        source=f"{API}/API_SourceIpConditionConfig.html",
    ),
    each_value(
        "hostHeader.values",
        r"[^/:\s]*[.*?][^/:\s]*",
        "host names without scheme, port and path",
        invalid="https://orders.example.com",
        valid=("orders.example.com", "*.example.com", "*"),
        error="ValidationError: Condition value 'example' contains a character that is not valid",
        source=f"{API}/API_HostHeaderConditionConfig.html",
    ),
    *(
        each_value(
            f"{kind}.values",
            "(?s:.{0,128})",
            "texts of at most 128 characters",
            invalid=f"{start}{'a' * 128}",
            valid=(f"{start}{'a' * (128 - len(start))}",),
            error=LONGEST,
            source=f"{API}/API_{kind[0].upper()}{kind[1:]}ConditionConfig.html",
        )
        for kind, start in (("hostHeader", "a."), ("pathPattern", "/"))
    ),
    Constraint(
        demand=~argument("httpHeader.httpHeaderName").matches("(?i:host)", "the Host header"),
        when=argument("httpHeader.httpHeaderName").is_given().unsaid(),
        error="ValidationError: You cannot specify 'host' as an HTTP header name",
        source=f"{API}/API_HttpHeaderConditionConfig.html",
        fix=fix(Remove("httpHeader"), note="a condition with hostHeader is about the host"),
        invalid={"httpHeader": {"httpHeaderName": "Host", "values": ["orders.example.com"]}},
        valid={"httpHeader": {"httpHeaderName": "X-Forwarded-Host", "values": ["orders.example.com"]}},
    ).inside("conditions[]"),
    length(
        "httpHeader.httpHeaderName",
        40,
        cuts=False,
        error="The name of the HTTP header field. The maximum length is 40 characters.",
        source=f"{API}/API_HttpHeaderConditionConfig.html",
    ).inside("conditions[]", {"httpHeader.values": ["orders"]}),
)
TABLE = Table(
    "Elastic Load Balancing",
    {
        LISTENER_RULE: (
            within(
                "priority",
                1,
                50_000,
                error="ValidationError: Priority: Valid Range: Minimum value of 1. Maximum value of 50000.",
                source=CREATE,
            ),
            Constraint(
                demand=argument("conditions").holds(f"at most {MOST_VALUES} values", values_error),
                when=argument("conditions").is_given().unsaid(),
                error="ValidationError: A rule can only have '5' condition values",
                source="https://github.com/aws/aws-cdk/issues/10065",
                fix=fix(Set("conditions", Blank("conditions with five values or fewer")), note="or a second rule"),
                invalid={"conditions": [{"pathPattern": {"values": [f"/{number}" for number in range(6)]}}]},
                valid={"conditions": [{"pathPattern": {"values": [f"/{number}" for number in range(5)]}}]},
            ),
            *action_rows("actions"),
            *ON_CONDITIONS,
        )
    },
    dict.fromkeys(LISTENER_RULE, BASE),
)
TAKEN = Rejection(
    service="Elastic Load Balancing",
    condition="Two rules of a listener have the same priority",
    error="PriorityInUse: Priority '<some number>' is currently in use",
    source="https://github.com/hashicorp/terraform/issues/24239",
    invalid="second",
    valid="last",
)


def check(rule: Resource, context: StackContext[None]) -> Verdict:
    """No other rule of the listener has the priority."""
    priority = rule["priority"]
    return require(
        is_not(has_taken_priority(rule, context)),
        when=priority.is_set(),
        at=priority,
        problem=f"priority is {priority}, which another rule of the listener has, too.",
        fix=fix(Set("priority", Blank("a number from 1 to 50000 that no other rule of the listener has"))),
        rejects=TAKEN,
    )


def has_taken_priority(rule: Resource, context: StackContext[None]) -> Fact:
    """An earlier rule of the same listener has the same priority."""

    def is_same(other: Resource) -> Fact:
        return together(lambda one, two: one is not None and one == two, own, other["priority"].as_number())

    own = rule["priority"].as_number()
    if own.is_absent:
        return FALSE
    return context.stack.referred(rule, "listenerArn", LISTENER).any(
        lambda listener: any_fact(
            all_of(fact, is_same(other))
            for other, fact in rules_of_priority(context.stack, listener, own)
            if other.urn < rule.urn
        )
    )


RULE = StackRule(
    id="lb-listener-rule-valid",
    summary="Listener rules must have valid actions and conditions, and unique priorities",
    rationale="""
        A listener evaluates its rules in the order of their priorities, so no two rules may have the same one. Rules of
        listeners outside the stack are not compared. A rule ends in one action, and its conditions have five values at
        most.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=LISTENER_RULE,
    references=(CREATE,),
    rejections=(TAKEN, *TABLE.rejections),
    table=TABLE,
    check=check,
)
