"""organizations-policy-valid: Policies of organizations must have the form of their type, which is enabled."""

from collections.abc import Iterator

from policypack.aws.organizations import CONTROL, ORGANIZATION, POLICY, POLICY_ATTACHMENT
from policypack.check import Resource, Value, Verdict, all_of, any_of, is_not, require
from policypack.constraint import Constraint, Json, Table, argument
from policypack.fix import Add, Blank, Fix, Set, Target, fix, note
from policypack.model.values import Plain
from policypack.rule import Rejection, StackContext, StackRule

API = "https://docs.aws.amazon.com/organizations/latest/APIReference"
GUIDE = "https://docs.aws.amazon.com/organizations/latest/userguide"
MALFORMED = (
    "MalformedPolicyDocumentException: The provided policy document does not meet the requirements of the specified"
    " policy type."
)
DENIED = {"Effect": "Deny", "Action": "iam:CreateUser", "Resource": "*"}
NOT_ENABLED = Rejection(
    service="Organizations",
    condition="A policy is attached whose type the organization has not enabled",
    error="PolicyTypeNotEnabledException: This operation can be performed only for enabled policy types.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/4545",
    invalid="disabled",
    valid="enabled",
)

content, kind = argument("content"), argument("type")
LISTED = ("tag_value", "enforced_for", "report_required_tag_for")
"""What a tag policy assigns lists to."""


def wrong_tags(tree: Plain) -> str | None:
    """What a tag policy assigns, and is no list."""
    tags = tree.get("tags") if isinstance(tree, dict) else None
    if not isinstance(tags, dict):
        return 'it has no "tags"'
    for tag, fields in tags.items():
        for name in LISTED:
            values = fields.get(name) if isinstance(fields, dict) else None
            assigned = values.get("@@assign") if isinstance(values, dict) else None
            if isinstance(assigned, str):
                return f'"@@assign" of "{name}" of "{tag}" is a text and no list'
    return None


def with_principal(tree: Plain) -> str | None:
    """A statement of a service control policy names a principal."""
    statements = tree.get("Statement") if isinstance(tree, dict) else None
    for one in statements if isinstance(statements, list) else [statements]:
        for name in ("Principal", "NotPrincipal"):
            if isinstance(one, dict) and name in one:
                return f'a statement has "{name}"'
    return None


TABLE = Table(
    "Organizations",
    {
        POLICY: (
            Constraint(
                demand=content.is_present(),
                error="Invalid parameter: minimum field size of 1, CreatePolicyInput.Content.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/25977",
                fix=fix(Set("content", Blank("the policy, a JSON text"))),
                invalid={"type": "BACKUP_POLICY", "content": ""},
                valid={"content": Json({"plans": {}}), "type": "BACKUP_POLICY"},
            ),
            Constraint(
                demand=content.is_json(),
                when=content.is_given().unsaid(),
                error=MALFORMED,
                source=f"{API}/API_CreatePolicy.html",
                fix=fix(Set("content", Blank("the policy, a JSON text"))),
                invalid={"content": "{", "type": "BACKUP_POLICY"},
                valid={"content": Json({"plans": {}}), "type": "BACKUP_POLICY"},
            ),
            Constraint(
                demand=content.holds("tags whose values are lists", wrong_tags),
                when=kind.equals("TAG_POLICY") & content.is_given().unsaid(),
                error=MALFORMED,
                source="https://github.com/hashicorp/terraform-provider-aws/issues/26332",
                fix=note("a list of values behind @@assign"),
                invalid={"type": "TAG_POLICY", "content": Json({"tags": {"shop": {"tag_value": {"@@assign": "eu"}}}})},
                valid={"type": "TAG_POLICY", "content": Json({"tags": {"shop": {"tag_value": {"@@assign": ["eu"]}}}})},
            ),
            Constraint(
                demand=content.holds("statements without principals", with_principal),
                when=(kind.is_empty() | kind.equals(CONTROL)) & content.is_given().unsaid(),
                error=MALFORMED,
                source=f"{GUIDE}/orgs_manage_policies_scps_syntax.html",
                fix=note("statements without Principal"),
                invalid={"content": Json({"Version": "2012-10-17", "Statement": [{**DENIED, "Principal": "*"}]})},
                valid={"content": Json({"Version": "2012-10-17", "Statement": [DENIED]})},
            ),
        ),
        ORGANIZATION: tuple(
            Constraint(
                demand=argument("featureSet").equals("ALL") | argument("featureSet").is_empty().unsaid(),
                when=argument(name).is_given(),
                error="Organization must have feature_set set to ALL.",
                source="https://www.pulumi.com/registry/packages/aws/api-docs/organizations/organization/",
                fix=fix(Set("featureSet", "ALL")),
                invalid={"featureSet": "CONSOLIDATED_BILLING", name: [value]},
                valid=({"featureSet": "ALL", name: [value]}, {name: [value]}),
            )
            for name, value in (
                ("enabledPolicyTypes", CONTROL),
                ("awsServiceAccessPrincipals", "config.amazonaws.com"),
            )
        ),
    },
    {POLICY[0]: {"content": Json({"Version": "2012-10-17", "Statement": [DENIED]})}, ORGANIZATION[0]: {}},
)


def check(attachment: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The organization that the stack makes has enabled the type of each policy that it attaches."""
    if attachment.type not in POLICY_ATTACHMENT:
        return
    organization = next(iter(context.stack.of_type(ORGANIZATION)), None)
    if organization is None or organization.provider != attachment.provider:
        return
    enabled = organization["enabledPolicyTypes"]
    for policy, named in context.stack.referred(attachment, "policyId", POLICY).links:
        type_ = policy["type"].or_default(CONTROL)
        is_enabled = type_.then(lambda name: enabled.any(lambda one: one.equals(name)))
        yield require(
            any_of(is_not(named), is_enabled),
            when=all_of(attachment.is_new(), is_not(organization["returnOrganizationOnly"].is_true())),
            at="policyId",
            problem=f"policyId names {policy}, and enabledPolicyTypes of {organization} lacks {type_}.",
            fix=enabling(type_, organization),
            rejects=NOT_ENABLED,
        )


def enabling(type_: Value, organization: Resource) -> Fix:
    """The type among those of the organization."""
    unknown: Plain = Blank("the type of the policy")
    name = type_.say(str, unknown)
    there = organization["enabledPolicyTypes"]
    on = Target.of(organization)
    return fix(Set(there.path, [name], on) if there.is_absent else Add(there.path, name, on))


RULE = StackRule(
    id="organizations-policy-valid",
    summary="Policies of organizations must have the form of their type, which is enabled",
    rationale="""
        Policies are attached where the root of the organization has their type enabled. A tag policy assigns lists of
        values, and a service control policy is about whoever is in the account, so that it names no principal. Policies
        and trusted access need an organization with all features.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*POLICY, *POLICY_ATTACHMENT, *ORGANIZATION),
    references=(f"{API}/API_AttachPolicy.html", *TABLE.sources),
    rejections=(*TABLE.rejections, NOT_ENABLED),
    table=TABLE,
    check=check,
)
