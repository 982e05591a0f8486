"""fsx-file-system-valid: FSx file systems must have throughput, storage and subnets of their deployment type."""

from functools import partial

from policypack.aws.fsx import LUSTRE, ONTAP, OPENZFS, WINDOWS
from policypack.constraint import ALWAYS, Constraint, Inputs, Table, argument, needs, not_with, only_with
from policypack.fix import Blank, Set, fix
from policypack.model.conditions import NEW, Condition
from policypack.rule import StackRule

API = "https://docs.aws.amazon.com/fsx/latest/APIReference"
CREATE = f"{API}/API_CreateFileSystem.html"
OF_LUSTRE = f"{API}/API_CreateFileSystemLustreConfiguration.html"
OF_WINDOWS = f"{API}/API_CreateFileSystemWindowsConfiguration.html"
OF_ONTAP = f"{API}/API_CreateFileSystemOntapConfiguration.html"
OF_OPENZFS = f"{API}/API_CreateFileSystemOpenZFSConfiguration.html"
IOPS = f"{API}/API_DiskIopsConfiguration.html"
SUBNETS = ["subnet-0a1b2c3d4e5f60718", "subnet-1a2b3c4d5e6f70819"]
TWO_ZONES: Inputs = {"subnetIds": SUBNETS, "preferredSubnetId": SUBNETS[0]}
ONE_ZONE: Inputs = {"subnetIds": SUBNETS[:1]}
HDD: Inputs = {"storageType": "HDD", "driveCacheType": "NONE", "storageCapacity": 6000}
BAD_LUSTRE = (
    "BadRequest: Invalid Lustre deployment configuration: the provided throughput is invalid or does not meet the"
    " storage capacity requirement"
)
BAD_THROUGHPUT = "BadRequest: Invalid desired throughput capacity value provided: 2040 MB/s."
# What each deployment type has, in MB/s, or MB/s for each TiB; from the API reference, 2026-11.
LUSTRE_THROUGHPUT: tuple[tuple[str, Inputs, tuple[int, ...]], ...] = (
    ("PERSISTENT_1", {}, (50, 100, 200)),
    ("PERSISTENT_1", HDD, (12, 40)),
    ("PERSISTENT_2", {}, (125, 250, 500, 1000)),
)
OPENZFS_THROUGHPUT = {
    "SINGLE_AZ_1": (64, 128, 256, 512, 1024, 2048, 3072, 4096),
    "SINGLE_AZ_HA_1": (64, 128, 256, 512, 1024, 2048, 3072, 4096),
    "SINGLE_AZ_2": (160, 320, 640, 1280, 2560, 3840, 5120, 7680, 10240),
    "SINGLE_AZ_HA_2": (160, 320, 640, 1280, 2560, 3840, 5120, 7680, 10240),
    "MULTI_AZ_1": (160, 320, 640, 1280, 2560, 3840, 5120, 7680, 10240),
}
ONTAP_THROUGHPUT = {
    "SINGLE_AZ_1": (128, 256, 512, 1024, 2048, 4096),
    "MULTI_AZ_1": (128, 256, 512, 1024, 2048, 4096),
    "SINGLE_AZ_2": (1536, 3072, 6144),
    "MULTI_AZ_2": (384, 768, 1536, 3072, 6144),
}
WINDOWS_THROUGHPUT = (8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4608, 6144, 9216, 12288)

deployment, storage_type = argument("deploymentType"), argument("storageType")
unit, capacity = argument("perUnitStorageThroughput"), argument("storageCapacity")
subnets = argument("subnetIds")
is_new, is_own = NEW.unsaid(), argument("backupId").is_empty().unsaid()
has_one_pair = argument("haPairs").is_empty() | argument("haPairs").equals(1)
is_ssd = (storage_type.is_empty() | storage_type.equals("SSD")).called(
    "storageType is SSD", "storageType must be SSD", fails="storageType is not SSD"
)


def one_of_type(
    path: str, type_: str, allowed: tuple[int, ...], base: Inputs, error: str, source: str, given: Condition = is_own
) -> Constraint:
    """A number that the deployment type has."""
    own = argument(path)
    return Constraint(
        demand=own.one_of(*allowed),
        when=deployment.equals(type_) & given & own.is_set().unsaid(),
        error=error,
        source=source,
        fix=fix(Set(path, allowed[0])),
        invalid={"deploymentType": type_, **base, path: 100 if 100 not in allowed else 125},
        valid=tuple({"deploymentType": type_, **base, path: one} for one in (allowed[0], allowed[-1])),
    )


