"""web-acl-rules: Web ACLs must have rules."""

from policypack.aws import wafv2
from policypack.check import Resource, Verdict, any_of, is_not, require
from policypack.fix import Blank, Set, fix
from policypack.rule import StackContext, StackRule

SEPARATE = (
    "aws:wafv2/webAclRule:WebAclRule",
    "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation",
)


def check(acl: Resource, context: StackContext[None]) -> Verdict:
    """The web ACL has a rule or a group of rules: its own, as JSON, or by a resource that names it."""
    return require(
        any_of(
            is_not(acl["rules"].is_empty()),
            is_not(acl["ruleJson"].is_empty()),
            context.stack.linked(SEPARATE, to=acl, by="webAclArn").exists(),
        ),
        at="rules",
        problem="The web ACL has no rules: it does the default action with every request.",
        fix=fix(Set("rules", Blank("a rule, or a group of rules that AWS manages"))),
    )


RULE = StackRule(
    id="web-acl-rules",
    summary="Web ACLs must have rules",
    rationale="""
        A web ACL without rules costs as much as another one and filters nothing. Groups of rules that AWS manages are a
        beginning. Separate rules and associations of rule groups count.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    controls=("WAF.10",),
    applies_to=wafv2.WEB_ACL,
    references=(
        "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-10",
    ),
    check=check,
)
