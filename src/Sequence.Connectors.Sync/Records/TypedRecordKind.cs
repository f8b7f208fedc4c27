using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync;

/// <summary>What the engine must know of one type of record; the particulars are given as functions.</summary>
internal sealed class RecordKind<TRecord>(JsonTypeInfo<TRecord> json, int rank) : RecordKind(RecordType.Of<TRecord>(), rank)
    where TRecord : class, IRecord
{
    public Func<TRecord, IEnumerable<LocalRecord>> Requires { get; init; } = _ => [];

    public Func<TRecord, IEnumerable<LocalRecord>> Mentions { get; init; } = _ => [];

    public Func<TRecord, IEnumerable<(RecordType Type, string ExternalId)>>? Touches { get; init; }

    public Func<TRecord, IEnumerable<(LocalRecord Record, decimal Amount)>> Uses { get; init; } = _ => [];

    public Func<TRecord, string?>? Customer { get; init; }

    public Func<TRecord, CurrencyCode?> Currency { get; init; } = _ => null;

    /// <summary>The record without its source, and without what <see cref="State"/> tells.</summary>
    public required Func<TRecord, TRecord> Content { get; init; }

    /// <summary>The record without its source.</summary>
    public required Func<TRecord, TRecord> Bare { get; init; }

    public Func<TRecord, SeenState> State { get; init; } = _ => SeenState.Nothing;

    /// <summary>Changes that this type tells in words of its own; null for those that all types have.</summary>
    public Func<RemoteChangeKind, RemoteChangeFacts, RemoteChange?> Special { get; init; } = (_, _) => null;

    public override IEnumerable<LocalRecord> RequiredBy(IRecord record) => Requires((TRecord)record);

    public override IEnumerable<LocalRecord> MentionedBy(IRecord record) => Mentions((TRecord)record);

    public override bool TellsOfOthers => Touches is not null;

    public override IEnumerable<(RecordType Type, string ExternalId)> TouchedBy(IRecord record) => Touches?.Invoke((TRecord)record) ?? [];

    public override IEnumerable<(LocalRecord Record, decimal Amount)> UsesOf(IRecord record) => Uses((TRecord)record);

    public override string? CustomerOf(IRecord record) => Customer?.Invoke((TRecord)record);

    public override bool HasCustomer => Customer is not null;

    public override CurrencyCode? CurrencyOf(IRecord record) => Currency((TRecord)record);

    public override IRecord Parse(string payload) =>
        JsonSerializer.Deserialize(payload, json) ?? throw new JsonException($"A stored {Type.Name} is empty.");

    public override string Serialize(IRecord record) => JsonSerializer.Serialize(Bare((TRecord)record), json);

    public override SeenState Look(IRecord record)
    {
        var typed = (TRecord)record;
        return State(typed) with
        {
            Version = record.Source?.Version,
            ModifiedAt = record.Source?.ModifiedAt,
            Fingerprint = RecordText.Hash(JsonSerializer.Serialize(Content(typed), json)),
        };
    }

    public override HostSource? SourceIn(IServiceProvider scope) =>
        scope.GetService<IHostSource<TRecord>>() is { } source ? new(source.FindAsync, source.ReadOfCustomerAsync) : null;

    public override bool CanWrite(ConnectorSurface surface, WriteVerb verb) => Writer(surface)?.Traits.Verbs.Contains(verb) ?? false;

    public override bool CanRead(ConnectorSurface surface) => surface.Readers.Any(one => one.RecordType == Type);

    public override bool IsOnePerCurrency(ConnectorSurface surface) => Writer(surface)?.Traits.OnePerCurrency ?? false;

    public override IAsyncEnumerable<WriteOutcome> WriteAsync(
        ConnectorSession session, IReadOnlyList<OutgoingIntent> intents, WriteContext context, CancellationToken cancellationToken) =>
        session.Records<TRecord>().WriteAsync(Typed(intents), context, cancellationToken);

    public override Task<WritePlan> PlanAsync(
        ConnectorSession session,
        IReadOnlyList<OutgoingIntent> intents,
        CancellationToken cancellationToken
    ) => session.Records<TRecord>().PlanAsync(Typed(intents), cancellationToken);

    public override async IAsyncEnumerable<RemoteLook> FindAsync(
        ConnectorSession session, IReadOnlyCollection<string> externalIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in session.Records<TRecord>().FindAsync(externalIds, cancellationToken).ConfigureAwait(false))
        {
            yield return LookAt(change);
        }
    }

    public override async IAsyncEnumerable<RemotePage> ReadAsync(
        ConnectorSession session, ReadOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in session.Records<TRecord>().ReadAsync(options, cancellationToken).ConfigureAwait(false))
        {
            yield return new([.. page.Changes.Select(LookAt)], page.Next, page.State);
        }
    }

    public override IReadOnlyList<RemoteLook> LooksIn(FeedPage page) => [.. page.Of<TRecord>().Select(LookAt)];

    public override RemoteChange Describe(RemoteChangeKind kind, RemoteChangeFacts facts) => Special(kind, facts) ?? kind switch
    {
        RemoteChangeKind.Deleted => new RecordDeleted<TRecord>(facts),
        RemoteChangeKind.Merged => new RecordMerged<TRecord>(facts),
        _ => new RecordChanged<TRecord>(facts) { Current = (TRecord)facts.Record! },
    };

    private static RemoteLook LookAt(Change<TRecord> change) => change switch
    {
        Change<TRecord>.Current current => new(current.ExternalId, RemoteLookKind.Standing) { Record = current.Record },
        Change<TRecord>.Deleted deleted => new(deleted.ExternalId, RemoteLookKind.Deleted) { At = deleted.At },
        Change<TRecord>.Merged merged => new(merged.ExternalId, RemoteLookKind.Merged) { MergedInto = merged.Into },
        _ => new(change.ExternalId, RemoteLookKind.NotFound),
    };

    private static List<WriteIntent<TRecord>> Typed(IReadOnlyList<OutgoingIntent> intents) =>
        [
            .. intents.Select(one => new WriteIntent<TRecord>
            {
                Key = one.Key,
                Verb = one.Verb,
                Record = (TRecord)one.Record,
                Target = one.Target,
                References = one.References,
                Variant = one.Variant,
                Fields = one.Fields,
            }),
        ];

    private WriteCapability? Writer(ConnectorSurface surface) => surface.Writers.FirstOrDefault(one => one.RecordType == Type);
}
