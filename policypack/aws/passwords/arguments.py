"""Which argument of which resource type is a password.

Read from the input types of pulumi-aws 6.66.0 and 7.51.1 and gone through by hand in 2026-11. Left out are OpsWorks,
which AWS has ended; arguments that name a parameter or secret which holds the password; tokens, keys and client
secrets, which their issuer makes; and ``LEFT_OUT``.
"""

from __future__ import annotations

from collections.abc import Mapping

from policypack.fix import Blank, Set, Step
from policypack.model.paths import top
from policypack.model.records import record


@record(frozen=True, slots=True)
class Argument:
    """One argument that is a password.

    ``path`` leads to it; ``[]`` is each element of a list. ``limits`` is the name of what AWS accepts there, or maps
    the start of the property ``by`` (the engine), which is ``otherwise`` where it is left out, to such a name.
    ``write_only`` is the twin whose value no state keeps, ``instead`` the steps with which AWS generates or keeps the
    password, ``instead_key`` the key of a map that names a secret in its place. ``foreign`` says that someone else sets
    the password: the program can only pass it on. ``whole`` says that the SDK makes the whole list or map secret, so
    that a preview knows all of it or nothing. ``unless`` is a property and the value with which the argument is
    something else.
    """

    path: str
    limits: str | Mapping[str, str] = ""
    by: str = ""
    otherwise: str = ""
    write_only: str = ""
    instead: tuple[Step, ...] = ()
    instead_key: str = ""
    foreign: bool = False
    whole: bool = False
    unless: tuple[str, str] = ("", "")

    @property
    def top(self) -> str:
        """The resource's own property that the path starts with."""
        return top(self.path)

    @property
    def is_part(self) -> bool:
        """It is one part of a property whose other parts a preview may know."""
        return not self.whole and self.path != self.top


_RDS = {
    "aurora-mysql": "aurora-mysql",
    "aurora-postgresql": "aurora-postgresql",
    "custom-oracle": "oracle",
    "custom-sqlserver": "sqlserver",
    "db2": "db2",
    "mariadb": "mariadb",
    "mysql": "mysql",
    "oracle": "oracle",
    "postgres": "postgres",
    "sqlserver": "sqlserver",
}
_ROLE, _SECRET = Blank("the ARN of an IAM role"), Blank("the ARN of a secret of Secrets Manager")
_MANAGED_BY_RDS = (Set("manageMasterUserPassword", True),)
_FROM_SECRETS_MANAGER = {"enabled": True, "secretArn": _SECRET, "roleArn": _ROLE}
_PROFILE = "connectorProfileConfig.connectorProfileCredentials"
_IAM_USER = (Set("authenticationMode", {"type": "iam"}),)
_OPENSEARCH = (
    Argument(
        "advancedSecurityOptions.masterUserOptions.masterUserPassword",
        "opensearch",
        instead=(Set("advancedSecurityOptions.masterUserOptions", {"masterUserArn": _ROLE}),),
    ),
)

