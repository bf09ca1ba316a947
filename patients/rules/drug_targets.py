"""At what a drug against B-ALL is aimed. Earlier treatment against CD19 decides about taking part."""

TARGETS = {
    "blinatumomab": "CD19",
    "tafasitamab": "CD19",
    "loncastuximab": "CD19",
    "tisagenlecleucel": "CD19",
    "brexucabtagene": "CD19",
    "axicabtagene": "CD19",
    "lisocabtagene": "CD19",
    "obecabtagene": "CD19",
    "relmacabtagene": "CD19",
    "inaticabtagene": "CD19",
    "inotuzumab": "CD22",
    "rituximab": "CD20",
    "imatinib": "BCR::ABL1",
    "dasatinib": "BCR::ABL1",
    "nilotinib": "BCR::ABL1",
    "ponatinib": "BCR::ABL1",
}


def known_target(drug: str) -> str | None:
    """The target of a drug by its international nonproprietary name; None for a name that the table lacks.

    Source: INN definitions (WHO). Suffixes ("inotuzumab ozogamicin") and spelling in capitals do not matter.
    """
    words = drug.casefold().replace("-", " ").split()
    return next((TARGETS[word] for word in words if word in TARGETS), None)