def is_lustre_size(size: float, step: int) -> bool:
    """A size that Lustre has on SSD."""
    return size in (1200, 2400) or (size > 0 and size % step == 0)


def multi_az_rows(kind: str, single: str, source: str, beside: Inputs) -> tuple[Constraint, ...]:
    """Two subnets, one of them preferred, for two zones; one subnet for one zone."""
    over_zones = deployment.equals("MULTI_AZ_1")
    multi: Inputs = {"deploymentType": "MULTI_AZ_1", **TWO_ZONES, **beside}
    return (
        Constraint(
            demand=subnets.has_exactly(2),
            when=over_zones & subnets.is_given().unsaid(),
            error="For MULTI_AZ_1 deployment types, provide exactly two subnet IDs, one for the preferred file server"
            " and one for the standby file server.",
            source=CREATE,
            fix=fix(Set("subnetIds", Blank("two subnets, of different availability zones"))),
            invalid={**multi, **ONE_ZONE},
            valid=multi,
            condition=f"A file system for {kind} over two zones has not two subnets",
        ),
        Constraint(
            demand=subnets.has_exactly(1),
            when=~over_zones & deployment.is_given().unsaid() & subnets.is_given().unsaid(),
            error="For SINGLE_AZ deployment types, provide exactly one subnet ID.",
            source=CREATE,
            fix=fix(Set("subnetIds", Blank("one subnet")), note="MULTI_AZ_1 has two"),
            invalid={"deploymentType": single, "subnetIds": SUBNETS},
            valid={"deploymentType": single, **ONE_ZONE},
            condition=f"A file system for {kind} in one zone has not one subnet",
        ),
        Constraint(
            demand=argument("preferredSubnetId").is_present(),
            when=over_zones,
            error="PreferredSubnetId: Required when DeploymentType is set to MULTI_AZ_1.",
            source=source,
            fix=fix(Set("preferredSubnetId", Blank("one of the subnets"))),
            invalid={**multi, "preferredSubnetId": None},
            valid=multi,
            condition=f"A file system for {kind} over two zones has no preferred subnet",
        ),
    )


