"""Stands in for the package: its clusters are components that a plugin makes."""

import pulumi


class Cluster(pulumi.ComponentResource):
    def __init__(self, name, opts=None, **args):
        outputs = {"kubeconfig": None, "kubeconfig_json": None, "core": None}
        super().__init__("eks:index:Cluster", name, {**args, **outputs}, opts, remote=True)

    @property
    @pulumi.getter
    def kubeconfig(self) -> pulumi.Output:
        return pulumi.get(self, "kubeconfig")
