"""bedrock-knowledge-base-valid: Knowledge bases and data sources must have the settings of their kind."""

import re
from itertools import pairwise

from policypack.aws.bedrock import DATA_SOURCE, KNOWLEDGE_BASE
from policypack.constraint import (
    Blank,
    Constraint,
    Inputs,
    Set,
    argument,
    fits,
    fix,
    needs,
    not_with,
    within,
)
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/bedrock/latest/APIReference"
CREATE, CREATE_SOURCE = f"{API}/API_agent_CreateKnowledgeBase.html", f"{API}/API_agent_CreateDataSource.html"
MODELS = "https://docs.aws.amazon.com/bedrock/latest/userguide/knowledge-base-supported.html"
CHUNKS = f"{API}/API_agent_HierarchicalChunkingConfiguration.html"
CONFIGURATION, STORAGE = "knowledgeBaseConfiguration", "storageConfiguration"
VECTOR = f"{CONFIGURATION}.vectorKnowledgeBaseConfiguration"
EMBEDDING = f"{VECTOR}.embeddingModelConfiguration.bedrockEmbeddingModelConfiguration"
SUPPLEMENTAL = f"{VECTOR}.supplementalDataStorageConfiguration.storageLocations"
REDSHIFT = f"{CONFIGURATION}.sqlKnowledgeBaseConfiguration.redshiftConfiguration"
ENGINE = f"{REDSHIFT}.queryEngineConfiguration"
CHUNKING = "vectorIngestionConfiguration.chunkingConfiguration"
HIERARCHY = f"{CHUNKING}.hierarchicalChunkingConfiguration"
PARSING = "vectorIngestionConfiguration.parsingConfiguration"
TRANSFORMED = "vectorIngestionConfiguration.customTransformationConfiguration"
MOST_TOKENS = 8192

