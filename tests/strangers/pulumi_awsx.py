"""Stands in for the package: its networks are components that a plugin makes."""

import pulumi


class Vpc(pulumi.ComponentResource):
    def __init__(self, name, opts=None, **args):
        outputs = {"vpc_id": None, "public_subnet_ids": None, "private_subnet_ids": None}
        super().__init__("awsx:ec2:Vpc", name, {**args, **outputs}, opts, remote=True)

    @property
    @pulumi.getter(name="vpcId")
    def vpc_id(self) -> pulumi.Output:
        return pulumi.get(self, "vpc_id")

    @property
    @pulumi.getter(name="privateSubnetIds")
    def private_subnet_ids(self) -> pulumi.Output:
        return pulumi.get(self, "private_subnet_ids")
