"""iam-policy-document-valid: Policy documents must have valid grammar."""

from collections.abc import Iterator
from functools import partial

from policypack.aws.iam import document, policy_arguments, rejections
from policypack.aws.iam.grammar import Error, errors
from policypack.aws.iam.policy_arguments import PolicyArgument, documents_in
from policypack.check import UNKNOWN, Resource, Value, Verdict, is_not, require
from policypack.fix import NO_FIX, Fix, note
from policypack.model.json_text import parsed_json
from policypack.model.values import Plain, plain
from policypack.rule import Rejection, StackContext, StackRule

TROUBLE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_policies.html"


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each document that the resource holds has the grammar of its kind."""
    for argument, policy in documents_in(resource):
        incomplete = bool(document(resource, policy, context.stack).missing)
        # A text with holes is not known, and its tree is.
        tree = policy.as_json() if policy.is_unknown else policy
        found = tree.map(partial(certain_errors, argument, incomplete))
        asked = is_not(policy.is_empty())
        by_rejection = grouped(plain(found) if found.is_known else [])
        for rejection, own in by_rejection.items():
            yield require(
                found.is_empty(),
                when=asked,
                at=policy,
                problem=problem(policy, own),
                fix=fix(policy, own),
                rejects=rejection,
            )
        if not by_rejection:
            yield require(found.is_empty(), when=asked, at=policy, problem="", fix=NO_FIX)


def certain_errors(argument: PolicyArgument, incomplete: bool, text: Plain) -> Plain:
    """The errors of the document; unknown where it has none yet and is still to be completed."""
    tree = parsed(text)
    found = errors(tree, argument)
    certain = [error for error in found if not (error.is_missing and incomplete)]
    return UNKNOWN if not certain and (found or not Value(tree, "").is_complete) else certain


def parsed(text: Plain) -> Plain:
    """The tree in a JSON text; a text that is not JSON stays a text."""
    try:
        return parsed_json(text) if isinstance(text, str) else text
    except ValueError:
        return text


def grouped(found: list[Error]) -> dict[Rejection | None, list[Error]]:
    """The errors by what AWS rejects."""
    groups: dict[Rejection | None, list[Error]] = {}
    for error in found:
        groups.setdefault(error.rejects, []).append(error)
    return groups


def problem(policy: Value, found: list[Error]) -> str:
    """All errors in one sentence, each once; of a secret document only that there are some."""
    if policy.is_secret:
        return f"{policy.path} is not a valid policy document."
    return f"{policy.path} {'; it '.join(dict.fromkeys(error.sentence.rstrip(',') for error in found))}."


def fix(policy: Value, found: list[Error]) -> Fix:
    """The changes inside the document; of a secret one they would show its content."""
    if policy.is_secret:
        return note(f"correct the JSON document in {policy.path}")
    by_place = {error.inside: error for error in found}
    steps = (step for error in by_place.values() for step in error.steps(policy.path))
    return Fix(tuple(steps), note="; ".join(dict.fromkeys(one.note for one in found if one.note)))


RULE = StackRule(
    id="iam-policy-document-valid",
    summary="Policy documents must have valid grammar",
    rationale="""
        Each statement of a document says whether it allows or denies, which actions, and on which resources. An
        identity's policy has no principal. A trust policy has no resource, and only actions of STS. The policy of a
        bucket, key, secret or topic has a principal. Managed policies must have the version 2012-10-17 and at most
        6,144 characters, inline policies of roles 10,240, of groups 5,120 and of users 2,048, white space not counted.
        An account can raise the size of a trust policy, so that is not checked.

        A principal is an account, a user, a role, a session or a service. A service that this version does not know
        passes, unless its name is a known one with one or two other letters. Whether a user or role exists is not
        checked. Services other than IAM have rules of their own for IDs, resources and conditions, which are not
        checked, and neither is whether an action exists. SQS accepts a statement without a principal, and at most
        seven actions in a statement. SNS accepts only actions of a topic. What a preview leaves out
        of a document does not count as missing.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=policy_arguments.TYPES,
    references=(rejections.GRAMMAR, rejections.QUOTAS, TROUBLE),
    rejections=rejections.ALL,
    check=check,
)