MODEL = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"
SIZES = {
    "amazon.titan-embed-text-v2": (256, 512, 1024),
    "cohere.embed-english-v3": (1024,),
    "cohere.embed-multilingual-v3": (1024,),
}
"""The dimensions that an embedding model makes: knowledge-base-supported.html, 2026-09-06."""
SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf"
IN_REDSHIFT: dict[str, Plain] = {
    "type": "REDSHIFT",
    "redshiftConfiguration": {
        "queryEngineConfiguration": {
            "type": "PROVISIONED",
            "provisionedConfiguration": {"clusterIdentifier": "orders", "authConfiguration": {"type": "IAM"}},
        },
        "storageConfiguration": {"type": "REDSHIFT", "redshiftConfiguration": {"databaseName": "orders"}},
    },
}
KINDS: dict[str, tuple[str, Plain]] = {
    "VECTOR": ("vectorKnowledgeBaseConfiguration", {"embeddingModelArn": MODEL}),
    "KENDRA": (
        "kendraKnowledgeBaseConfiguration",
        {"kendraIndexArn": "arn:aws:kendra:us-east-1:123456789012:index/01234567-89ab-cdef-0123-456789abcdef"},
    ),
    "SQL": ("sqlKnowledgeBaseConfiguration", IN_REDSHIFT),
}
FIELDS = {"metadataField": "metadata", "textField": "text", "vectorField": "vector"}
STORES: dict[str, tuple[str, Plain]] = {
    "OPENSEARCH_SERVERLESS": (
        "opensearchServerlessConfiguration",
        {
            "collectionArn": "arn:aws:aoss:us-east-1:123456789012:collection/0123456789abcdefghij",
            "vectorIndexName": "orders",
            "fieldMapping": FIELDS,
        },
    ),
    "OPENSEARCH_MANAGED_CLUSTER": (
        "opensearchManagedClusterConfiguration",
        {
            "domainArn": "arn:aws:es:us-east-1:123456789012:domain/orders",
            "domainEndpoint": "https://search-orders.us-east-1.es.amazonaws.com",
            "vectorIndexName": "orders",
            "fieldMapping": FIELDS,
        },
    ),
    "PINECONE": (
        "pineconeConfiguration",
        {
            "connectionString": "https://orders.svc.pinecone.io",
            "credentialsSecretArn": SECRET,
            "fieldMapping": {"metadataField": "metadata", "textField": "text"},
        },
    ),
    "RDS": (
        "rdsConfiguration",
        {
            "resourceArn": "arn:aws:rds:us-east-1:123456789012:cluster:orders",
            "credentialsSecretArn": SECRET,
            "databaseName": "orders",
            "tableName": "orders",
            "fieldMapping": {**FIELDS, "primaryKeyField": "id"},
        },
    ),
    "MONGO_DB_ATLAS": (
        "mongoDbAtlasConfiguration",
        {
            "endpoint": "orders.mongodb.net",
            "credentialsSecretArn": SECRET,
            "databaseName": "orders",
            "collectionName": "orders",
            "vectorIndexName": "orders",
            "fieldMapping": FIELDS,
        },
    ),
    "NEPTUNE_ANALYTICS": (
        "neptuneAnalyticsConfiguration",
        {
            "graphArn": "arn:aws:neptune-graph:us-east-1:123456789012:graph/g-0123456789",
            "fieldMapping": {"metadataField": "metadata", "textField": "text"},
        },
    ),
    "S3_VECTORS": (
        "s3VectorsConfiguration",
        {"indexArn": "arn:aws:s3vectors:us-east-1:123456789012:bucket/orders/index/orders"},
    ),
}
SOURCES: dict[str, tuple[str, Plain]] = {
    "S3": ("s3Configuration", {"bucketArn": "arn:aws:s3:::orders-documents"}),
    "WEB": (
        "webConfiguration",
        {"sourceConfiguration": {"urlConfiguration": {"seedUrls": [{"url": "https://orders.example.com"}]}}},
    ),
    "CONFLUENCE": (
        "confluenceConfiguration",
        {
            "sourceConfiguration": {
                "authType": "BASIC",
                "credentialsSecretArn": SECRET,
                "hostType": "SAAS",
                "hostUrl": "https://orders.atlassian.net",
            }
        },
    ),
    "SALESFORCE": (
        "salesforceConfiguration",
        {
            "sourceConfiguration": {
                "authType": "OAUTH2_CLIENT_CREDENTIALS",
                "credentialsSecretArn": SECRET,
                "hostUrl": "https://orders.my.salesforce.com",
            }
        },
    ),
    "SHAREPOINT": (
        "sharePointConfiguration",
        {
            "sourceConfiguration": {
                "authType": "OAUTH2_CLIENT_CREDENTIALS",
                "credentialsSecretArn": SECRET,
                "domain": "orders",
                "hostType": "ONLINE",
                "siteUrls": ["https://orders.sharepoint.com/sites/orders"],
            }
        },
    ),
}
CHUNKS_OF: dict[str, tuple[str, Plain]] = {
    "FIXED_SIZE": ("fixedSizeChunkingConfiguration", {"maxTokens": 300, "overlapPercentage": 20}),
    "HIERARCHICAL": (
        "hierarchicalChunkingConfiguration",
        {"overlapTokens": 60, "levelConfigurations": [{"maxTokens": 1500}, {"maxTokens": 300}]},
    ),
    "SEMANTIC": (
        "semanticChunkingConfiguration",
        {"maxToken": 300, "bufferSize": 0, "breakpointPercentileThreshold": 95},
    ),
}
OF_VECTORS = {f"{CONFIGURATION}.type": "VECTOR", VECTOR: KINDS["VECTOR"][1]}
OF_SQL: Inputs = {CONFIGURATION: {"type": "SQL", "sqlKnowledgeBaseConfiguration": IN_REDSHIFT}, STORAGE: None}
LAMBDA = {
    "stepToApply": "POST_CHUNKING",
    "transformationFunction": {
        "transformationLambdaConfiguration": {"lambdaArn": "arn:aws:lambda:us-east-1:123456789012:function:orders"}
    },
}


def by_kind(
    block: str, kinds: dict[str, tuple[str, Plain]], what: str, noun: str, source: str, beside: Inputs
) -> tuple[Constraint, ...]:
    """With each kind, the block that is named after it must be set."""
    return tuple(
        needs(
            {f"{block}.{what}": kind},
            f"{block}.{name}",
            settings,
            blank=f"the settings of {kind}",
            beside={**beside, block: None},
            error=f"ValidationException: {name} is required when {noun} is {kind}",
            source=source,
        )
        for kind, (name, settings) in kinds.items()
    )


