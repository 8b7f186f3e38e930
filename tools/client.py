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

from tools.openapi import SNAPSHOT

TYPESCRIPT = ("typescript@5.9", "openapi-typescript@7.9")

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
        folder, "npx", "tsc", "--noEmit", "--strict", "--target", "es2022", "--module", "nodenext",
        "--lib", "es2022,dom", "program.ts",
    )  # fmt: skip


def python(folder: Path) -> None:
    """A package, and a program that imports it."""
    generator = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{generator}:{os.environ['PATH']}"}
    package = folder / "client"
    run(
        folder, str(generator / "openapi-python-client"), "generate", "--path", str(SNAPSHOT),
        "--output-path", str(package), "--fail-on-warning", environment=environment,
    )  # fmt: skip
    if not compileall.compile_dir(package, quiet=1):
        raise SystemExit("The client in Python does not compile.")
    program = folder / "program.py"
    program.write_text(PROGRAM_PY)
    run(package, sys.executable, str(program), environment={**environment, "PYTHONPATH": str(package)})


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
