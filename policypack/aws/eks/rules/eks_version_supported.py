"""eks-version-supported: EKS must run a version of Kubernetes in standard support."""

from policypack.aws import eks
from policypack.aws.eks.versions import newest, out_of_support
from policypack.check import Resource, Verdict, all_of, is_not, known, require
from policypack.fix import Blank, Set, fix
from policypack.rule import StackContext, StackRule

VERSIONS = "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html"


def check(subject: Resource, context: StackContext[None]) -> Verdict:
    """The version of a cluster or a node group is in standard support; without one, AWS takes a current one."""
    version = subject["version"]
    ended = version.as_text().map(lambda text: out_of_support(str(text), context.catalog))
    current = newest(context.catalog)
    is_told_already = all_of(known(subject.type in eks.CLUSTER), subject.is_new())
    return require(
        ended.is_empty(),
        when=all_of(version.is_set(), is_not(is_told_already)),
        at="version",
        problem=f"version is {version}, whose standard support"
        f" ended{ended.say(lambda day: f' by {day}', '')}: since then AWS takes six times the"
        " price for a cluster, for a year, and then updates it by itself.",
        fix=fix(
            Set("version", Blank(f"a later version, such as {current}" if current else "a supported version")),
            note="EKS updates a cluster by one minor version at a time, and node groups after their cluster",
        ),
    )


RULE = StackRule(
    id="eks-version-supported",
    summary="EKS must run a version of Kubernetes in standard support",
    rationale="""
        AWS supports each version of Kubernetes for 14 months. Then comes extended support, for a year and at six times
        the price, unless upgradePolicy turns it off: in that case, and when it ends, AWS updates the control plane by
        itself, at a time of its choice. A version that is newer than the catalog is taken for supported, and so is one
        that the program leaves to AWS. A new cluster is not asked here: `service-version-current` and
        `service-version-available` report its version.
    """,
    level="advisory",
    consequence="cost",
    rated="high",
    since="0.3.0",
    applies_to=(*eks.CLUSTER, *eks.NODE_GROUP),
    controls=("EKS.2", "EKS.9"),
    references=(VERSIONS,),
    check=check,
)
