"""A cluster by a component of another package, and what runs on it."""

import pulumi
import pulumi_aws as aws
import pulumi_eks as eks
import pulumi_kubernetes as kubernetes

role = aws.iam.Role(
    "nodes",
    assume_role_policy=aws.iam.get_policy_document(
        statements=[
            {
                "actions": ["sts:AssumeRole"],
                "principals": [{"type": "Service", "identifiers": ["ec2.amazonaws.com"]}],
            }
        ]
    ).json,
)
cluster = eks.Cluster("cluster", instance_type="t3.medium", instanceRoles=[role])
on_cluster = pulumi.ResourceOptions(provider=kubernetes.Provider("cluster", cluster.kubeconfig))
kubernetes.ConfigFile("guestbook", "apiVersion: v1\nkind: Namespace\nmetadata: {name: guestbook}\n", on_cluster)
kubernetes.Chart("ingress", "ingress-nginx", on_cluster)
pulumi.export("kubeconfig", cluster.kubeconfig)
