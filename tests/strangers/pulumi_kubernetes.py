"""Stands in for the package: its files are read by a function of its plugin, and its charts by a component."""

import pulumi


class Provider(pulumi.ProviderResource):
    def __init__(self, name, kubeconfig, opts=None):
        super().__init__("kubernetes", name, {"kubeconfig": kubeconfig}, opts)


class ConfigFile(pulumi.ComponentResource):
    def __init__(self, name, text, opts=None):
        super().__init__("kubernetes:yaml:ConfigFile", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)
        decoded = pulumi.runtime.invoke("kubernetes:yaml:decode", {"text": text}, pulumi.InvokeOptions(parent=self))
        self.resources = [
            pulumi.CustomResource(f"kubernetes:{one['apiVersion']}:{one['kind']}", one["metadata"]["name"], one, child)
            for one in decoded.value.get("result") or []
        ]


class Chart(pulumi.ComponentResource):
    def __init__(self, name, chart, opts=None):
        super().__init__("kubernetes:helm.sh/v4:Chart", name, {"chart": chart, "resources": None}, opts, remote=True)
