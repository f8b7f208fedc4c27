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
        var composed = ComposeAll(intents, await _lookups.VersionsAsync(intents, cancellationToken).ConfigureAwait(false), scope);
        var settlement = new QuickBooksSettlement<TRecord>(connection, format, _lookups, _outcomes);
        var (settled, open) = await settlement.SettleAsync(composed, context, cancellationToken).ConfigureAwait(false);
        foreach (var outcome in settled.Concat(open.Where(one => one.Problems.Count > 0).Select(Refused)))
        {
            yield return outcome;
        }

        var queue = open.Where(one => one.Problems.Count == 0).Select(operation => Recompose(operation, scope)).ToList();
        while (queue.Count > 0)
        {
            var again = new List<QuickBooksOperation<TRecord>>();
            foreach (var batch in QuickBooksBatch<TRecord>.Group(format.Entity, queue))
            {
                foreach (var outcome in await SendAsync(batch, again, context, cancellationToken).ConfigureAwait(false))
                {
                    yield return outcome;
                }
            }

            queue = again.ConvertAll(operation => Recompose(operation, scope));
        }
    }

    public async Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(intents, cancellationToken).ConfigureAwait(false);
        var all = ComposeAll(intents, await _lookups.VersionsAsync(intents, cancellationToken).ConfigureAwait(false), scope);
        var composed = all.Where(one => one.Problems.Count == 0).ToList();
        return new()
        {
            Requests = QuickBooksBatch<TRecord>.Group(format.Entity, composed).Select(batch => new PlannedRequest
            {
                Method = "POST",
                Path = connection.Api.BatchPath(batch.Key),
                Body = new RawPayload(batch.Body).ToString(),
                Members = batch.Members,
            }).ToValueList(),
            Outcomes = all.Where(one => one.Problems.Count > 0).Select(Refused).ToValueList(),
            Notes = composed.Where(one => one.Notes.Count > 0).Select(one => new PlannedNotes(one.Intent.Key, one.Notes.ToValueList())).ToValueList(),
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

    private List<QuickBooksOperation<TRecord>> ComposeAll(
        IReadOnlyList<WriteIntent<TRecord>> intents, IReadOnlyDictionary<string, string?> versions, QuickBooksWriteScope scope)
    {
        var composed = new List<QuickBooksOperation<TRecord>>(intents.Count);
        foreach (var intent in intents)
        {
            var follows = intent.Target is { Version: null };
            var versioned = follows ? intent with { Target = intent.Target! with { Version = versions.GetValueOrDefault(intent.Target.ExternalId) } } : intent;
            composed.Add(Compose(versioned, scope) with { FollowsVersion = follows });
        }

        return composed;
    }

    private static WriteOutcome Refused(QuickBooksOperation<TRecord> operation) => new WriteOutcome.Rejected
    {
        IntentKey = operation.Intent.Key,
        Problems = operation.Problems.ToValueList(),
        Notes = operation.Notes.ToValueList(),
    };

    private QuickBooksOperation<TRecord> Recompose(QuickBooksOperation<TRecord> operation, QuickBooksWriteScope scope) =>
        operation.Body.IsEmpty
            ? Compose(operation.Intent, scope) with
            {
                FollowsVersion = operation.FollowsVersion,
                WasMadeBefore = operation.WasMadeBefore,
                IsAdoption = operation.IsAdoption,
                StaleRounds = operation.StaleRounds,
            }
            : operation;

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

    private async Task<List<WriteOutcome>> SendAsync(
        QuickBooksBatch<TRecord> batch, List<QuickBooksOperation<TRecord>> again, WriteContext context, CancellationToken cancellationToken)
    {
        var attempt = new WriteAttempt { Key = batch.Key, Members = batch.Members, Fingerprint = batch.Fingerprint, StartedAt = connection.Now };
        if (context.BeforeSend is { } journal)
        {
            await journal(attempt, cancellationToken).ConfigureAwait(false);
        }

        ApiResponse response;
        try
        {
            response = await connection.Api.BatchAsync(batch.Body, batch.Key, batch.Operations.Count, cancellationToken).ConfigureAwait(false);
        }
        catch (EffectUnknownException exception)
        {
            return [.. batch.Operations.Select(operation => _outcomes.Uncertain(operation, attempt with { RepeatedAt = connection.Now }, exception.Message, exception.RequestId))];
        }

        var answered = attempt with { RepeatedAt = connection.Now };
        var outcomes = new List<WriteOutcome>(batch.Operations.Count);
        var answers = batch.Read(response.Body, format.Entity);
        for (var i = 0; i < answers.Length; i++)
        {
            var operation = batch.Operations[i];
            var next = await _lookups.ReconsiderAsync(operation, answers[i]?.Fault, context, cancellationToken).ConfigureAwait(false);
            if (next is not null)
            {
                again.Add(next);
            }
            else
            {
                outcomes.Add(await _outcomes.OfAsync(operation, answers[i], answered, response.RequestId, cancellationToken).ConfigureAwait(false));
            }
        }

        return outcomes;
    }
}
