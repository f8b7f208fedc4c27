using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sequence.Connectors.Http;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Writes one type of record in batches: settles what earlier attempts left open, composes, journals each batch before it leaves, and tells what became of each
/// intent.
/// </summary>
internal sealed class QuickBooksWriter<TRecord>(QuickBooksConnection connection, IQuickBooksFormat<TRecord> format) : IRecordWriter<TRecord>
    where TRecord : class, IRecord
{
    private readonly QuickBooksOutcomes<TRecord> _outcomes = new(connection, format);
    private readonly QuickBooksLookups<TRecord> _lookups = new(connection, format);

    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<TRecord>> intents, WriteContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(intents, cancellationToken).ConfigureAwait(false);
        var settlement = new QuickBooksSettlement<TRecord>(connection, format, _lookups, _outcomes);
        var composed = await ComposeAllAsync(intents, scope, cancellationToken).ConfigureAwait(false);
        var (settled, queue) = await settlement.SettleAsync(composed, context, cancellationToken).ConfigureAwait(false);
        foreach (var outcome in settled)
        {
            yield return outcome;
        }

        while (queue.Count > 0)
        {
            var again = new List<QuickBooksOperation<TRecord>>();
            foreach (var batch in QuickBooksBatch<TRecord>.Group(format.Entity, queue.Select(operation => Recompose(operation, scope))))
            {
                var faulted = new List<QuickBooksAnswered<TRecord>>();
                foreach (var outcome in await SendAsync(batch, faulted, scope, context, cancellationToken).ConfigureAwait(false))
                {
                    yield return outcome;
                }

                foreach (var outcome in await ReconsiderAsync(faulted, again, scope, context, cancellationToken).ConfigureAwait(false))
                {
                    yield return outcome;
                }
            }

            queue = again;
        }
    }

    public async Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(intents, cancellationToken).ConfigureAwait(false);
        var composed = await ComposeAllAsync(intents, scope, cancellationToken).ConfigureAwait(false);
        var sendable = composed.Where(one => one.Problems.Count == 0).ToList();
        return new()
        {
            Requests = QuickBooksBatch<TRecord>.Group(format.Entity, sendable).Select(batch => new PlannedRequest
            {
                Method = "POST",
                Path = connection.Api.BatchPath(batch.KeyAt(connection.Now)),
                Body = new RawPayload(batch.Body).ToString(),
                Members = batch.Members,
            }).ToValueList(),
            Outcomes = composed.Where(one => one.Problems.Count > 0).Select(one => _outcomes.Rejected(one, one.Problems, requestId: null)).ToValueList(),
            Notes = sendable.Where(one => one.Notes.Count > 0).Select(one => new PlannedNotes(one.Intent.Key, one.Notes.ToValueList())).ToValueList(),
        };
    }

    private async Task<QuickBooksWriteScope> ScopeAsync(IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken)
    {
        var company = await connection.CompanyAsync(cancellationToken).ConfigureAwait(false);

        // A single-currency company with automated tax, or none, needs to know nothing of its customers.
        var needsCustomers = company.MultiCurrency || company.TaxMode is QuickBooksTaxMode.ManualUs or QuickBooksTaxMode.Global;
        var customers = needsCustomers
            ? await connection.CustomersAsync(intents.Select(format.CustomerOf).OfType<string>(), cancellationToken).ConfigureAwait(false)
            : new Dictionary<string, QuickBooksCustomerFacts>();
        return new(company, connection.Settings, connection.Links, connection.Product, customers);
    }

    private async Task<List<QuickBooksOperation<TRecord>>> ComposeAllAsync(
        IReadOnlyList<WriteIntent<TRecord>> intents, QuickBooksWriteScope scope, CancellationToken cancellationToken)
    {
        var versions = await _lookups.VersionsAsync(intents, cancellationToken).ConfigureAwait(false);
        return [.. intents.Select(intent => intent.Target is { Version: null } target
            ? Compose(intent with { Target = target with { Version = versions.GetValueOrDefault(target.ExternalId) } }, scope) with { FollowsVersion = true }
            : Compose(intent, scope))];
    }

    private QuickBooksOperation<TRecord> Recompose(QuickBooksOperation<TRecord> operation, QuickBooksWriteScope scope)
    {
        if (!operation.Body.IsEmpty)
        {
            return operation;
        }

        var composed = Compose(operation.Intent, scope);
        return operation with { Body = composed.Body, Notes = composed.Notes, LineIds = composed.LineIds };
    }

    internal QuickBooksOperation<TRecord> Compose(WriteIntent<TRecord> intent, QuickBooksWriteScope scope)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        var body = new QuickBooksBody(json, intent.Target is not null, intent.Owns);
        json.WriteStartObject();
        if (intent.Target is { } target)
        {
            json.WriteString("Id", target.ExternalId);
            json.WriteString("SyncToken", target.Version);
            json.WriteBoolean("sparse", true);
            if (target.Version is null)
            {
                body.Refuse("target.gone", "", $"The {format.Entity} {target.ExternalId} is not in QuickBooks any more.", "Unlink it, or create it anew.");
            }
        }

        format.Compose(body, intent, scope);
        json.WriteEndObject();
        json.Flush();
        return new(intent, buffer.WrittenMemory, body.Notes, body.LineIds) { Problems = body.Problems };
    }

    /// <summary>Sends one batch and tells what it answered, but for the faults that a look at the record may mend.</summary>
    private async Task<List<WriteOutcome>> SendAsync(
        QuickBooksBatch<TRecord> batch,
        List<QuickBooksAnswered<TRecord>> faulted,
        QuickBooksWriteScope scope,
        WriteContext context,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = connection.Now;
        var attempt = new WriteAttempt { Key = batch.KeyAt(now), Members = batch.Members, Fingerprint = batch.Fingerprint, StartedAt = now };
        if (context.BeforeSend is { } journal)
        {
            await journal(attempt, cancellationToken).ConfigureAwait(false);
        }

        ApiResponse response;
        using var ending = new CancellationTokenSource(connection.SettleTime.LongestCall.ToTimeSpan(), connection.Clock);
        using var stopping = cancellationToken.Register(() => ending.CancelAfter(connection.SettleTime.LastWait.ToTimeSpan()));
        try
        {
            response = await connection.Api.BatchAsync(batch.Body, attempt.Key, batch.Operations.Count, ending.Token).ConfigureAwait(false);
        }
        catch (EffectUnknownException lost)
        {
            return Uncertain(batch, attempt, lost.Reason, lost.RequestId);
        }
        catch (OperationCanceledException)
        {
            return Uncertain(batch, attempt, "The write was stopped before QuickBooks answered.", requestId: null);
        }

        var answered = batch.Read(response.Body, format.Entity)
            .Zip(batch.Operations, (answer, operation) => new QuickBooksAnswered<TRecord>(operation, answer, attempt with { RepeatedAt = connection.Now }, response.RequestId))
            .ToLookup(one => QuickBooksLookups<TRecord>.Concerns(one) is null);
        faulted.AddRange(answered[false]);
        return [.. answered[true].Select(one => _outcomes.Of(one, scope.Company))];
    }

    /// <summary>Looks at the records that faults are about: some operations are sent again, the others are told.</summary>
    private async Task<List<WriteOutcome>> ReconsiderAsync(
        List<QuickBooksAnswered<TRecord>> faulted,
        List<QuickBooksOperation<TRecord>> again,
        QuickBooksWriteScope scope,
        WriteContext context,
        CancellationToken cancellationToken)
    {
        var outcomes = new List<WriteOutcome>();
        try
        {
            var ids = faulted.Select(one => QuickBooksLookups<TRecord>.Concerns(one)!).ToHashSet(StringComparer.Ordinal);
            var current = await _lookups.FindAsync(ids, cancellationToken).ConfigureAwait(false);
            foreach (var one in faulted)
            {
                var next = current.TryGetValue(QuickBooksLookups<TRecord>.Concerns(one)!, out var written)
                    ? await _lookups.ReconsiderAsync(one.Operation, written, context, cancellationToken).ConfigureAwait(false)
                    : null;
                if (next is null)
                {
                    outcomes.Add(_outcomes.Of(one, scope.Company));
                }
                else
                {
                    again.Add(next);
                }
            }

            return outcomes;
        }
        catch (ConnectorException failure)
        {
            return [.. faulted.Select(one => _outcomes.Postponed(one, failure.Kind, failure.Message, failure.RetryAfter))];
        }
    }

    private List<WriteOutcome> Uncertain(QuickBooksBatch<TRecord> batch, WriteAttempt attempt, string reason, string? requestId) =>
        [.. batch.Operations.Select(operation => _outcomes.Uncertain(operation, attempt with { RepeatedAt = connection.Now }, reason, requestId))];
}
