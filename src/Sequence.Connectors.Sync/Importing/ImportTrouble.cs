namespace Sequence.Connectors.Sync;

/// <summary>Why a candidate is not imported, in words.</summary>
internal static class ImportTrouble
{
    public static Problem Unknown(string externalId) => new()
    {
        Code = "import.unknown",
        Path = "",
        Message = $"There is no candidate with the id '{externalId}'.",
        Fix = "Read the system's records first, or reload this one.",
    };

    public static Problem Gone(Candidate candidate) => new()
    {
        Code = "import.gone",
        Path = "",
        Message = $"{Named(candidate)} is no longer in the system.",
        Fix = "Leave it out, or reload it when it is there again.",
        Link = candidate.Link,
    };

    public static Problem MatchOpen(Candidate candidate) => new()
    {
        Code = "import.match.open",
        Path = "",
        Message = $"{Named(candidate)} seems to be '{candidate.LocalId}' of the host.",
        Fix = "Accept the match to link the two, or refuse it to import a new record.",
        Link = candidate.Link,
    };

    public static Problem NoMatch(Candidate candidate) => new()
    {
        Code = "import.match.missing",
        Path = "",
        Message = $"No match is proposed for {Named(candidate)}.",
        Fix = "Link it by hand.",
        Link = candidate.Link,
    };

    public static Problem ParentUnlinked(Candidate candidate, string parent) => new()
    {
        Code = "import.parent.unlinked",
        Path = nameof(Customer.ParentId),
        Message = $"{Named(candidate)} belongs to '{parent}', which is not linked.",
        Fix = "Import or link that one first.",
        Link = candidate.Link,
    };

    public static Problem Failed(Candidate candidate) => new()
    {
        Code = "import.failed",
        Path = "",
        Message = $"The host could not take {Named(candidate)} in; its log says why, under '{candidate.ExternalId}'.",
        Fix = "Mend the host's import, then import it again.",
        Link = candidate.Link,
    };

    public static Problem Conflict(Candidate candidate) => new()
    {
        Code = "import.conflict",
        Path = "",
        Message = $"{Named(candidate)} could not be linked: the host's record is linked to another one already.",
        Fix = "Look at the links of both records.",
        Link = candidate.Link,
    };

    public static Problem RunFailed(ImportRun run) => new()
    {
        Code = "import.failed",
        Path = "",
        Message = $"The customers could not be read; the host's log says why, under {run.Id}.",
        Fix = "Run the import again; it goes on where it was.",
    };

    private static string Named(Candidate candidate) => $"{candidate.RecordType.Name} '{candidate.Name ?? candidate.ExternalId}'";
}