def size_error(model: Plain, dimensions: Plain) -> str | None:
    """The model makes vectors of this size."""
    name = str(model).rpartition("/")[2]
    sizes = next((own for prefix, own in SIZES.items() if name.startswith(prefix)), None)
    if sizes is None or not isinstance(dimensions, int | float) or dimensions in sizes:
        return None
    return f"{name} makes vectors of {' or '.join(map(str, sizes))} dimensions"


def order_error(levels: Plain) -> str | None:
    """Each level has fewer tokens than the one above it."""
    tokens = [one.get("maxTokens") for one in levels if isinstance(one, dict)] if isinstance(levels, list) else []
    numbers = [one for one in tokens if isinstance(one, int | float)]
    if any(below >= above for above, below in pairwise(numbers)):
        return f"they have {', '.join(f'{one:g}' for one in numbers)} tokens, and each must have fewer than the former"
    return None


def overlap_error(levels: Plain, overlap: Plain) -> str | None:
    """The overlap is smaller than a chunk of the lowest level."""
    last = levels[-1] if isinstance(levels, list) and levels else None
    most = last.get("maxTokens") if isinstance(last, dict) else None
    if not isinstance(most, int | float) or not isinstance(overlap, int | float) or overlap < most:
        return None
    return f"a chunk of the last level has {most:g} tokens, and the overlap must be smaller"


def bucket_of(text: Plain) -> str:
    """The bucket in an ARN or an S3 URI."""
    found = re.match(r"(?:arn:[\w-]+:s3:::|s3://)([^/]+)", text if isinstance(text, str) else "")
    return found[1] if found else ""


def same_bucket(uri: Plain, arn: Plain) -> str | None:
    """What is between two steps is in another bucket than the documents."""
    return f'"{bucket_of(uri)}" has the documents, too' if bucket_of(uri) and bucket_of(uri) == bucket_of(arn) else None


dimensions, data_type = argument(f"{EMBEDDING}.dimensions"), argument(f"{EMBEDDING}.embeddingDataType")
levels, overlap = argument(f"{HIERARCHY}.levelConfigurations"), argument(f"{HIERARCHY}.overlapTokens")
between = argument(f"{TRANSFORMED}.intermediateStorage.s3Location.uri")
documents = argument("dataSourceConfiguration.s3Configuration.bucketArn")

