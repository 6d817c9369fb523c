"""A text in the making: its paragraphs, and beside them what each sentence says of somebody."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from seed.demo import country
from webapp.domain.claims.content import Content
from webapp.models import Charge, CourtCase, Organization, Provision
from webapp.vocab.claims import ClaimState, Stance, Visibility
from webapp.vocab.sources import Reliability, SourceKind

INVENTED = f"This text is about {country.NAME}, a country that does not exist, and about nobody who does."


@dataclass(frozen=True)
class Records:
    """What claims point to: organizations and cases by key, articles by number, charges by the accused."""

    organizations: dict[str, Organization]
    provisions: dict[str, Provision]
    cases: dict[str, CourtCase]
    charges: dict[str, Charge] = field(default_factory=dict)


@dataclass(frozen=True)
class ClaimInText:
    """What some words of a text say of somebody; the claim is made when what it points to is recorded."""

    name: str
    quote: str
    content: Callable[[Records], Content]
    state: ClaimState = ClaimState.PUBLISHED
    visibility: Visibility | None = None
    stance: Stance = Stance.SUPPORTS


@dataclass
class WrittenText:
    """One text of the invented country, as it grows."""

    title: str
    kind: SourceKind
    publisher: str
    day: date
    reliability: Reliability = Reliability.USUALLY
    visibility: Visibility = Visibility.PUBLIC
    paragraphs: list[str] = field(default_factory=list)
    statements: list[ClaimInText] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the whole text."""
        return "\n\n".join(self.paragraphs)

    def write(self, paragraph: str) -> None:
        """Add a paragraph about nobody in particular."""
        self.paragraphs.append(paragraph)

    def tell(self, name: str, *sentences: tuple[str, tuple[Callable[[Records], Content], ...]]) -> None:
        """Add a paragraph about somebody: sentences, each with what it says."""
        self.write(" ".join(sentence for sentence, _ in sentences))
        for sentence, contents in sentences:
            self.statements += [ClaimInText(name, sentence, content) for content in contents]
