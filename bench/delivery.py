"""Measures delivery on synthetic toolkits: ours, Wagtail's own APIs, and ready bytes."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import mean
from typing import Any

from bench.contents import LIMIT, WORDS, Content, Ours, Second, Third, ready
from bench.databases import Databases
from bench.load import Task, ask, read_lines
from bench.processes import ROOT, Place, measured
from bench.rounds import Rounds
from bench.servers import Server
from bench.toolkit import LOCALES, resource_id

SITE = "integra_cms.project.wsgi:application"
PEERS = "bench.peers.settings"
FORGETFUL = "bench.forgetful"
READY = "bench.floor:application"

ONE = ("en",)
"""Growth is compared in one locale: others are the same work."""


@dataclass(frozen=True)
class Effort:
    """How much is done.

    Attributes:
        sizes: Resources of each toolkit, the smallest first. Peers are measured on the middle one.
        seconds: Length of each measurement, of which there is one a round.
    """

    sizes: Sequence[int] = (100, 1000, 5000)
    rounds: int = 5
    seconds: float = 1.5

    @property
    def compared(self) -> int:
        return 1000 if 1000 in self.sizes else self.sizes[-1]


@dataclass
class Results:
    """What was found, by name; ``table`` is for people, ``figures`` has what goals are about."""

    figures: dict[str, float] = field(default_factory=dict)
    ratios: dict[str, float] = field(default_factory=dict)
    rates: dict[str, Any] = field(default_factory=dict)
    builds: dict[str, dict[str, float]] = field(default_factory=dict)


def measure(databases: Databases, folder: Path, effort: Effort) -> Results:
    """Everything about delivery, in one run."""
    results = Results()
    toolkits = dict(_toolkits(databases, folder, effort, results))
    compared, content = toolkits[effort.compared]
    _say("Indexing for Wagtail's search")
    peers = replace(compared, settings=PEERS)
    measured("manage.py", "update_index", "--verbosity=0", place=peers)
    _count_queries(compared, peers, content, results)
    with ExitStack() as stack:
        servers = {
            size: stack.enter_context(_server(replace(place, settings=FORGETFUL)))
            for size, (place, _content) in toolkits.items()
        }
        apis = {size: Ours(server.port, toolkits[size][1]) for size, server in servers.items()}
        server = stack.enter_context(_server(compared))
        wagtail = stack.enter_context(_server(peers))
        floor = stack.enter_context(Server(READY, {}, ROOT))
        rounds = Rounds()
        _say("Measuring under load")
        ours = Ours(server.port, content)
        tasks = _compared(ours, apis[effort.compared], wagtail.port, floor.port, content)
        rounds.run(
            {**tasks, **_growing(apis)}, rounds=effort.rounds, seconds=effort.seconds, clients=8
        )
        _say("Measuring one connection")
        rounds.run(_single(apis), rounds=effort.rounds, seconds=effort.seconds / 2, clients=1)
        results.rates = rounds.as_json()
        _compare(rounds, effort, results)
        results.figures["worker_mib"] = round(server.memory(), 1)
        results.figures["worker_reread_mib"] = round(servers[effort.compared].memory(), 1)
        results.figures["v3_worker_mib"] = round(wagtail.memory(), 1)
        _export(servers[effort.sizes[-1]], apis[effort.sizes[-1]], results)
    _rebuild_and_publish(compared, results)
    return results


def _toolkits(
    databases: Databases, folder: Path, effort: Effort, results: Results
) -> Iterator[tuple[int, tuple[Place, Content]]]:
    """A database of each size, with its catalogue built."""
    _say(f"Making databases on {databases.engine}")
    empty = Place(databases.make("toolkit"), folder)
    measured("manage.py", "lemmas", "--verbosity=0", "build", place=empty)
    measured("manage.py", "migrate", "--verbosity=0", place=empty)
    measured("manage.py", "toolkit", "--verbosity=0", "load", place=empty)
    for size in effort.sizes:
        place = Place(databases.make(str(size), "toolkit"), folder)
        loaded = measured("-m", "bench.toolkit", str(size), place=place)
        _say(f"Building the catalogue of {size} resources")
        built = measured("-m", "bench.inside", "build", place=place)
        done = json.loads(built.output)
        results.builds[str(size)] = {
            "load_seconds": round(loaded.seconds, 1),
            "documents": done["documents"],
            "build_documents_per_second": round(done["documents"] / done["seconds"]),
            "build_peak_mib": built.peak,
        }
        yield size, (place, Content(**json.loads(loaded.output)))


def _server(place: Place) -> Server:
    return Server(SITE, place.environment, ROOT)


def _compared(
    ours: Ours, reread: Ours, wagtail: int, floor: int, content: Content
) -> dict[str, dict[str, Sequence[Task]]]:
    """The same questions to everybody who can answer them."""
    third, second = Third(wagtail, content), Second(wagtail, content)
    details, full = ours.details(), ours.full()
    return {
        "detail": {
            "ours": details,
            "reread": reread.details(),
            "v3": third.details(),
            "v2": second.details(),
            "floor": ready(floor, _size(details)),
        },
        "unchanged": {"ours": ours.unchanged()},
        "by_path": {"ours": ours.by_path(), "reread": reread.by_path(), "v3": third.by_path()},
        "cards": {
            "ours": ours.cards(),
            "reread": reread.cards(),
            "v3": third.cards(),
            "v2": second.cards(),
        },
        "full": {
            "ours": full,
            "reread": reread.full(),
            "v3": third.full(),
            "v2": second.full(),
            "floor": ready(floor, _size(full)),
        },
        **{
            f"search_{name}": {
                "ours": ours.search(word),
                "reread": reread.search(word),
                "v3": third.search(word),
                "v2": second.search(word),
            }
            for name, word in WORDS.items()
        },
    }


def _growing(apis: Mapping[int, Ours]) -> dict[str, dict[str, Sequence[Task]]]:
    """The same questions to toolkits of different sizes; nothing is kept."""
    largest = apis[max(apis)]
    return {
        "detail_by_size": {str(size): api.details() for size, api in apis.items()},
        "cards_by_size": {str(size): api.cards(ONE) for size, api in apis.items()},
        "full_by_size": {str(size): api.full(ONE) for size, api in apis.items()},
        "depth": {
            "first": [task for locale in LOCALES for task in largest.cards((locale,))[:1]],
            "deep": largest.last_pages(),
        },
    }


def _single(apis: Mapping[int, Ours]) -> dict[str, dict[str, Sequence[Task]]]:
    """Searches on one connection; nothing is kept."""
    more = "&facets=true"
    return {
        "search_common_facets": {
            str(size): api.search(WORDS["common"], more) for size, api in apis.items()
        },
        "search_common_alone": {
            str(size): api.search(WORDS["common"]) for size, api in apis.items()
        },
        "search_rare_alone": {str(size): api.search(WORDS["rare"]) for size, api in apis.items()},
    }


def _compare(rounds: Rounds, effort: Effort, results: Results) -> None:
    """Ratios between peers, and between sizes."""
    ratios = results.ratios
    for figure in ("detail", "by_path", "cards", "full", "search_rare", "search_common"):
        ratios[f"{figure}_vs_v3"] = rounds.ratio(figure, "ours", "v3")
        ratios[f"{figure}_reread_vs_v3"] = rounds.ratio(figure, "reread", "v3")
    for figure in ("detail", "cards", "full", "search_rare", "search_common"):
        ratios[f"{figure}_vs_v2"] = rounds.ratio(figure, "ours", "v2")
    ratios["full_reread_vs_v2"] = rounds.ratio("full", "reread", "v2")
    for figure in ("detail", "full"):
        ratios[f"{figure}_vs_floor"] = rounds.ratio(figure, "ours", "floor")
    ratios["unchanged_vs_detail"] = rounds.ratio("unchanged", "ours", "ours", other_figure="detail")
    smallest, largest = str(effort.sizes[0]), str(effort.sizes[-1])
    figures = results.figures
    if smallest != largest:
        for figure in ("detail", "cards", "full"):
            figures[f"{figure}_growth"] = rounds.ratio(f"{figure}_by_size", smallest, largest)
    figures["deep_cursor_vs_first_page"] = rounds.ratio("depth", "first", "deep")
    for figure in ("search_common_facets", "search_common_alone", "search_rare_alone"):
        for size in effort.sizes:
            name = f"{figure}_ms" if size == effort.compared else f"{figure}_{size}_ms"
            figures[name] = rounds.milliseconds(figure, str(size))


def _export(server: Server, api: Ours, results: Results) -> None:
    """Everything as one stream: how fast, and whether the worker's memory stays flat."""
    _say("Exporting")
    figures = results.figures
    before = server.peak_memory()
    start = time.perf_counter()
    lines = read_lines(api.export(ONE[0]))
    figures["export_locale_documents_per_second"] = round(lines / (time.perf_counter() - start))
    start = time.perf_counter()
    lines = read_lines(api.export())
    figures["export_documents_per_second"] = round(lines / (time.perf_counter() - start))
    figures["export_documents"] = lines
    figures["export_growth_mib"] = round(server.peak_memory() - before, 1)


