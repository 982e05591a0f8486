"""The nouns of EFS."""

FILE_SYSTEM = ("aws:efs/fileSystem:FileSystem",)
MOUNT_TARGET = ("aws:efs/mountTarget:MountTarget",)
REPLICATION = ("aws:efs/replicationConfiguration:ReplicationConfiguration",)
