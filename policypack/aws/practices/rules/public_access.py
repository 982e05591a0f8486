"""public-access: Databases, brokers and search domains must not be open to the internet."""

from dataclasses import replace

from policypack.aws import rds
from policypack.aws.practices.base import BASES
from policypack.constraint.practices import one_value, said, turned_off
from policypack.rule import practices_rule

MQ_SECURITY = "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/using-amazon-mq-securely.html"

RULE = practices_rule(
    id="public-access",
    summary="Databases, brokers and search domains must not be open to the internet",
    rationale="""
        A public address makes the sign-in of a database or a broker the only thing between it and the internet. Its
        security groups still decide who reaches it, but one rule that is too wide is then enough. Clients outside of
        the VPC can come by a VPN, a bastion host, AWS PrivateLink or a proxy. AWS makes some of these resources anew
        where the argument changes: read the preview before the update. A search domain
        is in a VPC where the program names subnets; AWS cannot move one that exists.
    """,
    harm="An address on the internet leaves only security groups and a password between everyone and the data.",
    consequence="exposure",
    since="0.3.0",
    base=BASES,
    practices={
        (*rds.INSTANCE, *rds.CLUSTER_INSTANCE): [turned_off("publiclyAccessible", controls=("RDS.2",))],
        ("aws:dms/replicationInstance:ReplicationInstance",): [turned_off("publiclyAccessible", controls=("DMS.1",))],
        ("aws:mq/broker:Broker",): [turned_off("publiclyAccessible", source=MQ_SECURITY)],
        ("aws:msk/cluster:Cluster",): [
            one_value(
                "brokerNodeGroupInfo.connectivityInfo.publicAccess.type",
                "DISABLED",
                but_not="SERVICE_PROVIDED_EIPS",
                by_default=True,
                controls=("MSK.4",),
            )
        ],
        ("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"): [
            replace(
                said(
                    "vpcOptions.subnetIds",
                    ["subnet-0a"],
                    blank="private subnets, one for each zone of the domain",
                    controls=("Opensearch.2",),
                ),
                harm="The domain has an endpoint on the internet, which its access policy alone protects.",
            )
        ],
        ("aws:redshift/cluster:Cluster",): [turned_off("publiclyAccessible", controls=("Redshift.1",))],
        ("aws:redshiftserverless/workgroup:Workgroup",): [
            turned_off("publiclyAccessible", controls=("RedshiftServerless.3",))
        ],
    },
)