LUSTRE_ROWS = (
    *(
        one_of_type(
            unit.path,
            type_,
            allowed,
            base,
            BAD_LUSTRE,
            "https://github.com/hashicorp/terraform-provider-aws/issues/24341",
            (storage_type.equals("HDD") if base else is_ssd) & is_own,
        )
        for type_, base, allowed in LUSTRE_THROUGHPUT
    ),
    *(
        Constraint(
            demand=unit.is_present(),
            when=deployment.equals(type_) & is_ssd & is_own,
            error="PerUnitStorageThroughput: Required with PERSISTENT_1 and PERSISTENT_2 deployment types using an SSD"
            " or HDD storage class",
            source=OF_LUSTRE,
            fix=fix(Set(unit.path, value)),
            invalid={"deploymentType": type_},
            valid={"deploymentType": type_, unit.path: value},
        )
        for type_, value in (("PERSISTENT_1", 50), ("PERSISTENT_2", 125))
    ),
    Constraint(
        demand=unit.is_empty(),
        when=deployment.one_of("SCRATCH_1", "SCRATCH_2"),
        error=BAD_LUSTRE,
        source=OF_LUSTRE,
        fix=fix(Set("deploymentType", "PERSISTENT_1")),
        invalid={"deploymentType": "SCRATCH_2", unit.path: 200},
        valid={"deploymentType": "SCRATCH_2"},
    ),
    *(
        Constraint(
            demand=capacity.is_number(
                f"1200, 2400 or a multiple of {step}",
                partial(is_lustre_size, step=step),
            ),
            when=deployment.one_of(*types) & is_ssd & capacity.is_set().unsaid(),
            error=f"For {types[0]} deployment types using SSD storage type, the valid values are 1200 GiB, 2400 GiB,"
            f" and increments of {step} GiB.",
            source=CREATE,
            fix=fix(Set(capacity.path, 2400)),
            invalid=({**base, "storageCapacity": 1000}, {**base, "storageCapacity": 3000}),
            valid=({**base, "storageCapacity": 1200}, {**base, "storageCapacity": 2 * step}),
        )
        for types, step, base in (
            (
                ("PERSISTENT_2", "PERSISTENT_1", "SCRATCH_2"),
                2400,
                {"deploymentType": "PERSISTENT_2", unit.path: 125},
            ),
            (("SCRATCH_1",), 3600, {"deploymentType": "SCRATCH_1"}),
        )
    ),
    Constraint(
        demand=deployment.equals("PERSISTENT_1"),
        when=storage_type.equals("HDD"),
        at="deploymentType",
        error="Set to HDD to use hard disk drive storage, which is supported on PERSISTENT_1 Lustre file system"
        " deployment types.",
        source=CREATE,
        fix=fix(Set("deploymentType", "PERSISTENT_1"), Set(unit.path, 12)),
        invalid={**HDD, "deploymentType": "PERSISTENT_2", unit.path: 12},
        valid={**HDD, "deploymentType": "PERSISTENT_1", unit.path: 12},
    ),
    needs(
        {"storageType": "HDD"},
        "driveCacheType",
        "NONE",
        beside={**HDD, "deploymentType": "PERSISTENT_1", unit.path: 12},
        error="DriveCacheType: This parameter is required when storage type is HDD.",
        source=OF_LUSTRE,
    ).also_when(is_own),
    Constraint(
        demand=deployment.one_of("PERSISTENT_1", "PERSISTENT_2"),
        when=argument("automaticBackupRetentionDays").at_least(1),
        at="automaticBackupRetentionDays",
        error="BadRequest: Backups are not supported on scratch file systems.",
        source="https://docs.aws.amazon.com/fsx/latest/LustreGuide/using-backups-fsx.html",
        fix=fix(Set("automaticBackupRetentionDays", 0)),
        invalid={"deploymentType": "SCRATCH_2", "automaticBackupRetentionDays": 7},
        valid={"deploymentType": "PERSISTENT_2", unit.path: 125, "automaticBackupRetentionDays": 7},
    ),
    *(
        not_with(
            name,
            value,
            {"deploymentType": "PERSISTENT_2"},
            beside={unit.path: 125, **({} if name == "importPath" else {"importPath": None})},
            error="This parameter is not supported for Lustre file systems using the Persistent_2 deployment type.",
            source=OF_LUSTRE,
        )
        for name, value in (("importPath", "s3://orders"), ("exportPath", "s3://orders"), ("autoImportPolicy", "NEW"))
    ),
)
WINDOWS_ROWS = (
    Constraint(
        demand=argument("activeDirectoryId").is_present() | argument("selfManagedActiveDirectory").is_present(),
        when=is_new & is_own,
        error="BadRequest: A Windows file system must join an Active Directory.",
        source=OF_WINDOWS,
        fix=fix(Set("activeDirectoryId", Blank("the ID of the directory"))),
        invalid={"activeDirectoryId": None},
        valid={},
        condition="A Windows file system has no Active Directory",
    ),
    Constraint(
        demand=argument("throughputCapacity").one_of(*WINDOWS_THROUGHPUT),
        when=argument("throughputCapacity").is_set().unsaid(),
        error=BAD_THROUGHPUT,
        source="https://github.com/hashicorp/terraform-provider-aws/pull/40468",
        fix=fix(Set("throughputCapacity", 64)),
        invalid=({"throughputCapacity": 2040}, {"throughputCapacity": 100}),
        valid=({"throughputCapacity": 8}, {"throughputCapacity": 12288}),
    ),
    *multi_az_rows("Windows", "SINGLE_AZ_2", OF_WINDOWS, {}),
    Constraint(
        demand=deployment.one_of("SINGLE_AZ_2", "MULTI_AZ_1"),
        when=storage_type.equals("HDD"),
        at="deploymentType",
        error="HDD is supported on SINGLE_AZ_2 and MULTI_AZ_1 Windows file system deployment types.",
        source=CREATE,
        fix=fix(Set("deploymentType", "SINGLE_AZ_2")),
        invalid=(
            {"storageType": "HDD", "storageCapacity": 2000},
            {"storageType": "HDD", "storageCapacity": 2000, "deploymentType": "SINGLE_AZ_1"},
        ),
        valid={"storageType": "HDD", "storageCapacity": 2000, "deploymentType": "SINGLE_AZ_2"},
    ),
    Constraint(
        demand=capacity.at_least(2000),
        when=storage_type.equals("HDD") & capacity.is_set().unsaid(),
        error="FSx for Windows File Server file systems: For HDD storage - valid values are 2000 GiB-65,536 GiB (64"
        " TiB).",
        source=CREATE,
        fix=fix(Set("storageCapacity", 2000)),
        invalid={"storageType": "HDD", "storageCapacity": 300, "deploymentType": "SINGLE_AZ_2"},
        valid={"storageType": "HDD", "storageCapacity": 2000, "deploymentType": "SINGLE_AZ_2"},
    ),
)
ONTAP_ROWS = (
    *(
        one_of_type(
            name,
            type_,
            allowed,
            TWO_ZONES if type_.startswith("MULTI") else ONE_ZONE,
            "BadRequest: Invalid throughput capacity for the deployment type.",
            OF_ONTAP,
            has_one_pair if name == "throughputCapacity" else ALWAYS,
        )
        for type_, allowed in ONTAP_THROUGHPUT.items()
        for name in ("throughputCapacity", "throughputCapacityPerHaPair")
    ),
    Constraint(
        demand=subnets.has_exactly(2),
        when=deployment.one_of("MULTI_AZ_1", "MULTI_AZ_2", "MULTI_AZ_3") & subnets.is_given().unsaid(),
        error="For Windows and ONTAP MULTI_AZ_1 deployment types, provide exactly two subnet IDs, one for the preferred"
        " file server and one for the standby file server.",
        source=CREATE,
        fix=fix(Set("subnetIds", Blank("two subnets, of different availability zones"))),
        invalid={"deploymentType": "MULTI_AZ_1", **ONE_ZONE},
        valid={"deploymentType": "MULTI_AZ_1", **TWO_ZONES},
    ),
    Constraint(
        demand=argument("haPairs").at_most(1),
        when=deployment.one_of("SINGLE_AZ_1", "MULTI_AZ_1", "MULTI_AZ_2", "MULTI_AZ_3")
        & argument("haPairs").is_set().unsaid(),
        error="BadRequest: The value of HAPairs is greater than 1 and the deployment type is not SINGLE_AZ_2.",
        source=OF_ONTAP,
        fix=fix(Set("haPairs", 1), otherwise=Set("deploymentType", "SINGLE_AZ_2")),
        invalid={"deploymentType": "SINGLE_AZ_1", "haPairs": 2, "throughputCapacityPerHaPair": None},
        valid={"deploymentType": "SINGLE_AZ_2", "haPairs": 2, "throughputCapacityPerHaPair": 3072},
    ),
)
OPENZFS_ROWS = (
    *(
        one_of_type(
            "throughputCapacity",
            type_,
            allowed,
            TWO_ZONES if type_.startswith("MULTI") else ONE_ZONE,
            "BadRequest: Invalid throughput capacity for the deployment type.",
            OF_OPENZFS,
            is_own,
        )
        for type_, allowed in OPENZFS_THROUGHPUT.items()
    ),
    *multi_az_rows("OpenZFS", "SINGLE_AZ_1", OF_OPENZFS, {"throughputCapacity": 160}),
)
IOPS_ROW = only_with(
    "diskIopsConfiguration.iops",
    4000,
    {"diskIopsConfiguration.mode": "USER_PROVISIONED"},
    error="Mode: Specifies whether the file system is using the AUTOMATIC setting of SSD IOPS of 3 IOPS per GB of"
    " storage capacity, or if it using a USER_PROVISIONED value.",
    source=IOPS,
)

