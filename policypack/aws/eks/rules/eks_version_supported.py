"""eks-version-supported: EKS must run a version of Kubernetes in standard support."""

from policypack.aws import eks
from policypack.aws.eks.versions import newest, out_of_support
from policypack.check import Resource, Verdict, require
from policypack.fix import Blank, Set, fix
from policypack.rule import Context, ResourceRule

VERSIONS = "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html"


def check(subject: Resource, context: Context[None]) -> Verdict:
    """The version of a cluster or a node group is in standard support; without one, AWS takes a current one."""
    version, today = subject["version"], context.catalog.today
    ended = version.as_text().map(lambda text: out_of_support(str(text), today))
    current = newest(today)
    return require(
        ended.is_empty(),
        when=version.is_set(),
        at="version",
        problem=f"version is {version}, whose standard support"
        f" ended{ended.say(lambda day: f' by {day}', '')}: since then AWS takes six times the"
        " price for a cluster, for a year, and then updates it by itself.",
        fix=fix(
            Set("version", Blank(f"a later version, such as {current}" if current else "a supported version")),
            note="EKS updates a cluster by one minor version at a time, and node groups after their cluster",
        ),
    )


RULE = ResourceRule(
    id="eks-version-supported",
    summary="EKS must run a version of Kubernetes in standard support",
    rationale="""
        AWS supports each version of Kubernetes for 14 months. Then comes extended support, for a year and at six times
        the price, unless upgradePolicy turns it off: in that case, and when it ends, AWS updates the control plane by
        itself, at a time of its choice. A version that is newer than the table of the pack is taken for supported, and
        so is one that the program leaves to AWS.
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
