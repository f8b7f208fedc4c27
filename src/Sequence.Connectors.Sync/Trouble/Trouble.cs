namespace Sequence.Connectors.Sync;

/// <summary>The engine's own problems, in words, and who can mend what.</summary>
internal static class Trouble
{
    private static readonly HashSet<string> OfRecord =
    [
        "connector.failed",
        .. Enum.GetValues<ConnectorErrorKind>().Where(MayBeOfRecord).Select(CodeOf),
    ];

    public static Problem ReferenceUnlinked(
        RecordKind kind,
        IRecord record,
        LocalRecord missing,
        string system,
        CurrencyCode? currency,
        bool hasOther
    ) =>
        new()
        {
            Code = "reference.unlinked",
            Path = "",
            Message = hasOther
                ? $"{kind.Type.Name} '{record.Id}' needs {missing.Type.Name} '{missing.LocalId}' in {currency}; {system} has it linked in another currency only."
                : $"{kind.Type.Name} '{record.Id}' needs {missing.Type.Name} '{missing.LocalId}', which is not linked to a record in {system}.",
            Fix =
                $"Link the {missing.Type.Name.ToLowerInvariant()} to its record in {system}, or publish it; then this goes by itself.",
        };

    public static Problem RecordUnlinked(JournalEntry entry, string system) => new()
    {
        Code = "record.unlinked",
        Path = "",
        Message = $"{entry.RecordType.Name} '{entry.LocalId}' is not in {system}, so there is nothing to {entry.Verb}.",
        Fix = $"Publish it, or link it to its record in {system}; then this goes by itself.",
    };

    public static Problem RecordUnsent(JournalEntry entry, string system) => new()
    {
        Code = "record.unsent",
        Path = "",
        Message = $"{entry.RecordType.Name} '{entry.LocalId}' has to be in {system} before it can {entry.Verb}; it is held up itself.",
        Fix = "Mend what holds the record up; then this goes by itself.",
    };

    public static Problem RecordGone(JournalEntry entry, string system) => new()
    {
        Code = "record.gone",
        Path = "",
        Message = $"{entry.RecordType.Name} '{entry.LocalId}' was deleted in {system}; it is not made a second time by itself.",
        Fix = "Unlink it to have it made again, or dismiss this.",
    };

    public static Problem Draft(JournalEntry entry) =>
        new()
        {
            Code = "document.draft",
            Path = "Status",
            Message =
                $"{entry.RecordType.Name} '{entry.LocalId}' was published as {entry.Event}, but its status is a draft's; drafts never leave the host.",
            Fix = "Publish the record as it stands after the event.",
        };

    public static Problem Unreadable(JournalEntry entry) => new()
    {
        Code = "journal.unreadable",
        Path = "",
        Message = $"The stored {entry.RecordType.Name} '{entry.LocalId}' (entry {entry.Id}) cannot be read.",
        Fix = entry.State == EntryState.Sent
            ? "It may have left: look in the system, and resolve it by hand."
            : "Publish the record again.",
    };

    public static Problem EffectUnknown(string reason) => new()
    {
        Code = "effect.unknown",
        Path = "",
        Message = reason,
        Fix = "It is looked for again by itself; where that cannot decide, look in the system and resolve it by hand.",
    };

    public static Problem NotAttempted(ConnectorErrorKind? kind, string reason) => new()
    {
        Code = kind is null ? "call.postponed" : CodeOf(kind.Value),
        Path = "",
        Message = reason,
    };

    public static Problem ReactionFailed(Guid rowId) => new()
    {
        Code = "reaction.failed",
        Path = "",
        Message = $"The host could not take the change in; its log says why, under {rowId}.",
        Fix = "Mend the host's reaction, then retry.",
    };

    public static Problem ConnectorFailed(Guid rowId) => new()
    {
        Code = "connector.failed",
        Path = "",
        Message = $"The connector failed on this record in a way that it does not foresee; the log says how, under {rowId}.",
        Fix = "Report it with the log; it is tried again by itself.",
    };

    public static Problem ConnectionFailed(string connectionId) => new()
    {
        Code = "connection.failed",
        Path = "",
        Message = $"The work on the connection failed in a way that the engine does not foresee; the log says how, under {connectionId}.",
        Fix = "Report it with the log; it is tried again by itself.",
    };

    /// <summary>Whether a failed call may be one record's trouble, so that others would not fail.</summary>
    public static bool MayBeOfRecord(ConnectorErrorKind kind) => kind
        is ConnectorErrorKind.Unknown
        or ConnectorErrorKind.NotFound
        or ConnectorErrorKind.Conflict
        or ConnectorErrorKind.Invalid
        or ConnectorErrorKind.NotSupported
        or ConnectorErrorKind.Malformed;

    /// <summary>Whether an entry is put off for what may be its own trouble.</summary>
    public static bool MayBeOfRecord(JournalEntry entry) => entry.Problems.Any(one => OfRecord.Contains(one.Code));

    /// <summary>Whether a failed call is the connection's trouble, so that any other would fail as well.</summary>
    public static bool IsOfConnection(ConnectorErrorKind kind) => kind
        is ConnectorErrorKind.Unauthorized
        or ConnectorErrorKind.Forbidden
        or ConnectorErrorKind.RateLimited
        or ConnectorErrorKind.Configuration;

    public static Problem MergeConflict(Link link, string into) => new()
    {
        Code = "merge.linked",
        Path = "",
        Message = $"{link.RecordType.Name} '{link.ExternalId}' was merged into '{into}', which is linked to another record of the host.",
        Fix = "Merge the two in the host as well, or unlink one of them.",
    };

    /// <summary>Who can mend a failed call.</summary>
    public static FixedBy WhoFixes(ConnectorErrorKind? kind) =>
        kind switch
        {
            ConnectorErrorKind.Unauthorized or ConnectorErrorKind.Forbidden => FixedBy.Tenant,
            ConnectorErrorKind.Configuration
            or ConnectorErrorKind.NotSupported
            or ConnectorErrorKind.Malformed
            or ConnectorErrorKind.Invalid => FixedBy.Engineer,
            _ => FixedBy.Itself,
        };

    /// <summary>
    /// Who can mend a record that was refused: mappings are the tenant's, and what the host should not have sent its engineers'.
    /// </summary>
    public static FixedBy WhoFixes(ValueList<Problem> problems)
    {
        var codes = problems.Select(one => one.Code).ToList();
        return codes.Exists(code => code is "document.draft" or "journal.unreadable" or "verb.unsupported" or "target.missing")
                ? FixedBy.Engineer
            : codes.Exists(IsOfSettings) ? FixedBy.Tenant
            : FixedBy.Finance;
    }

    private static string CodeOf(ConnectorErrorKind kind) => $"call.{kind.ToString().ToLowerInvariant()}";

    private static bool IsOfSettings(string code) =>
        code.StartsWith("item.", StringComparison.Ordinal)
        || code.StartsWith("tax.code", StringComparison.Ordinal)
        || code.StartsWith("custom_field.", StringComparison.Ordinal)
        || code.EndsWith(".subscription.ended", StringComparison.Ordinal)
        || code is "currency.unsupported" or "email.not_allowed";
}