TABLE = Table(
    "FSx",
    {
        LUSTRE: LUSTRE_ROWS,
        WINDOWS: WINDOWS_ROWS,
        ONTAP: ONTAP_ROWS,
        OPENZFS: OPENZFS_ROWS,
        (*WINDOWS, *ONTAP, *OPENZFS): (IOPS_ROW,),
    },
    base={
        LUSTRE[0]: {"storageCapacity": 1200, "subnetIds": SUBNETS[0]},
        WINDOWS[0]: {
            "storageCapacity": 300,
            "throughputCapacity": 64,
            "activeDirectoryId": "d-0123456789",
            **ONE_ZONE,
        },
        ONTAP[0]: {
            "storageCapacity": 1024,
            "deploymentType": "SINGLE_AZ_1",
            "preferredSubnetId": SUBNETS[0],
            **ONE_ZONE,
        },
        OPENZFS[0]: {"storageCapacity": 64, "deploymentType": "SINGLE_AZ_1", "throughputCapacity": 64, **ONE_ZONE},
    },
)
RULE: StackRule[None] = StackRule(
    id="fsx-file-system-valid",
    summary="FSx file systems must have throughput and storage of their deployment type",
    rationale="""
        Each deployment type of FSx has its own steps of throughput and storage, and its own number of subnets: two for
        several availability zones, one of which is preferred, else one. A Windows file system joins an Active
        Directory. A file system that is restored from a backup keeps the settings of that one and is not checked for
        them.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*LUSTRE, *WINDOWS, *ONTAP, *OPENZFS),
    references=TABLE.sources,
    table=TABLE,
    rejections=TABLE.rejections,
)
