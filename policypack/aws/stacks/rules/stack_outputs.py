"""stack-outputs: Stacks must export the endpoints, ARNs and IDs that others need."""

from policypack.aws.stacks import outputs
from policypack.check import STACK_TYPE, Resource, Verdict, all_of, any_of, known, require
from policypack.fix import Export, Fix, Ref
from policypack.fix.languages import python_name, variable
from policypack.rule import StackContext, StackRule

_MOST_NAMED = 12
"""A message that names more reads like a list of everything."""


def check(stack: Resource, context: StackContext[None]) -> Verdict:
    """Whoever needs one of the stack's resources finds its endpoint, ARN, ID or name, and its region, among the
    exports."""
    exports = outputs.exports_of(stack, context.stack)
    needed = outputs.needed_resources(context.stack)
    relayed = {one: outputs.is_relayed(one, context.stack) for one in needed}
    found = {one: any_of(relayed[one], outputs.is_exported(one, exports, context.stack)) for one in needed}
    missing = [one for one in needed if found[one].truth is False]
    waiting = [one for one in needed if found[one] == exports.doubt]
    too_few = exports.are_known and exports.unexplained < len(waiting)
    regions = [any_of(relayed[one], outputs.name_region(exports, one, context.region(one))) for one in needed]
    lacks_region = any(fact.truth is False for fact in regions)
    unreachable = missing + waiting if too_few else missing
    return require(
        all_of(*found.values(), *regions, known(not too_few)),
        when=known(bool(needed)),
        at="outputs",
        problem=problem(unreachable, lacks_region, exports.unexplained if too_few else 0),
        fix=exporting(unreachable, lacks_region),
    )


def problem(unreachable: list[Resource], lacks_region: bool, unknown_exports: int) -> str:
    """What is not exported."""
    parts = [f"{one} ({outputs.best_output(one)})" for one in unreachable[:_MOST_NAMED]]
    if len(unreachable) > _MOST_NAMED:
        parts.append(f"{len(unreachable) - _MOST_NAMED} more")
    if lacks_region:
        parts.append("the region")
    lead = f"At most {unknown_exports} of these are exported" if unknown_exports else "Not exported"
    return f"{lead}: {', '.join(parts)}. Other stacks, pipelines and people must look them up by hand."


def exporting(unreachable: list[Resource], lacks_region: bool) -> Fix:
    """The exports that are missing."""
    exports = tuple(export(one) for one in unreachable[:_MOST_NAMED])
    return Fix(exports, note="export the name of the region, too" if lacks_region else "")


def export(resource: Resource) -> Export:
    """The export that leads to the resource."""
    output = outputs.best_output(resource)
    return Export(f"{variable(resource.name, resource.short_type)}_{python_name(output)}", Ref.to(resource, output))


RULE = StackRule(
    id="stack-outputs",
    summary="Stacks must export the endpoints, ARNs and IDs that others need",
    rationale="""
        Exports are the stack's interface: other stacks read them by a stack reference, pipelines by `pulumi stack
        output`, people in the Pulumi console. What is not exported is looked up by hand and copied, and is wrong after
        the next replacement. This rule checks networks, databases, caches, brokers, buckets, registries, load
        balancers, APIs, distributions, clusters and pipelines, also inside components: one of endpoint, ARN, ID or name
        is enough, alone, in a list or a dictionary, or inside a longer text such as a URL. The region counts as
        exported where an ARN or an endpoint contains it.

        A resource that an SSM parameter or a DNS record publishes is not checked, nor is one that only serves another
        resource of the stack: a bucket for logs or for a pipeline's artifacts, the origin of a distribution, a database
        behind a proxy.

        A preview does not know where an unknown export comes from. So it is a finding when there are fewer unknown
        exports than resources that they could come from, one each; with enough of them the update decides. One export
        that joins several unknown values counts as one there; a dictionary of exports does not have this gap. The
        offline preview knows where each export comes from and has no gap either.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    applies_to=(STACK_TYPE,),
    references=("https://www.pulumi.com/dev/tutorials/building-with-pulumi/stack-references/",),
    check=check,
)
