"""Random documents to search, and the plain truth about what a query must find in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

from browser.search_index import zones
from disclosure.search.document import AttachedPart, Document, Facet, FacetValue, Key, Part, Suggestion
from disclosure.search.folding import fold

CHARACTERS = "政府信息公开预算决算通知县局号年二〇四一三三公経費經费預ＡbC12345０9𠀀𪚥〔〕，。“”()（） -,\n"
PHRASES = (
    "政府信息公开",
    "“三公”经费",
    "2024年预算",
    "二〇二四年预算",
    "二○二三年",
    "砀政办〔2024〕52号",
    "1,234万元",
    "政府信息公开条例实施办法",
    "GB/T 2312",
    "\U00020bb7野家𪚥",
    "預算公開",
)
STATES = ("in_force", "amended", "repealed")
FACETS = (
    Facet(
        "公开类别",
        (FacetValue("a", "甲"), FacetValue("a1", "甲一", 0), FacetValue("a2", "甲二", 0), FacetValue("b", "乙")),
    ),
    Facet("机构", (FacetValue("jyj", "县教育局"), FacetValue("czj", "县财政局"))),
    Facet("有效性", tuple(FacetValue(key, key, -1, weight) for weight, key in enumerate(STATES))),
)
TIERS = ("attachment", "body", "summary", "title", "whole title", "number", "whole number")


def text(random: Random, most: int) -> str:
    """A text of phrases and single characters."""
    pieces = []
    for _ in range(random.randint(1, most)):
        phrase = random.random() < 0.3
        pieces.append(random.choice(PHRASES) if phrase else "".join(random.choices(CHARACTERS, k=random.randint(1, 4))))
    return "".join(pieces)


def documents(random: Random, count: int) -> list[Document]:
    """Documents with all zones filled now and then; a few without a day."""
    found = []
    for number in range(count):
        year, month, day = random.randint(2022, 2025), random.randint(1, 12), random.randint(1, 28)
        attached = random.randint(0, 5) if random.random() < 0.3 else 0
        found.append(
            Document(
                address=f"entry/{number:05}.html",
                title=text(random, 3),
                published="" if random.random() < 0.03 else f"{year}-{month:02}-{day:02}",
                numbers=(f"98000{number % 7}/2024-{number:05}", *((text(random, 1),) if random.random() < 0.5 else ())),
                summary=tuple(text(random, 2) for _ in range(random.randint(0, 2))),
                body=tuple(Part("", text(random, 12)) for _ in range(random.randint(0, 3))),
                attachments=tuple(
                    AttachedPart(f"附件《表》第{page + 1}页", text(random, 6), f"files/{number}.pdf")
                    for page in range(attached)
                ),
                facets=tuple(random.randint(0, len(facet.values)) for facet in FACETS),
            )
        )
    return found


@dataclass
class Truth:
    """Answers queries by looking into every document."""

    documents: Sequence[Document]
    folded: list[list[list[str]]] = field(init=False)

    def __post_init__(self) -> None:
        """Fold everything once."""
        self.folded = [zones(document) for document in self.documents]

    def tier(self, number: int, forms: Sequence[str]) -> int:
        """The rank of a term in a document: 0 for none, 7 for a whole number."""
        numbers, title, summary, body, attachments = self.folded[number]

        def stands(parts: Sequence[str]) -> bool:
            return any(form in part for part in parts for form in forms)

        ranks = [
            any(form in numbers for form in forms),
            stands(numbers),
            any(form in title for form in forms),
            stands(title),
            stands(summary),
            stands(body),
            stands(attachments),
        ]
        return next((7 - rank for rank, holds in enumerate(ranks) if holds), 0)

    def scores(self, wanted: Sequence[Sequence[str]], excluded: Sequence[Sequence[str]]) -> dict[int, int]:
        """The documents found, each with the sum of the ranks of the terms; a term is its forms, folded."""
        found = {}
        for number in range(len(self.documents)):
            tiers = [self.tier(number, forms) for forms in wanted]
            if all(tiers) and not any(self.tier(number, forms) for forms in excluded):
                found[number] = sum(tiers)
        return found

    def relevance(self, scores: dict[int, int]) -> list[str]:
        """Addresses in the order of relevance."""

        def weight(number: int) -> int:
            value = self.documents[number].facets[2]
            return FACETS[2].values[value - 1].weight if value else 0

        newest = sorted(scores, key=lambda n: (self.documents[n].published, self.documents[n].address), reverse=True)
        return [self.documents[n].address for n in sorted(newest, key=lambda n: (-scores[n], weight(n)))]

    def by_date(self, scores: dict[int, int]) -> list[str]:
        """Addresses, the newest first."""
        return sorted(
            (self.documents[n].address for n in scores),
            key=lambda address: (self.documents[int(address[6:11])].published, address),
            reverse=True,
        )


def substrings(random: Random, sources: Sequence[Document], count: int) -> list[str]:
    """Pieces of 1 to 20 characters of any text of any document."""
    found: list[str] = []
    while len(found) < count:
        document = random.choice(sources)
        texts = [document.title, *document.numbers, *document.summary, *(part.text for part in document.body)]
        texts += [part.text for part in document.attachments]
        source = random.choice(texts)
        start = random.randrange(len(source))
        piece = source[start : start + random.randint(1, 20)]
        if fold(piece):
            found.append(piece)
    return found


@dataclass(frozen=True)
class Listed:
    """Documents of a list, as the builder takes them."""

    items: tuple[Document, ...]
    facets: tuple[Facet, ...] = FACETS
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def keys(self) -> list[Key]:
        """The key of every document."""
        return [Key(document.published, document.address) for document in self.items]

    def documents(self, numbers: Sequence[int]) -> list[Document]:
        """The documents at these positions."""
        return [self.items[number] for number in numbers]


@dataclass(frozen=True)
class Folder:
    """A folder that takes the files of the builder."""

    path: Path

    def write(self, name: str, content: bytes) -> None:
        """Write a file."""
        place = self.path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    def holds(self, name: str, size: int, digest: bytes) -> bool:
        """Whether a file is there with this size and SHA-256."""
        place = self.path / name
        content = place.read_bytes() if place.is_file() else b""
        return len(content) == size and sha256(content).digest() == digest
