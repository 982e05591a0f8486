"""request-logs: Distributions, web ACLs and public zones must log requests."""

from collections.abc import Callable, Mapping

from policypack.aws import cloudfront, route53, wafv2
from policypack.check import Fact, Resource, Stack, Verdict, any_of, is_not, require
from policypack.constraint import argument
from policypack.fix import Blank, Create, Fix, Ref, Set, fix
from policypack.rule import StackContext, StackRule

DELIVERY_SOURCE = ("aws:cloudwatch/logDeliverySource:LogDeliverySource",)
QUERY_LOG = ("aws:route53/queryLog:QueryLog",)
BUCKET = Blank("the domain name of a bucket for logs, which has ACLs")


def distribution_logs(stack: Stack, distribution: Resource) -> Fact:
    """The distribution writes logs to a bucket, or delivers those of version 2."""
    return any_of(
        argument("loggingConfig.bucket").is_present().ask(distribution),
        stack.linked(DELIVERY_SOURCE, to=distribution, by="resourceArn").exists(),
    )


def acl_logs(stack: Stack, acl: Resource) -> Fact:
    """A logging configuration is for the web ACL."""
    return stack.linked(wafv2.LOGGING, to=acl, by="resourceArn").exists()


def zone_logs(stack: Stack, zone: Resource) -> Fact:
    """The zone is private, which the resolver of its VPC logs, or a query log is for it."""
    return any_of(is_not(zone["vpcs"].is_empty()), stack.linked(QUERY_LOG, to=zone, by="zoneId").exists())


LOGS: Mapping[str, Callable[[Stack, Resource], Fact]] = {
    **dict.fromkeys(cloudfront.DISTRIBUTION, distribution_logs),
    **dict.fromkeys(wafv2.WEB_ACL, acl_logs),
    **dict.fromkeys(route53.ZONE, zone_logs),
}
PLACES = {
    cloudfront.DISTRIBUTION[0]: ("loggingConfig", "the distribution answers"),
    wafv2.WEB_ACL[0]: ("logging", "the web ACL lets through or blocks"),
    route53.ZONE[0]: ("queryLog", "the zone answers"),
}


def check(resource: Resource, context: StackContext[None]) -> Verdict:
    """What the resource answers or blocks is logged."""
    at, what = PLACES[resource.type]
    return require(
        LOGS[resource.type](context.stack, resource),
        at=at,
        problem=f"Requests that {what} are not logged: nothing tells afterwards who asked for what.",
        fix=to_logs(resource),
    )


def to_logs(resource: Resource) -> Fix:
    """Logs of the resource, at a place that the reader chooses."""
    if resource.type in cloudfront.DISTRIBUTION:
        return fix(Set("loggingConfig", {"bucket": BUCKET}))
    if resource.type in wafv2.WEB_ACL:
        group = [Blank("the ARN of a log group whose name starts with aws-waf-logs-")]
        arguments = {"resourceArn": Ref.to(resource, "arn"), "logDestinationConfigs": group}
        return fix(Create(wafv2.LOGGING[0], resource.name, arguments))
    group_arn = Blank("the ARN of a log group in us-east-1 that Route 53 may write to")
    arguments = {"zoneId": Ref.to(resource, "zoneId"), "cloudwatchLogGroupArn": group_arn}
    return fix(Create(QUERY_LOG[0], resource.name, arguments))


RULE = StackRule(
    id="request-logs",
    summary="Distributions, web ACLs and public zones must log requests",
    rationale="""
        The logs of a distribution and of a web ACL show an attack and what a rule of the web ACL does to customers;
        those of a zone show who looks for which name. A distribution may write to a bucket, or deliver logs of version
        2, by a LogDeliverySource of the stack. The queries of a private zone are logged by the resolver of its VPC:
        such a zone is not asked, nor is one whose VPCs are associated with it elsewhere, which needs an exemption.
    """,
    level="advisory",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    controls=("CloudFront.5", "WAF.11", "Route53.2"),
    applies_to=(*cloudfront.DISTRIBUTION, *wafv2.WEB_ACL, *route53.ZONE),
    references=(
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html",
        "https://docs.aws.amazon.com/waf/latest/developerguide/logging.html",
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-5",
    ),
    check=check,
)