PASSWORD_ARGUMENTS: Mapping[str, tuple[Argument, ...]] = {
    "aws:appflow/connectorProfile:ConnectorProfile": tuple(
        Argument(f"{_PROFILE}.{path}", "connector-profile", foreign=True)
        for path in (
            "customConnector.basic.password",
            "redshift.password",
            "sapoData.basicAuthCredentials.password",
            "serviceNow.password",
            "snowflake.password",
            "veeva.password",
        )
    ),
    "aws:appstream/directoryConfig:DirectoryConfig": (
        Argument("serviceAccountCredentials.accountPassword", "appstream-directory", foreign=True),
    ),
    "aws:chime/voiceConnectorTerminationCredentials:VoiceConnectorTerminationCredentials": (
        Argument("credentials[].password"),
    ),
    "aws:cloudwatch/eventConnection:EventConnection": (
        Argument("authParameters.basic.password", "event-connection", foreign=True),
    ),
    "aws:cognito/user:User": (
        Argument("password", "user-pool"),
        Argument("temporaryPassword", "user-pool"),
    ),
    "aws:connect/user:User": (Argument("password", "connect-user"),),
    "aws:datasync/locationFsxOntapFileSystem:LocationFsxOntapFileSystem": (
        Argument("protocol.smb.password", "datasync", foreign=True),
    ),
    "aws:datasync/locationFsxWindows:LocationFsxWindows": (Argument("password", "datasync", foreign=True),),
    "aws:datasync/locationSmb:LocationSmb": (Argument("password", "datasync", foreign=True),),
    "aws:directoryservice/directory:Directory": (
        Argument(
            "password",
            {"SimpleAD": "directory", "MicrosoftAD": "directory", "ADConnector": "ad-connector"},
            by="type",
            otherwise="SimpleAD",
        ),
    ),
    "aws:directoryservice/trust:Trust": (Argument("trustPassword", "directory-trust"),),
    "aws:dms/endpoint:Endpoint": (
        Argument("password", instead=(Set("secretsManagerArn", _SECRET), Set("secretsManagerAccessRoleArn", _ROLE))),
        Argument("kafkaSettings.saslPassword", foreign=True),
        Argument("kafkaSettings.sslClientKeyPassword", foreign=True),
        Argument("oracleSettings.asmPassword", foreign=True),
        Argument("redisSettings.authPassword", foreign=True),
    ),
    "aws:docdb/cluster:Cluster": (
        Argument("masterPassword", "documentdb", write_only="masterPasswordWo", instead=_MANAGED_BY_RDS),
    ),
    "aws:docdb/elasticCluster:ElasticCluster": (
        Argument(
            "adminUserPassword",
            "documentdb",
            instead=(Set("authType", "SECRET_ARN"), Set("adminUserPassword", _SECRET)),
            unless=("authType", "SECRET_ARN"),
        ),
    ),
    "aws:ec2/vpnConnection:VpnConnection": (
        Argument("tunnel1PresharedKey", "vpn-tunnel", instead=(Set("presharedKeyStorage", "SecretsManager"),)),
        Argument("tunnel2PresharedKey", "vpn-tunnel", instead=(Set("presharedKeyStorage", "SecretsManager"),)),
    ),
    "aws:elasticache/replicationGroup:ReplicationGroup": (
        Argument("authToken", "cache-token", write_only="authTokenWo"),
    ),
    "aws:elasticache/user:User": (
        Argument("passwords[]", "cache-user", write_only="passwordsWo", instead=_IAM_USER, whole=True),
        Argument("authenticationMode.passwords[]", "cache-user", instead=_IAM_USER),
    ),
    "aws:elasticsearch/domain:Domain": _OPENSEARCH,
    "aws:emr/cluster:Cluster": (
        Argument("kerberosAttributes.kdcAdminPassword", "kerberos"),
        Argument("kerberosAttributes.adDomainJoinPassword", "kerberos", foreign=True),
        Argument("kerberosAttributes.crossRealmTrustPrincipalPassword", "kerberos", foreign=True),
    ),
    "aws:fsx/ontapFileSystem:OntapFileSystem": (Argument("fsxAdminPassword", "ontap"),),
    "aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine": (
        Argument("svmAdminPassword", "ontap"),
        Argument(
            "activeDirectoryConfiguration.selfManagedActiveDirectoryConfiguration.password",
            "fsx-directory",
            foreign=True,
        ),
    ),
    "aws:fsx/windowsFileSystem:WindowsFileSystem": (
        Argument(
            "selfManagedActiveDirectory.password",
            "fsx-directory",
            write_only="selfManagedActiveDirectory.passwordWo",
            instead=(Set("selfManagedActiveDirectory.domainJoinServiceAccountSecret", _SECRET),),
            foreign=True,
        ),
    ),
    "aws:glue/connection:Connection": (
        *(
            Argument(
                f"connectionProperties.{key}",
                "glue-connection",
                instead_key="SECRET_ID",
                foreign=True,
                whole=True,
            )
            for key in (
                "PASSWORD",
                "KAFKA_CLIENT_KEYSTORE_PASSWORD",
                "KAFKA_CLIENT_KEY_PASSWORD",
                "KAFKA_SASL_PLAIN_PASSWORD",
                "KAFKA_SASL_SCRAM_PASSWORD",
            )
        ),
        Argument(
            "authenticationConfiguration.basicAuthenticationCredentials.password",
            "glue-connection",
            instead=(Set("authenticationConfiguration.secretArn", _SECRET),),
            foreign=True,
        ),
    ),
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (
        Argument(
            "redshiftConfiguration.password",
            "firehose-redshift",
            instead=(Set("redshiftConfiguration.secretsManagerConfiguration", _FROM_SECRETS_MANAGER),),
            foreign=True,
        ),
        Argument(
            "snowflakeConfiguration.keyPassphrase",
            "firehose-snowflake",
            instead=(Set("snowflakeConfiguration.secretsManagerConfiguration", _FROM_SECRETS_MANAGER),),
            foreign=True,
        ),
    ),
    "aws:kms/customKeyStore:CustomKeyStore": (Argument("keyStorePassword", "key-store", foreign=True),),
    "aws:lightsail/database:Database": (
        Argument("masterPassword", {"mysql": "lightsail-mysql", "postgres": "lightsail-postgres"}, by="blueprintId"),
    ),
    "aws:memorydb/user:User": (Argument("authenticationMode.passwords[]", "memorydb-user", instead=_IAM_USER),),
    "aws:mq/broker:Broker": (
        Argument("users[].password", "broker-user"),
        Argument("ldapServerMetadata.serviceAccountPassword", foreign=True),
    ),
    "aws:odb/autonomousDatabase:AutonomousDatabase": (
        Argument(
            "adminPassword",
            "autonomous",
            write_only="adminPasswordWo",
            instead=(Set("adminPasswordSource", {"customerManagedAwsSecret": {"secretArn": _SECRET}}),),
        ),
    ),
    "aws:opensearch/domain:Domain": _OPENSEARCH,
    "aws:quicksight/dataSource:DataSource": (
        Argument(
            "credentials.credentialPair.password",
            "data-source",
            instead=(Set("credentials", {"secretArn": _SECRET}),),
            foreign=True,
        ),
    ),
    "aws:rds/cluster:Cluster": (
        Argument("masterPassword", _RDS, by="engine", write_only="masterPasswordWo", instead=_MANAGED_BY_RDS),
    ),
    "aws:rds/instance:Instance": (
        Argument("password", _RDS, by="engine", write_only="passwordWo", instead=_MANAGED_BY_RDS),
    ),
    "aws:redshift/cluster:Cluster": (
        Argument(
            "masterPassword", "redshift", write_only="masterPasswordWo", instead=(Set("manageMasterPassword", True),)
        ),
    ),
    "aws:redshift/hsmConfiguration:HsmConfiguration": (Argument("hsmPartitionPassword", foreign=True),),
    "aws:redshiftserverless/namespace:Namespace": (
        Argument(
            "adminUserPassword",
            "redshift-serverless",
            write_only="adminUserPasswordWo",
            instead=(Set("manageAdminPassword", True),),
        ),
    ),
    "aws:storagegateway/fileSystemAssociation:FileSystemAssociation": (
        Argument("password", "gateway-directory", foreign=True),
    ),
    "aws:storagegateway/gateway:Gateway": (
        Argument("smbGuestPassword", "smb-guest"),
        Argument("smbActiveDirectorySettings.password", "gateway-directory", foreign=True),
    ),
    "aws:timestreaminfluxdb/dbCluster:DbCluster": (Argument("password", "influxdb"),),
    "aws:timestreaminfluxdb/dbInstance:DbInstance": (Argument("password", "influxdb"),),
    "aws:workmail/user:User": (Argument("password", "workmail-user"),),
}
"""Type -> the arguments that are passwords, by the wire names of the provider's schema."""

LEFT_OUT: Mapping[str, str] = {
    "aws:glue/job:Job": "a token that the source control makes",
    "aws:mailmanager/ingressPoint:IngressPoint": "the write-only argument is the only one",
}
"""Types with an argument of such a name that is no password in clear, and why."""