BASE_ROWS = (
    *by_kind(CONFIGURATION, KINDS, "type", "knowledgeBase type", CREATE, {STORAGE: None})[1:],
    *(
        one.beside({STORAGE: {"type": "S3_VECTORS", "s3VectorsConfiguration": STORES["S3_VECTORS"][1]}})
        for one in by_kind(CONFIGURATION, KINDS, "type", "knowledgeBase type", CREATE, {})[:1]
    ),
    *by_kind(STORAGE, STORES, "type", "storage type", CREATE, OF_VECTORS),
    needs(
        {f"{CONFIGURATION}.type": "VECTOR"},
        STORAGE,
        {"type": "S3_VECTORS", "s3VectorsConfiguration": STORES["S3_VECTORS"][1]},
        blank="the store of the vectors",
        beside={VECTOR: KINDS["VECTOR"][1]},
        error="ValidationException: You must provide a storage configuration if you create a VECTOR knowledge base",
        source=CREATE,
    ),
    not_with(
        STORAGE,
        {"type": "S3_VECTORS", "s3VectorsConfiguration": STORES["S3_VECTORS"][1]},
        {f"{CONFIGURATION}.type": ("SQL", "KENDRA")},
        beside={CONFIGURATION: {"sqlKnowledgeBaseConfiguration": IN_REDSHIFT}, STORAGE: None},
        error="ValidationException: You can't provide a storage configuration if the type of your knowledge base is"
        " SQL",
        source=CREATE,
    ),
)
SQL_ROWS = tuple(
    one.beside(OF_SQL)
    for one in (
        *(
            needs(
                {f"{ENGINE}.type": kind},
                f"{ENGINE}.{name}",
                settings,
                blank=f"the settings of {kind}",
                beside={ENGINE: None},
                error=f"ValidationException: query engine type REDSHIFT with {kind} type must provide {name}",
                source=f"{API}/API_agent_RedshiftQueryEngineConfiguration.html",
            )
            for kind, name, settings in (
                (
                    "PROVISIONED",
                    "provisionedConfiguration",
                    {"clusterIdentifier": "orders", "authConfiguration": {"type": "IAM"}},
                ),
                (
                    "SERVERLESS",
                    "serverlessConfiguration",
                    {
                        "workgroupArn": "arn:aws:redshift-serverless:us-east-1:123456789012:workgroup/orders",
                        "authConfiguration": {"type": "IAM"},
                    },
                ),
            )
        ),
        *(
            needs(
                {f"{REDSHIFT}.storageConfiguration.type": kind},
                f"{REDSHIFT}.storageConfiguration.{name}",
                settings,
                blank=f"the settings of {kind}",
                beside={f"{REDSHIFT}.storageConfiguration": None},
                error="ValidationException: query engine type REDSHIFT must specify exactly one storage configuration",
                source=f"{API}/API_agent_RedshiftQueryEngineStorageConfiguration.html",
            )
            for kind, name, settings in (
                ("REDSHIFT", "redshiftConfiguration", {"databaseName": "orders"}),
                ("AWS_DATA_CATALOG", "awsDataCatalogConfiguration", {"tableNames": ["orders.orders"]}),
            )
        ),
        *(
            needs(
                {f"{ENGINE}.{block}.authConfiguration.type": kind},
                f"{ENGINE}.{block}.authConfiguration.{name}",
                value,
                blank=words,
                error=f"ValidationException: {kind} auth type must provide {name}",
                source=f"{API}/API_agent_RedshiftServerlessAuthConfiguration.html",
            )
            for block, kind, name, value, words in (
                (
                    "provisionedConfiguration",
                    "USERNAME_PASSWORD",
                    "usernamePasswordSecretArn",
                    SECRET,
                    "the ARN of a secret with user and password",
                ),
                (
                    "serverlessConfiguration",
                    "USERNAME_PASSWORD",
                    "usernamePasswordSecretArn",
                    SECRET,
                    "the ARN of a secret with user and password",
                ),
                ("provisionedConfiguration", "USERNAME", "databaseUser", "orders", "the user of the database"),
            )
        ),
    )
)
RULE = constraints_rule(
    id="bedrock-knowledge-base-valid",
    service="Bedrock",
    summary="Knowledge bases and data sources must have the settings of their kind",
    rationale="""
        The kind of a knowledge base, of its store and of its data source decides which settings it needs. Bedrock reads
        them only when it makes the resource: a strategy for chunks without its sizes, a model that makes vectors of
        other dimensions, levels of chunks in the wrong order.
    """,
    since="0.2.0",
    references=(CREATE, CREATE_SOURCE),
    constraints={
        KNOWLEDGE_BASE: (
            Constraint(
                demand=argument("s3Location.uri").matches(r"s3://[^/]+/?", "the URI of a bucket without a prefix"),
                when=argument("s3Location.uri").is_given().unsaid(),
                error="ValidationException: The S3 URI for the provided supplemental data storage bucket contains a"
                " sub-folder which is not supported",
                source=f"{API}/API_agent_SupplementalDataStorageConfiguration.html",
                fix=fix(Set("s3Location.uri", Blank("s3://BUCKET"))),
                invalid={"type": "S3", "s3Location": {"uri": "s3://orders-media/images"}},
                valid={"type": "S3", "s3Location": {"uri": "s3://orders-media"}},
            ).inside(f"{SUPPLEMENTAL}[]"),
            Constraint(
                demand=fits(
                    dimensions,
                    "a size that the model has",
                    size_error,
                    argument(f"{VECTOR}.embeddingModelArn").of,
                    dimensions.of,
                ),
                when=dimensions.is_given().unsaid(),
                error="ValidationException: The specified embedding dimensions is not supported by the model",
                source=MODELS,
                fix=fix(Set(dimensions.path, Blank("a size that the model has, such as 1024"))),
                invalid={dimensions.path: 300},
                valid=({dimensions.path: 512}, {VECTOR: {"embeddingModelArn": f"{MODEL}-own"}, dimensions.path: 1024}),
            ),
            Constraint(
                demand=~data_type.equals("BINARY"),
                when=argument(f"{STORAGE}.type").equals("S3_VECTORS"),
                error="ValidationException: The embedding type provided BINARY is invalid for storage type S3_VECTORS",
                source=MODELS,
                fix=fix(Set(data_type.path, "FLOAT32")),
                invalid={data_type.path: "BINARY"},
                valid={data_type.path: "FLOAT32"},
            ),
            *BASE_ROWS,
            *SQL_ROWS,
        ),
        DATA_SOURCE: (
            *by_kind("dataSourceConfiguration", SOURCES, "type", "data source type", CREATE_SOURCE, {}),
            *by_kind(CHUNKING, CHUNKS_OF, "chunkingStrategy", "chunking strategy", CREATE_SOURCE, {}),
            *(
                within(
                    f"{CHUNKING}.{block}.{name}",
                    1,
                    MOST_TOKENS,
                    error="ValidationException: Value at"
                    f" 'vectorIngestionConfiguration.chunkingConfiguration.{block}.maxTokens' failed to satisfy"
                    " constraint: Member must have value less than or equal to 8192",
                    source=f"{API}/API_agent_FixedSizeChunkingConfiguration.html",
                ).beside({f"{CHUNKING}.chunkingStrategy": kind, f"{CHUNKING}.{block}": CHUNKS_OF[kind][1]})
                for kind, block, name in (
                    ("FIXED_SIZE", "fixedSizeChunkingConfiguration", "maxTokens"),
                    ("SEMANTIC", "semanticChunkingConfiguration", "maxToken"),
                )
            ),
            Constraint(
                demand=fits(levels, "levels of chunks, each smaller than the former", order_error, levels.whole),
                when=levels.is_given().unsaid(),
                error="ValidationException: Max tokens for each level in hierarchical chunking must be in descending"
                " order",
                source=CHUNKS,
                fix=fix(Set(levels.path, [{"maxTokens": 1500}, {"maxTokens": 300}])),
                invalid={levels.path: [{"maxTokens": 300}, {"maxTokens": 1500}], overlap.path: 60},
                valid={levels.path: [{"maxTokens": 1500}, {"maxTokens": 300}], overlap.path: 60},
            ),
            Constraint(
                demand=fits(overlap, "smaller than a chunk of the last level", overlap_error, levels.whole, overlap.of),
                when=overlap.is_given().unsaid(),
                error="ValidationException: Overlap tokens ... must be smaller than the bottom level max tokens",
                source=CHUNKS,
                fix=fix(Set(overlap.path, Blank("fewer tokens than the last level has"))),
                invalid={levels.path: [{"maxTokens": 1500}, {"maxTokens": 300}], overlap.path: 300},
                valid={levels.path: [{"maxTokens": 1500}, {"maxTokens": 300}], overlap.path: 299},
            ),
            needs(
                {f"{PARSING}.parsingStrategy": "BEDROCK_FOUNDATION_MODEL"},
                f"{PARSING}.bedrockFoundationModelConfiguration",
                {"modelArn": "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0"},
                blank="the model that reads the documents",
                error="ValidationException: Bedrock Foundation Model Configuration is required for this parsing"
                " strategy",
                source=f"{API}/API_agent_ParsingConfiguration.html",
            ),
            Constraint(
                demand=fits(between, "in another bucket than the documents", same_bucket, between.of, documents.of),
                when=between.is_given().unsaid(),
                error="ValidationException: A custom transformation configuration cannot have the same s3 bucket for"
                " intermediate storage as the data source",
                source=f"{API}/API_agent_CustomTransformationConfiguration.html",
                fix=fix(Set(between.path, Blank("a URI in another bucket"))),
                invalid={between.path: "s3://orders-documents/steps", f"{TRANSFORMED}.transformation": LAMBDA},
                valid={between.path: "s3://orders-steps", f"{TRANSFORMED}.transformation": LAMBDA},
            ),
        ),
    },
    base={
        KNOWLEDGE_BASE[0]: {
            "name": "orders",
            "roleArn": "arn:aws:iam::123456789012:role/orders",
            CONFIGURATION: {"type": "VECTOR", "vectorKnowledgeBaseConfiguration": {"embeddingModelArn": MODEL}},
            STORAGE: {"type": "S3_VECTORS", "s3VectorsConfiguration": STORES["S3_VECTORS"][1]},
        },
        DATA_SOURCE[0]: {
            "name": "orders",
            "knowledgeBaseId": "ABCDEFGHIJ",
            "dataSourceConfiguration": {"type": "S3", "s3Configuration": SOURCES["S3"][1]},
        },
    },
)
