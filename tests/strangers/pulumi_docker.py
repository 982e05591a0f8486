"""Stands in for the package."""

import pulumi


class Image(pulumi.CustomResource):
    def __init__(self, name, opts=None, **args):
        super().__init__("docker:index/image:Image", name, {**args, "repo_digest": None}, opts)

    @property
    @pulumi.getter(name="repoDigest")
    def repo_digest(self) -> pulumi.Output[str]:
        return pulumi.get(self, "repo_digest")
