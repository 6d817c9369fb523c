"""Endings that a name takes in a sentence, in Azerbaijani, Turkish and Russian; separated by spaces."""

# On the last word of a name. Left out is what makes another surname of one (-lı, -ov, -zadə): somebody
# called Həsən is not somebody called Həsənli.
TURKIC = (
    "ın in un ün nın nin nun nün "
    "ı i u ü nı ni nu nü "
    "a ə e ya yə ye na nə ne "
    "da də de ta tə te nda ndə nde "
    "dan dən den tan tən ten ndan ndən nden "
    "la lə le yla ylə yle "
    "lar lər ler ları ləri leri ların lərin lerin lara lərə lere larda lərdə lerde lardan lərdən lerden "
    "dır dir dur dür tır tir tur tür"
)

# On every word of a name; those of the second kind stand where the name itself ends in -а or -я.
RUSSIAN = "а я у ю ым им ом ем е ы и ого ому ей ой ою ую ых ыми ами ов"
RUSSIAN_FOR_A = "ы и е у ю ой ою ей ую"
