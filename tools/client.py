"""Generates clients from the description of the API and compiles a program with each.

    python -m tools.client

TypeScript types by openapi-typescript (through npx), a client in Python by openapi-python-client.
Everything is made in a temporary folder and removed again; nothing of it is kept.
"""

from __future__ import annotations

import compileall
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.openapi import SNAPSHOT

TYPESCRIPT = ("typescript@5", "openapi-typescript@7")

PROGRAM_TS = """
import type { components, operations, paths } from "./api";

type Detail = components["schemas"]["integra_delivery_DetailAnswer"];
type Block = components["schemas"]["Stream_body"];
type Problem = components["schemas"]["integra_api_Problem400"];

export async function show(id: string): Promise<string> {
  const query: operations["resource_show"]["parameters"]["query"] = { locale: "bg" };
  const answer = await fetch(`/api/v1/resources/${id}?locale=${query?.locale}`);
  if (!answer.ok) {
    const problem = (await answer.json()) as Problem;
    throw new Error(problem.errors.map((error) => error.allowed).join());
  }
  const { label, document } = (await answer.json()) as Detail;
  if (document.kind === "method") {
    return `${label.served}: ${document.fields.purpose} ${document.fields.steps.length}`;
  }
  return document.title;
}

export function words(block: Block): string {
  switch (block.type) {
    case "quote":
      return block.value.text;
    default:
      return block.id;
  }
}

export const found: keyof paths = "/api/v1/find";
"""

PROGRAM_PY = """
from integra_toolkit_client import Client
from integra_toolkit_client.api.resources import resource_list, resource_show

client = Client(base_url="https://toolkit.example")
print(resource_show.sync_detailed.__annotations__["return"])
print(resource_list.sync_detailed.__annotations__["return"])
"""


def typescript(folder: Path) -> None:
    """Types, and a program that uses them, checked by the compiler in its strictest form."""
    (folder / "package.json").write_text(json.dumps({"private": True, "type": "module"}))
    run(folder, "npm", "install", "--silent", "--no-audit", "--no-fund", *TYPESCRIPT)
    run(folder, "npx", "openapi-typescript", str(SNAPSHOT), "-o", "api.d.ts")
    (folder / "program.ts").write_text(PROGRAM_TS)
    run(
        folder, "npx", "tsc", "--noEmit", "--strict", "--target", "es2022", "--module", "esnext",
        "--moduleResolution", "bundler", "--lib", "es2022,dom", "program.ts",
    )  # fmt: skip


def inlined(part: Any, components: dict[str, Any]) -> Any:
    """A description whose references to unions are replaced by these: the generator knows none.

    Titles are left out, as it would name classes after them instead of the components.
    """
    if isinstance(part, list):
        return [inlined(each, components) for each in part]
    if not isinstance(part, dict):
        return part
    name = str(part.get("$ref", "")).rpartition("/")[2]
    target = components.get(name, {})
    if "oneOf" in target or "anyOf" in target:
        return inlined(target, components)
    return {
        key: inlined(value, components)
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str) and "type" in part)
    }


def without_streams(description: dict[str, Any]) -> dict[str, Any]:
    """Only answers in JSON: the generator writes no code for files and lines."""
    paths = {
        path: operations
        for path, operations in description["paths"].items()
        if "application/json" in operations["get"]["responses"]["200"]["content"]
    }
    for operations in paths.values():
        content = operations["get"]["responses"]["200"]["content"]
        operations["get"]["responses"]["200"]["content"] = {
            "application/json": content["application/json"]
        }
    return {**description, "paths": paths}


def python(folder: Path) -> None:
    """A package, and a program that imports it."""
    description = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    simple = inlined(without_streams(description), description["components"]["schemas"])
    source = folder / "openapi.json"
    source.write_text(json.dumps(simple), encoding="utf-8")
    generator = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{generator}:{os.environ['PATH']}"}
    package = folder / "client"
    run(
        folder, str(generator / "openapi-python-client"), "generate", "--path", str(source),
        "--output-path", str(package), "--fail-on-warning", environment=environment,
    )  # fmt: skip
    if not compileall.compile_dir(package, quiet=1):
        raise SystemExit("The client in Python does not compile.")
    program = folder / "program.py"
    program.write_text(PROGRAM_PY)
    run(
        package,
        sys.executable,
        str(program),
        environment={**environment, "PYTHONPATH": str(package)},
    )


def run(folder: Path, *command: str, environment: dict[str, str] | None = None) -> None:
    """Runs a program; stops with what it said where it fails."""
    done = subprocess.run(  # noqa: S603 - fixed programs
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def main() -> None:
    """Both, each in a folder of its own."""
    for name, make in (("TypeScript", typescript), ("Python", python)):
        folder = Path(tempfile.mkdtemp(prefix="integra-client-"))
        try:
            make(folder)
        finally:
            shutil.rmtree(folder)
        sys.stdout.write(f"{name}: generated and compiled.\n")


if __name__ == "__main__":
    main()
