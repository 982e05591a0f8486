"""The nouns of AWS WAF: web ACLs, rule groups, sets, and the statements of rules.

https://docs.aws.amazon.com/waf/latest/APIReference/API_Statement.html, read in November 2026. Each ``..._error``
returns what WAF objects to in a list of rules, None where it does not object; a part may be unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from policypack.aws.common.tables import table
from policypack.model.opaque import is_opaque
from policypack.model.values import Plain

WEB_ACL = ("aws:wafv2/webAcl:WebAcl",)
RULE_GROUP = ("aws:wafv2/ruleGroup:RuleGroup",)
IP_SET = ("aws:wafv2/ipSet:IpSet",)
REGEX_PATTERN_SET = ("aws:wafv2/regexPatternSet:RegexPatternSet",)
ASSOCIATION = ("aws:wafv2/webAclAssociation:WebAclAssociation",)
LOGGING = ("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",)
SCOPED = (*WEB_ACL, *RULE_GROUP, *IP_SET, *REGEX_PATTERN_SET)
"""Types that are made for CloudFront or for a region."""

GLOBAL = "CLOUDFRONT"
GLOBAL_REGION = "us-east-1"
"""The region of everything for CloudFront."""
LOG_PREFIX = "aws-waf-logs-"
"""What the name of each destination of logs starts with."""
LOG_DESTINATIONS = {
    "aws:cloudwatch/logGroup:LogGroup": "name",
    "aws:s3/bucket:Bucket": "bucket",
    "aws:s3/bucketV2:BucketV2": "bucket",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "name",
}
"""The argument that names a destination, by type."""

JOINED = ("andStatement", "orStatement")
FEWEST_JOINED = 2
OF_A_FIELD = (
    "byteMatchStatement",
    "regexMatchStatement",
    "regexPatternSetReferenceStatement",
    "sizeConstraintStatement",
    "sqliMatchStatement",
    "xssMatchStatement",
)
"""Statements about one part of a request."""
_INSIDE = (*JOINED, "notStatement", "rateBasedStatement", "managedRuleGroupStatement")


def priority_error(rules: Plain) -> str | None:
    """No two rules have the same priority."""
    numbers = Counter(
        str(rule["priority"])
        for rule in _listed(rules)
        if isinstance(rule, Mapping) and isinstance(rule.get("priority"), int | float | str)
    )
    return next((f"two rules have the priority {number}" for number, count in numbers.items() if count > 1), None)


def name_error(rules: Plain) -> str | None:
    """No two rules have the same name."""
    names = [rule.get("name") for rule in _listed(rules) if isinstance(rule, Mapping)]
    numbers = Counter(name for name in names if isinstance(name, str) and not is_opaque(name))
    return next((f"two rules have the name {name!r}" for name, count in numbers.items() if count > 1), None)


def group_name_error(name: Plain) -> str | None:
    """The name differs by a letter or two from a rule group of AWS's; one that the table does not have passes."""
    names = table("wafv2/managed_rule_groups").texts("names")
    if not isinstance(name, str) or name in names:
        return None
    near = get_close_matches(name.lower(), [one.lower() for one in names], 1, 0.9)
    return next(f"there is no such rule group ({one}?)" for one in names if one.lower() == near[0]) if near else None


def joined_error(rules: Plain) -> str | None:
    """A statement that joins others joins two or more."""
    for rule in _listed(rules):
        for kind, body in _statements(_part(rule, "statement")):
            inner = _part(body, "statements")
            if kind in JOINED and isinstance(inner, list) and len(inner) < FEWEST_JOINED:
                name = rule.get("name") if isinstance(rule, Mapping) else ""
                return f'the {kind} of rule "{name}" has {len(inner)} statement'
    return None


def field_error(rules: Plain) -> str | None:
    """A statement about a part of the request says which part, and only one."""
    for rule in _listed(rules):
        for kind, body in _statements(_part(rule, "statement")):
            if kind not in OF_A_FIELD or not isinstance(body, Mapping | list):
                continue
            field = _part(body, "fieldToMatch")
            if not isinstance(field, Mapping | None):
                continue
            parts = [name for name, value in field.items() if value is not None] if isinstance(field, Mapping) else []
            if len(parts) != 1:
                name = rule.get("name") if isinstance(rule, Mapping) else ""
                return f'the {kind} of rule "{name}" has {" and ".join(parts) or "nothing"} in fieldToMatch'
    return None


def kind_error(rules: Plain) -> str | None:
    """The statement of a rule is of one kind."""
    for rule in _listed(rules):
        statement = _part(rule, "statement")
        if not isinstance(statement, Mapping) or is_opaque(statement):
            continue
        kinds = [kind for kind, body in statement.items() if body is not None]
        if len(kinds) > 1:
            name = rule.get("name") if isinstance(rule, Mapping) else ""
            return f'the statement of rule "{name}" has {" and ".join(kinds)}'
    return None


def _statements(statement: Plain) -> Iterator[tuple[str, Plain]]:
    """Each statement in a statement, itself first, by its kind."""
    pending = [statement]
    while pending:
        one = pending.pop()
        if isinstance(one, list) and len(one) == 1:
            one = one[0]
        if not isinstance(one, Mapping):
            continue
        for kind, body in one.items():
            yield kind, body
            if kind in _INSIDE:
                inner = _part(body, "statements")
                pending += inner if isinstance(inner, list) else []
                pending += [_part(body, "statement"), _part(body, "scopeDownStatement")]


def _part(block: Plain, name: str) -> Plain:
    """The field of a block, which arrives as an object or as a list of one."""
    if isinstance(block, list) and len(block) == 1:
        block = block[0]
    return block.get(name) if isinstance(block, Mapping) else None


def _listed(rules: Plain) -> list[Plain]:
    return rules if isinstance(rules, list) and not is_opaque(rules) else []
