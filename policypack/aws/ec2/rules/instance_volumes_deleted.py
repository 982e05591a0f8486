"""instance-volumes-deleted: Volumes of an instance must end with it."""

from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

PAGE = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/preserving-volumes-on-termination.html"
DATA = {"deviceName": "/dev/sdf", "volumeSize": 20, "volumeType": "gp3"}

RULE = practices_rule(
    id="instance-volumes-deleted",
    summary="Volumes of an instance must end with it",
    rationale="""
        A volume that outlives its instance costs on, and nobody knows what is on it. Data that must stay is better in
        an aws.ebs.Volume of its own, which the program keeps: the rule is off unless a setting gives it a level.
    """,
    harm="The volume outlives the instance, costs on, and belongs to nobody.",
    level="disabled",
    consequence="cost",
    since="0.3.0",
    base={"aws:ec2/instance:Instance": {"ami": "ami-0a1b2c3d4e5f60718", "instanceType": "t4g.small"}},
    practices={
        ("aws:ec2/instance:Instance",): [
            turned_on("rootBlockDevice.deleteOnTermination", by_default=True, source=PAGE),
            turned_on("deleteOnTermination", by_default=True, source=PAGE).inside("ebsBlockDevices[]", DATA),
        ]
    },
)
