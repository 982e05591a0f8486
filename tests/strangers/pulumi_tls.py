"""Stands in for the package."""

import pulumi


class PrivateKey(pulumi.CustomResource):
    def __init__(self, name, algorithm, opts=None):
        outputs = {"public_key_openssh": None, "private_key_pem": None}
        opts = pulumi.ResourceOptions.merge(pulumi.ResourceOptions(additional_secret_outputs=["private_key_pem"]), opts)
        super().__init__("tls:index/privateKey:PrivateKey", name, {"algorithm": algorithm, **outputs}, opts)

    @property
    @pulumi.getter(name="publicKeyOpenssh")
    def public_key_openssh(self) -> pulumi.Output[str]:
        return pulumi.get(self, "public_key_openssh")

    @property
    @pulumi.getter(name="privateKeyPem")
    def private_key_pem(self) -> pulumi.Output[str]:
        return pulumi.get(self, "private_key_pem")
