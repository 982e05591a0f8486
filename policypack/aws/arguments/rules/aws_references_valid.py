"""aws-references-valid: Arguments that refer to a resource must have its ID, ARN or name, whichever they take."""

from collections.abc import Iterator

from policypack.aws.arguments.references import REJECTIONS, fits_or_is_left_to_its_origin, references_of
from policypack.fix import Blank, Set, fix
from policypack.model.paths import top
from policypack.model.resources import Resource
from policypack.model.stack import EVERY_AWS_TYPE
from policypack.model.verdicts import Verdict, require
from policypack.rule import StackContext, StackRule


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each reference looks like what the argument takes."""
    for path, form in references_of(resource.type).items():
        if top(path) in resource.inputs:
            for value in resource.each(path):
                yield require(
                    fits_or_is_left_to_its_origin(form, value, resource, context.stack),
                    at=value,
                    problem=f"{path.rpartition('.')[2].removesuffix('[]')} is {value}: it must be {form.name}.",
                    fix=fix(Set(value.path, Blank(form.name))),
                    rejects=form.rejects,
                )


RULE = StackRule(
    id="aws-references-valid",
    summary="Arguments must have the ID, ARN or name that they take",
    rationale="""
        A resource has a name, an ID and an ARN, and an argument that refers to it takes one of them. Another one is a
        text, too, so nothing but AWS notices, and only when the resource is made: a security group's name where its ID
        belongs, a role's ARN where its name does.

        An output that a preview does not know is not asked before the update knows it.
    """,
    rejections=REJECTIONS,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(EVERY_AWS_TYPE,),
    references=tuple(dict.fromkeys(one.source for one in REJECTIONS)),
    check=check,
)
