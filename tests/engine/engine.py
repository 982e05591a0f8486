"""One stack of the real engine: a file backend, a home of its own, and the operations of the CLI on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.engine.project import (
    Config,
    Program,
    SecretText,
    copy_program,
    provide_virtualenv,
    read_encryption_salt,
    virtualenv_option,
    write_stack_file,
)
from tests.engine.pulumi_cli import Cli
from tests.engine.results import Result, parse_events
from tests.engine.stand_ins.launchers import write_launchers, write_node_host
from tests.engine.stand_ins.provider import CREATED_TO

_NO_ENVIRONMENT: Mapping[str, str] = {}
_NO_CONFIG: Config = {}
_FOREIGN = ("PULUMI_", "AWS_", "GUARDRAILS_")
"""Settings of whoever runs the tests, which must not decide their outcome."""


class Engine:
    """A stack. Every operation takes the program anew, so that a second ``up`` may bring a changed one.

    A ``pack`` is the directory of a policy pack, ``policy_config`` the content of its ``--policy-pack-config`` file;
    ``env`` is added to the CLI's environment. No operation raises for a failing program or policy: ask the Result.
    """

    def __init__(self, cli: Cli, directory: Path, stack: str = "dev", timeout_seconds: float = 300) -> None:
        self.stack = stack
        self.project = directory / "project"
        self._cli = cli
        self._directory = directory
        self._timeout_seconds = timeout_seconds
        self._encryption_salt: str | None = None
        (directory / "backend").mkdir(parents=True)
        write_launchers(directory / "plugins", cli.program_runner)

    def enable_yaml(self, host: Path) -> None:
        """Lets programs be in YAML; an official CLI brings its own host."""
        if not self._cli.has_language_host:
            (self._directory / "plugins" / host.name).symlink_to(host)

    def enable_typescript(self, node_modules: Path) -> None:
        """Lets programs be in TypeScript with these packages, which Node.js finds above the project."""
        (self._directory / "node_modules").symlink_to(node_modules, target_is_directory=True)
        if not self._cli.has_language_host:
            write_node_host(self._directory / "plugins", node_modules)

    def preview(
        self,
        program: Program,
        pack: Path | None = None,
        config: Config = _NO_CONFIG,
        policy_config: Mapping[str, object] | None = None,
        env: Mapping[str, str] = _NO_ENVIRONMENT,
        options: Sequence[str] = (),
    ) -> Result:
        """``pulumi preview``."""
        self._install(program, config)
        return self._operate(["preview", *self._enforcing(pack, policy_config), *options], env)

    def up(
        self,
        program: Program,
        pack: Path | None = None,
        config: Config = _NO_CONFIG,
        policy_config: Mapping[str, object] | None = None,
        env: Mapping[str, str] = _NO_ENVIRONMENT,
        options: Sequence[str] = (),
    ) -> Result:
        """``pulumi up --yes``, which previews first unless the options say ``--skip-preview``."""
        self._install(program, config)
        return self._operate(["up", "--yes", *self._enforcing(pack, policy_config), *options], env)

    def destroy(self, env: Mapping[str, str] = _NO_ENVIRONMENT) -> Result:
        """``pulumi destroy --yes`` of what the last ``up`` made."""
        return self._operate(["destroy", "--yes"], env)

    def export_state(self) -> Path:
        """Writes the stack's state as ``pulumi stack export`` does and answers the file."""
        state = self._directory / "state.json"
        self._require(self._run(["stack", "export", "--stack", self.stack, "--file", str(state)]))
        return state

    def analyze_state(
        self,
        file: Path,
        pack: Path,
        policy_config: Mapping[str, object] | None = None,
        env: Mapping[str, str] = _NO_ENVIRONMENT,
        as_text: bool = False,
    ) -> Result:
        """``pulumi policy analyze --file``. The CLI prints either events or, ``as_text``, what a user would see."""
        command = ["policy", "analyze", "--file", str(file), *self._enforcing(pack, policy_config)]
        if as_text:
            return self._run(command, env)
        return self._run([*command, "--json"], env, events_on_stdout=True)

    def run(self, *arguments: str, env: Mapping[str, str] = _NO_ENVIRONMENT) -> Result:
        """Any other command of the CLI, in the project's directory."""
        return self._run(list(arguments), env)

    @property
    def created(self) -> frozenset[str]:
        """The logical names of all that a provider was ever told to create."""
        log = self._directory / "created"
        urns = log.read_text(encoding="utf-8").splitlines() if log.exists() else ()
        return frozenset(urn.split("::", 3)[3] for urn in urns)

    def environment(self) -> dict[str, str]:
        """What a shell needs to run ``pulumi`` on this stack as the operations do."""
        own = self._environment()
        return {**own, "PATH": os.pathsep.join([str(self._cli.executable.parent), own["PATH"]])}

    def _install(self, program: Program, config: Config) -> None:
        first = self._encryption_salt is None
        copy_program(program, self.project)
        if self._cli.has_language_host and (option := virtualenv_option(self.project / "Pulumi.yaml")):
            provide_virtualenv(self.project, option)
        write_stack_file(self.project, self.stack, config, self._encryption_salt)
        if first:
            self._require(self._run(["stack", "init", self.stack]))
            self._encryption_salt = read_encryption_salt(self.project, self.stack)
        for key, value in config.items():
            if isinstance(value, SecretText):
                self._require(self._run(["config", "set", "--stack", self.stack, "--secret", key, value.value]))

    def _enforcing(self, pack: Path | None, policy_config: Mapping[str, object] | None) -> list[str]:
        if pack is None:
            return []
        arguments = ["--policy-pack", str(self._runnable(pack.resolve()))]
        if policy_config is not None:
            file = self._directory / "policy-config.json"
            file.write_text(json.dumps(policy_config), encoding="utf-8")
            arguments += ["--policy-pack-config", str(file)]
        return arguments

    def _runnable(self, pack: Path) -> Path:
        """The pack itself; beside an official host, which insists on a virtualenv, a twin that has one."""
        option = virtualenv_option(pack / "PulumiPolicy.yaml") or "venv"
        if not self._cli.has_language_host or (pack / option).exists():
            return pack
        twin = self._directory / "packs" / pack.name
        shutil.rmtree(twin, ignore_errors=True)
        twin.mkdir(parents=True)
        for entry in pack.iterdir():
            (twin / entry.name).symlink_to(entry, target_is_directory=entry.is_dir())
        provide_virtualenv(twin, option)
        return twin

    def _operate(self, command: list[str], env: Mapping[str, str]) -> Result:
        log = self._directory / "events.jsonl"
        log.unlink(missing_ok=True)
        return self._run([*command, "--stack", self.stack, "--event-log", str(log)], env, event_log=log)

    def _run(
        self,
        command: list[str],
        env: Mapping[str, str] = _NO_ENVIRONMENT,
        event_log: Path | None = None,
        events_on_stdout: bool = False,
    ) -> Result:
        full = [str(self._cli.executable), *command, "--non-interactive", "--color", "never"]
        started = time.monotonic()
        done = subprocess.run(
            full,
            cwd=self.project if self.project.exists() else self._directory,
            env={**self._environment(), **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=self._timeout_seconds,
        )
        seconds = time.monotonic() - started
        lines = done.stdout.splitlines() if events_on_stdout else []
        if event_log is not None and event_log.exists():
            lines = event_log.read_text(encoding="utf-8").splitlines()
        return Result(("pulumi", *command), done.returncode, done.stdout, done.stderr, seconds, parse_events(lines))

    def _environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
        path = [str(self._directory / "plugins"), os.environ.get("PATH", os.defpath)]
        return {
            **own,
            "PATH": os.pathsep.join(path),
            CREATED_TO: str(self._directory / "created"),
            "PULUMI_BACKEND_URL": (self._directory / "backend").as_uri(),
            "PULUMI_CONFIG_PASSPHRASE": "of no importance",
            "PULUMI_DEBUG_COMMANDS": "true",  # the flag --event-log is hidden behind it
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_HOME": str(self._directory / "home"),
            "PULUMI_SKIP_UPDATE_CHECK": "true",
        }

    def _require(self, result: Result) -> None:
        if not result.succeeded:
            raise RuntimeError(str(result))
