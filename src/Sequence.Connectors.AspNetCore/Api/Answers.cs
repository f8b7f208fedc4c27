using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Where to send a browser.</summary>
internal sealed record AddressAnswer(Uri Address);

/// <summary>A system that can be connected.</summary>
internal sealed record SystemAnswer(
    string Id,
    string Name,
    Uri Documentation,
    bool CanConnect,
    bool HasWebhooks,
    IReadOnlyList<string> Reads,
    IReadOnlyList<string> Writes);

/// <summary>A connection, without its grant.</summary>
internal sealed record ConnectionAnswer
{
    public required string Id { get; init; }

    public required string System { get; init; }

    public required string Entity { get; init; }

    public required ConnectorEnvironment Environment { get; init; }

    public required string App { get; init; }

    public required string AccountId { get; init; }

    public string? AccountName { get; init; }

    public required ConnectionState State { get; init; }

    public string? StateReason { get; init; }

    public WebhooksAnswer? Webhooks { get; init; }

    public static ConnectionAnswer From(Connection one) => new()
    {
        Id = one.Id,
        System = one.Connector,
        Entity = one.Entity,
        Environment = one.Environment,
        App = one.App,
        AccountId = one.AccountId,
        AccountName = one.AccountName,
        State = one.State,
        StateReason = one.StateReason,
    };
}

/// <summary>Whether webhooks are awaited for a connection, when one last came, and what is wrong with them.</summary>
internal sealed record WebhooksAnswer(bool IsAwaited, DateTimeOffset? LastAt, Problem? Problem);

/// <summary>What became of a disconnection on both sides, and what is left for people to do.</summary>
internal sealed record DisconnectAnswer(ConnectionAnswer Connection, bool IsEndedAtSystem, IReadOnlyList<string> Guidance);

/// <summary>What a connected account is and can hold.</summary>
internal sealed record PreflightAnswer(IReadOnlyList<PreflightFact> Facts, IReadOnlyList<Problem> Problems);

/// <summary>A field of the host and the system's field that holds it.</summary>
internal sealed record FieldMapAnswer(
    string RecordType,
    string Field,
    string SystemField,
    CustomFieldType Type = CustomFieldType.Text,
    FieldDirection Direction = FieldDirection.Both)
{
    public static FieldMapAnswer From(FieldMap one) => new(one.RecordType.Name, one.Field, one.SystemField, one.Type, one.Direction);

    public FieldMap ToFieldMap() => new()
    {
        RecordType = new(RecordType),
        Field = Field,
        SystemField = SystemField,
        Type = Type,
        Direction = Direction,
    };
}

/// <summary>A line of the schema of settings.</summary>
internal sealed record SettingAnswer(string Key, string Description, IReadOnlyList<string> Choices, string? Default);

/// <summary>A type of record whose custom fields can be mapped, with the types that a field may have and the ways that it may go.</summary>
internal sealed record MappedTypeAnswer(
    string RecordType, IReadOnlyList<CustomFieldType> Types, IReadOnlyList<FieldDirection> Directions);

/// <summary>A field of the account that a field map may name.</summary>
internal sealed record MappableFieldAnswer(
    string RecordType, string SystemField, string Name, int? LongestText, IReadOnlyList<string> Choices)
{
    public static MappableFieldAnswer From(MappableField one) =>
        new(one.RecordType.Name, one.SystemField, one.Name, one.LongestText, one.Choices);
}

/// <summary>The settings of a connection beside what they may be.</summary>
internal sealed record SettingsAnswer(
    long Version,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<FieldMapAnswer> FieldMaps,
    IReadOnlyList<SettingAnswer> Schema,
    IReadOnlyList<MappedTypeAnswer> MappedTypes
);

/// <summary>
/// Something of the account that a setting may name: its id, its name, the number or code that people know, its kind there.
/// </summary>
internal sealed record ListEntryAnswer(string Id, string? Name, string? Number, string? Kind);

/// <summary>Where an import stands.</summary>
internal sealed record ImportAnswer(
    DateTimeOffset? StartedAt, DateTimeOffset? FreshAt, Problem? Problem, IReadOnlyDictionary<string, int> Candidates);

/// <summary>What may become a customer of the host.</summary>
internal sealed record CandidateAnswer(
    string ExternalId,
    string? Name,
    CandidateState State,
    IReadOnlyList<Problem> Problems,
    string? LocalId,
    Uri? Link,
    DateTimeOffset ReadAt)
{
    public static CandidateAnswer From(Candidate one) =>
        new(one.ExternalId, one.Name, one.State, one.Problems, one.LocalId, one.Link, one.ReadAt.ToDateTimeOffset());
}

