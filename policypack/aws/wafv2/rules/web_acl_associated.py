"""web-acl-associated: What the internet reaches over HTTP must have a web ACL."""

from policypack.aws import cloudfront, elb, wafv2
from policypack.aws.apigateway import rest
from policypack.check import FALSE, Fact, Resource, Stack, Value, Verdict, any_of, is_not, known, require
from policypack.fix import Blank, Create, Fix, Ref, Set, fix
from policypack.rule import StackContext, StackRule

ASSOCIATIONS = (*wafv2.ASSOCIATION, "aws:wafregional/webAclAssociation:WebAclAssociation")


def check(resource: Resource, context: StackContext[None]) -> Verdict:
    """The distribution names a web ACL, or an association names the load balancer or the stage."""
    stack = context.stack
    return require(
        has_acl(resource, stack),
        when=is_not(is_private(resource, stack)),
        at="webAclId" if resource.type in cloudfront.DISTRIBUTION else "webAcl",
        problem="No web ACL is in front of it: nothing filters attacks and floods before they are answered.",
        fix=to_acl(resource),
    )


def has_acl(resource: Resource, stack: Stack) -> Fact:
    """A web ACL is in front of the resource. An ARN of a stage may be made of its API."""
    if resource.type in cloudfront.DISTRIBUTION:
        return is_given(resource["webAclId"])
    own = stack.linked(ASSOCIATIONS, to=resource, by="resourceArn").exists()
    if resource.type not in rest.STAGE:
        return own
    apis = stack.referred(resource, "restApi", rest.REST_API)
    return any_of(own, apis.any(lambda api: stack.linked(ASSOCIATIONS, to=api, by="resourceArn").exists()))


def is_given(value: Value) -> Fact:
    """Set to something, also to another resource's output."""
    return any_of(known(value.is_unknown), is_not(value.is_empty()))


def is_private(resource: Resource, stack: Stack) -> Fact:
    """The internet does not reach it, or no web ACL can be in front of it."""
    if resource.type in elb.LOAD_BALANCER:
        return any_of(is_not(elb.is_application(resource)), resource["internal"].is_true())
    if resource.type in rest.STAGE:
        apis = stack.referred(resource, "restApi", rest.REST_API)
        return apis.any(lambda api: api.at("endpointConfiguration.types").any(lambda one: one.equals("PRIVATE")))
    return FALSE


def to_acl(resource: Resource) -> Fix:
    """A web ACL that the reader has."""
    if resource.type in cloudfront.DISTRIBUTION:
        return fix(Set("webAclId", Blank("the ARN of a web ACL whose scope is CLOUDFRONT")))
    acl = Blank("the ARN of a web ACL whose scope is REGIONAL")
    arguments = {"resourceArn": Ref.to(resource, "arn"), "webAclArn": acl}
    return fix(Create(wafv2.ASSOCIATION[0], resource.name, arguments))


RULE = StackRule(
    id="web-acl-associated",
    summary="What the internet reaches over HTTP must have a web ACL",
    rationale="""
        A web ACL of AWS WAF blocks known attacks, bad clients and too many requests before the application sees them;
        groups of rules that AWS manages are a beginning. CloudFront distributions, application load balancers that face
        the internet and stages of REST APIs are asked; internal load balancers and private APIs are not. An
        organization that associates web ACLs by Firewall Manager needs no program to do so: turn the rule off there.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    controls=("APIGateway.4", "CloudFront.6", "ELB.16"),
    applies_to=(*cloudfront.DISTRIBUTION, *elb.LOAD_BALANCER, *rest.STAGE),
    references=(
        "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-16",
    ),
    check=check,
)
