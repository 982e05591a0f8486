"""The nouns of IAM: roles, and every way in which a policy document gets to one."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.aws.iam.documents import Attached, Document, is_printed
from policypack.aws.iam.managed_policies import managed_policy
from policypack.model.facts import TRUE, Fact, all_of
from policypack.model.links import Linked, link
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN, Value, plain, same, text_of

ROLE = ("aws:iam/role:Role",)
ROLE_POLICY = ("aws:iam/rolePolicy:RolePolicy",)
POLICY = ("aws:iam/policy:Policy",)
ROLE_POLICY_ATTACHMENT = ("aws:iam/rolePolicyAttachment:RolePolicyAttachment",)
POLICY_ATTACHMENT = ("aws:iam/policyAttachment:PolicyAttachment",)
ROLE_POLICIES_EXCLUSIVE = ("aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",)
ROLE_POLICY_ATTACHMENTS_EXCLUSIVE = ("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",)

NAMES = ("name",)
"""The argument that names a role or a policy."""
_ATTACHMENTS = (
    (ROLE_POLICY_ATTACHMENT, "role", "policyArn"),
    (POLICY_ATTACHMENT, "roles", "policyArn"),
    (ROLE_POLICY_ATTACHMENTS_EXCLUSIVE, "roleName", "policyArns"),
)


def documents_of(role: Resource, stack: Stack) -> tuple[Attached, ...]:
    """All documents that give the role its permissions, as far as the stack tells.

    They stand in the role itself (``inlinePolicies``, ``managedPolicyArns``), in a RolePolicy, in a Policy attached by
    a RolePolicyAttachment, PolicyAttachment or RolePolicyAttachmentsExclusive, or with AWS (managed policies by ARN).
    A policy that the stack does not tell is a document that is unknown.
    """
    return stack.derived(_documents_of, role)


def _documents_of(stack: Stack, role: Resource) -> tuple[Attached, ...]:
    return (
        *_inline(role, stack),
        *_attached(role, "managedPolicyArns", TRUE, stack),
        *_role_policies(role, stack),
        *(
            document
            for types, by, arns in _ATTACHMENTS
            for attachment, holds in stack.linked(types, to=role, by=by, names=NAMES).links
            for document in _attached(attachment, arns, holds, stack)
        ),
    )


def document(holder: Resource, value: Value, stack: Stack) -> Document:
    """The document in a property of ``holder``, with the reasons why a preview may lack parts of it."""
    top = value.path.split("[", 1)[0].split(".", 1)[0]
    return Document(value, (holder[top].reason,) if _may_have_holes(holder, top, value, stack) else ())


def _may_have_holes(holder: Resource, by: str, value: Value, stack: Stack) -> bool:
    """Something that the document may be made of does not exist yet: getPolicyDocument leaves out what it does not
    know, so the text is known and has holes.

    The dependencies of the property tell it, where there are any. A program that calls the function without outputs
    gets a plain text: what was printed by the function may then be made of anything in the stack. A text with holes of
    another form is the program's own, which has all of its elements: what it does not know are the holes.
    """
    if not stack.not_yet_made:
        return False
    foreseen = text_of(value)
    if foreseen is not None and not is_printed(foreseen.marked):
        return False
    sources = holder.property_dependencies.get(by, ())
    if any(urn in stack.not_yet_made for urn in sources):
        return True
    printed = value.map(is_printed).is_true().truth is True
    return printed and any(urn != holder.urn for urn in stack.not_yet_made)


def _inline(role: Resource, stack: Stack) -> Iterator[Attached]:
    for policy in role["inlinePolicies"].elements():
        yield Attached(document(role, policy["policy"], stack), TRUE)


def _role_policies(role: Resource, stack: Stack) -> Iterator[Attached]:
    """RolePolicies of the role, without those that a RolePoliciesExclusive does not name and so removes."""
    exclusive = stack.linked(ROLE_POLICIES_EXCLUSIVE, to=role, by="roleName", names=NAMES)
    for policy, holds in stack.linked(ROLE_POLICY, to=role, by="role", names=NAMES).links:
        yield Attached(document(policy, policy["policy"], stack), all_of(holds, _is_kept(policy, exclusive, stack)))


def _is_kept(policy: Resource, exclusive: Linked, stack: Stack) -> Fact:
    return exclusive.all(lambda one: link(stack, one, "policyNames", policy, NAMES))


def _attached(holder: Resource, by: str, holds: Fact, stack: Stack) -> Iterator[Attached]:
    """The documents behind a property that holds policy ARNs, one or several."""
    linked = stack.referred(holder, by, POLICY)
    for policy, named in linked.links:
        yield Attached(document(policy, policy["policy"], stack), all_of(holds, named))
    known_arns = [plain(policy.output("arn")) for policy in linked if policy.output("arn").is_known]
    for arn in holder[by].elements():
        if arn.is_known and not any(same(plain(arn), one) for one in known_arns):
            yield Attached(_by_arn(arn), holds)
    if _is_unexplained(holder, by, linked, stack):
        yield Attached(Document(Value(UNKNOWN, by, holder.name)), holds)


def _by_arn(arn: Value) -> Document:
    """AWS's own policies are known by their ARN; what others attach is not in sight."""
    statements = arn.map(lambda text: managed_policy(text) if isinstance(text, str) else UNKNOWN)
    return Document(Value(plain(statements), arn.path, arn.owner))


def _is_unexplained(holder: Resource, by: str, linked: Linked, stack: Stack) -> bool:
    """An ARN that is unknown and that no Policy of the stack accounts for."""
    if all(arn.is_known for arn in holder[by].elements()):
        return False
    sources = holder.property_dependencies.get(by, ())
    return not linked.certain() or any(stack.type_of(urn) not in POLICY for urn in sources)
