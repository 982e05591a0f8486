"""wafv2-scope-valid: Scopes and log names of AWS WAF must be valid."""

from collections.abc import Iterator

from policypack.aws import wafv2
from policypack.aws.common.parts import named_by
from policypack.check import Resource, Value, Verdict, all_of, any_of, is_not, known, require, together, undetermined
from policypack.fix import Blank, Set, Target, fix
from policypack.model.values import same
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html"
LOGS = "https://docs.aws.amazon.com/waf/latest/developerguide/logging-destinations.html"
REFERENCES = {
    "ipSetReferenceStatement": wafv2.IP_SET,
    "regexPatternSetReferenceStatement": wafv2.REGEX_PATTERN_SET,
    "ruleGroupReferenceStatement": wafv2.RULE_GROUP,
}
OTHER_REGION = Rejection(
    service="WAF",
    condition="A web ACL, rule group or set for CloudFront is in another region than us-east-1",
    error="WAFInvalidParameterException: Error reason: The scope is not valid., field: SCOPE_VALUE, parameter:"
    " CLOUDFRONT",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/14094",
    invalid="global-elsewhere",
    valid="global",
)
OTHER_SCOPE = Rejection(
    service="WAF",
    condition="A rule names a set or rule group of another scope",
    error="WAFInvalidParameterException: Error reason: A reference in your rule statement is not valid., field: RULE,"
    " parameter: Statement",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/14120",
    invalid="mixed",
    valid="global",
)
LOG_NAME = Rejection(
    service="WAF",
    condition="The name of a log destination does not start with aws-waf-logs-",
    error="WAFInvalidParameterException: Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes"
    " other information separated by colons or slashes., field: LOG_DESTINATION, parameter:"
    " arn:aws:logs:us-west-1:123456789012:log-group:WAF-logs-alb",
    source="https://github.com/pulumi/pulumi-aws/issues/1214",
    invalid="unprefixed",
    valid="prefixed",
)


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The region fits the scope, references stay in the scope, and logs go to names that WAF accepts."""
    if resource.type in wafv2.LOGGING:
        yield from logs_to_a_valid_name(resource, context)
        return
    yield require(
        context.region(resource).test(lambda name: name == wafv2.GLOBAL_REGION),
        when=all_of(resource["scope"].equals(wafv2.GLOBAL), context.region(resource).is_set()),
        at="scope",
        problem=f"scope is {resource['scope']}, and the region is {context.region(resource)}: WAF makes what is for"
        f" CloudFront in {wafv2.GLOBAL_REGION} only.",
        fix=fix(
            Set("region", wafv2.GLOBAL_REGION),
            otherwise=Set("scope", "REGIONAL"),
            note="with pulumi-aws 6, a provider of us-east-1 as the option `provider` instead",
        ),
        rejects=OTHER_REGION,
    )
    for rule in resource["rules"].elements():
        yield from names_its_own_scope(rule, resource, context)


def names_its_own_scope(rule: Value, resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """What a rule's own statement names is of the scope of the resource."""
    if rule.is_unknown:
        yield undetermined(rule.reason, at="rules")
        return
    for statement, types in REFERENCES.items():
        arn = rule["statement"][statement]["arn"]
        if arn.is_absent:
            continue
        for named, fact in named_by(arn, resource, types, (), context.stack).links:
            scope = named["scope"]
            yield require(
                any_of(is_not(fact), together(same, scope, resource["scope"])),
                at="rules",
                problem=f"{arn.path} names {named}, whose scope is {scope}; the scope of this resource is"
                f" {resource['scope']}.",
                fix=fix(Set("scope", Blank("the scope of the resource that names it"), Target.of(named))),
                rejects=OTHER_SCOPE,
            )


def logs_to_a_valid_name(logging: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each destination is a log group, bucket or stream whose name has WAF's prefix."""
    types = tuple(wafv2.LOG_DESTINATIONS)
    for arn in logging["logDestinationConfigs"].elements():
        for named, fact in named_by(arn, logging, types, (), context.stack).links:
            argument = wafv2.LOG_DESTINATIONS[named.type]
            name = named[argument]
            yield require(
                any_of(is_not(fact), name.starts_with(wafv2.LOG_PREFIX)),
                when=known(not name.is_absent),
                at="logDestinationConfigs",
                problem=f"{arn.path} names {named}, whose {argument} {name} does not start with {wafv2.LOG_PREFIX}.",
                fix=fix(Set(argument, Blank(f"a name that starts with {wafv2.LOG_PREFIX}"), Target.of(named))),
                rejects=LOG_NAME,
            )


RULE = StackRule(
    id="wafv2-scope-valid",
    summary="Scopes and log names of AWS WAF must be valid",
    rationale="""
        Web ACLs, rule groups and sets are made for CloudFront, in us-east-1 only, or for a region. A rule names sets
        and groups of its own scope. The name of a log group, bucket or delivery stream for WAF's logs starts with
        aws-waf-logs-. References in nested statements, and destinations that the stack does not make, are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*wafv2.SCOPED, *wafv2.LOGGING),
    references=(CREATE, LOGS),
    rejections=(OTHER_REGION, OTHER_SCOPE, LOG_NAME),
    check=check,
)
