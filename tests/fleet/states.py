"""States of small stacks, as ``pulumi stack export`` writes them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"
TOKENS = {
    "Bucket": "aws:s3/bucket:Bucket",
    "BucketVersioning": "aws:s3/bucketVersioning:BucketVersioning",
    "Vpc": "aws:ec2/vpc:Vpc",
    "Subnet": "aws:ec2/subnet:Subnet",
    "LoadBalancer": "aws:lb/loadBalancer:LoadBalancer",
}


def urn(stack: str, token: str, name: str) -> str:
    return f"urn:pulumi:{stack}::shop::{token}::{name}"


def resource(stack: str, kind: str, name: str, inputs: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """An entry; ``more`` are further keys of it, ``id`` and ``arn`` among them."""
    token = TOKENS.get(kind, kind)
    arn = {"arn": more.pop("arn")} if "arn" in more else {}
    return {
        "urn": urn(stack, token, name),
        "custom": True,
        "type": token,
        "inputs": dict(inputs),
        "outputs": {**inputs, **arn},
        "parent": urn(stack, "pulumi:pulumi:Stack", f"shop-{stack}"),
        "provider": f"{urn(stack, 'pulumi:providers:aws', 'default_7_0_0')}::1",
        **more,
    }


def deployment(stack: str, *entries: Mapping[str, Any]) -> dict[str, Any]:
    """The part that every form of state has."""
    own: Sequence[Mapping[str, Any]] = (
        {"urn": urn(stack, "pulumi:pulumi:Stack", f"shop-{stack}"), "custom": False, "type": "pulumi:pulumi:Stack"},
        {
            "urn": urn(stack, "pulumi:providers:aws", "default_7_0_0"),
            "custom": True,
            "id": "1",
            "type": "pulumi:providers:aws",
            "inputs": {"region": "eu-west-1", "version": "7.0.0"},
        },
    )
    return {"manifest": {"time": "2026-11-01T00:00:00Z"}, "resources": [*own, *entries]}


def export(stack: str, *entries: Mapping[str, Any], version: int = 3) -> dict[str, Any]:
    return {"version": version, "deployment": deployment(stack, *entries)}


def write(folder: Path, name: str, document: Any) -> Path:
    """A file of this name; compressed where the name says so."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


def fleet(folder: Path) -> list[str]:
    """Three stacks that use one another's resources, and one that is alone."""
    vpc = resource("network", "Vpc", "main", {"cidrBlock": "10.0.0.0/16"}, id="vpc-0123456789abcdef0")
    subnets = [
        resource(
            "network",
            "Subnet",
            f"subnet-{place}",
            {"vpcId": "vpc-0123456789abcdef0", "cidrBlock": f"10.0.{place}.0/24", "availabilityZone": "eu-west-1a"},
            id=f"subnet-0123456789abcdef{place}",
        )
        for place in range(2)
    ]
    balancer = resource(
        "web",
        "LoadBalancer",
        "front",
        {"loadBalancerType": "application", "subnets": [one["id"] for one in subnets], "name": "front"},
        id="arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/front/0123456789abcdef",
    )
    logs = resource("data", "Bucket", "logs", {"bucket": "acme-logs"}, id="acme-logs", arn="arn:aws:s3:::acme-logs")
    versioning = resource(
        "web",
        "BucketVersioning",
        "logs",
        {"bucket": "acme-logs", "versioningConfiguration": {"status": "Enabled"}},
        id="acme-logs",
    )
    alone = resource("alone", "Bucket", "own", {"bucket": "acme-own"}, id="acme-own", arn="arn:aws:s3:::acme-own")
    documents = {
        "network": export("network", vpc, *subnets),
        "web": export("web", balancer, versioning),
        "data": export("data", logs),
        "alone": export("alone", alone),
    }
    return [str(write(folder, f"{name}.json", document)) for name, document in documents.items()]