/// <summary>What became of one candidate.</summary>
internal sealed record CommitAnswer(string ExternalId, string Outcome, string? LocalId, IReadOnlyList<Problem> Problems)
{
    public static CommitAnswer From(ImportOutcome one) => one switch
    {
        ImportOutcome.Imported imported => new(one.ExternalId, "Imported", imported.LocalId, []),
        ImportOutcome.AlreadyLinked linked => new(one.ExternalId, "AlreadyLinked", linked.LocalId, []),
        ImportOutcome.Refused refused => new(one.ExternalId, "Refused", null, refused.Problems),
        _ => new(one.ExternalId, one.GetType().Name, null, []),
    };
}

/// <summary>A record of the host and one of the system that are the same thing.</summary>
internal sealed record LinkAnswer(
    Guid Id,
    string Type,
    string LocalId,
    string Variant,
    string ExternalId,
    LinkOrigin Origin,
    Uri? Address,
    bool IsGone,
    DateTimeOffset LinkedAt)
{
    public static LinkAnswer From(Link one) => new(
        one.Id,
        one.RecordType.Name,
        one.LocalId,
        one.Variant,
        one.ExternalId,
        one.Origin,
        one.Address,
        one.IsGone,
        one.LinkedAt.ToDateTimeOffset());
}

/// <summary>How many records of a type a backfill is about.</summary>
internal sealed record BackfillCountAnswer(string Type, int Sent, int Known, int LeftOut);

/// <summary>What a plan found about a record.</summary>
internal sealed record BackfillRemarkAnswer(string Type, string LocalId, IReadOnlyList<Problem> Problems, IReadOnlyList<MappingNote> Notes);

/// <summary>What a backfill publishes, or would.</summary>
internal sealed record BackfillAnswer(
    IReadOnlyList<BackfillCountAnswer> Counts, IReadOnlyList<BackfillRemarkAnswer> Remarks, IReadOnlyList<string> WithoutSource)
{
    public static BackfillAnswer From(BackfillResult one) => new(
        [.. one.Counts.Select(count => new BackfillCountAnswer(count.RecordType.Name, count.Sent, count.Known, count.LeftOut))],
        [.. one.Remarks.Select(remark => new BackfillRemarkAnswer(
            remark.Record.Type.Name, remark.Record.LocalId, remark.Problems, remark.Notes))],
        [.. one.WithoutSource.Select(type => type.Name)]);
}

/// <summary>Something that did not sync.</summary>
internal sealed record ProblemAnswer
{
    public required Guid Id { get; init; }

    public required bool IsOutgoing { get; init; }

    public required string Connection { get; init; }

    public required string Type { get; init; }

    public string? LocalId { get; init; }

    public string? ExternalId { get; init; }

    public WriteVerb? Verb { get; init; }

    public EntryState? State { get; init; }

    public required IReadOnlyList<Problem> Problems { get; init; }

    public required FixedBy FixedBy { get; init; }

    public required DateTimeOffset Since { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    public required int Tries { get; init; }

    public string? RequestId { get; init; }

    public Uri? Link { get; init; }

    public static ProblemAnswer From(SyncProblem one) => new()
    {
        Id = one.Id,
        IsOutgoing = one.IsOutgoing,
        Connection = one.ConnectionId,
        Type = one.RecordType.Name,
        LocalId = one.LocalId,
        ExternalId = one.ExternalId,
        Verb = one.Verb,
        State = one.State,
        Problems = one.Problems,
        FixedBy = one.FixedBy,
        Since = one.Since.ToDateTimeOffset(),
        NextAttemptAt = one.NextAttemptAt?.ToDateTimeOffset(),
        Tries = one.Tries,
        RequestId = one.RequestId,
        Link = one.Link,
    };
}

/// <summary>How many problems are tried again.</summary>
internal sealed record RetryAnswer(int Retried);

/// <summary>One effect of the journal with what became of it.</summary>
internal sealed record LogAnswer
{
    public required Guid Id { get; init; }

    public required string Connection { get; init; }

    public required string Type { get; init; }

    public required string LocalId { get; init; }

    public string? ExternalId { get; init; }

    public required WriteVerb Verb { get; init; }

    public required EntryState State { get; init; }

    public string? Outcome { get; init; }

    public string? By { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required IReadOnlyList<Problem> Problems { get; init; }

    public required IReadOnlyList<MappingNote> Notes { get; init; }

    public string? RequestId { get; init; }

    public Uri? Link { get; init; }

    public static LogAnswer From(JournalEntry one) => new()
    {
        Id = one.Id,
        Connection = one.ConnectionId,
        Type = one.RecordType.Name,
        LocalId = one.LocalId,
        ExternalId = one.ExternalId,
        Verb = one.Verb,
        State = one.State,
        Outcome = one.Outcome,
        By = one.By,
        PublishedAt = one.PublishedAt.ToDateTimeOffset(),
        ChangedAt = one.ChangedAt.ToDateTimeOffset(),
        Problems = one.Problems,
        Notes = one.Notes,
        RequestId = one.RequestId,
        Link = one.Link,
    };
}