def _rebuild_and_publish(place: Place, results: Results) -> None:
    _say("Rebuilding and publishing")
    rebuilt = measured("-m", "bench.inside", "build", place=place)
    done = json.loads(rebuilt.output)
    published = json.loads(measured("-m", "bench.inside", "publish", place=place).output)
    results.figures |= {
        "rebuild_documents_per_second": round(done["documents"] / done["seconds"]),
        "rebuild_peak_mib": rebuilt.peak,
        "publish_ms": round(published["with_ms"], 1),
        "publish_without_us_ms": round(published["without_ms"], 1),
        "publish_extra_ms": round(published["with_ms"] - published["without_ms"], 1),
    }


def _count_queries(ours: Place, peers: Place, content: Content, results: Results) -> None:
    lists = f"/api/v1/resources?locale=bg&limit={LIMIT}"
    addresses = {
        "detail": f"/api/v1/resources/{resource_id(1)}?locale=bg",
        "cards": lists,
        "full": f"{lists}&view=full",
        "search": f"{lists}&q={WORDS['common']}",
        "search_facets": f"{lists}&q={WORDS['common']}&facets=true",
    }
    counted = measured("-m", "bench.inside", "queries", *addresses.values(), place=ours)
    found = json.loads(counted.output)
    for name, address in addresses.items():
        results.figures[f"queries_{name}"] = found[address]
    theirs = {
        "v3_detail": f"/api/v3/pages/{content.key(1, 'bg')}/",
        "v2_full": f"/api/v2/pages/?type=integra_pages.MethodPage&fields=*&limit={LIMIT}",
    }
    counted = measured("-m", "bench.inside", "queries", *theirs.values(), place=peers)
    found = json.loads(counted.output)
    for name, address in theirs.items():
        results.figures[f"queries_{name}"] = found[address]


def _size(tasks: Sequence[Task]) -> float:
    """Mean size of some answers, without headers."""
    return mean(
        len(ask(question).partition(b"\r\n\r\n")[2]) for task in tasks[:60] for question in task
    )


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
