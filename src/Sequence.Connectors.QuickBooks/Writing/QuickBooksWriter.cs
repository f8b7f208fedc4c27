using System.Runtime.CompilerServices;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Writes one type of record in batches: settles what earlier attempts left open, composes, journals each batch before it leaves,
/// and tells what became of each intent. What is mailed goes after the batches, document by document.
/// </summary>
internal sealed class QuickBooksWriter<TRecord> : IRecordWriter<TRecord>
    where TRecord : class, IRecord
{
    private readonly QuickBooksConnection _connection;
    private readonly IQuickBooksFormat<TRecord> _format;
    private readonly QuickBooksOutcomes<TRecord> _outcomes;
    private readonly QuickBooksLookups<TRecord> _lookups;
    private readonly QuickBooksComposer<TRecord> _composer;
    private readonly QuickBooksSettlement<TRecord> _settlement;
    private readonly QuickBooksSender<TRecord> _sender;
    private readonly WriteCall _call;

    public QuickBooksWriter(QuickBooksConnection connection, IQuickBooksFormat<TRecord> format)
    {
        (_connection, _format) = (connection, format);
        _outcomes = new(connection, format);
        _lookups = new(connection, format);
        _composer = new(connection, format, _lookups);
        _settlement = new(connection, format, _lookups, _outcomes);
        _call = connection.WriteCall;
        _sender = new(connection, format, _call, _outcomes);
    }

    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<TRecord>> intents, WriteContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (scope, operations) = await _composer.ComposeAllAsync(intents, context, cancellationToken).ConfigureAwait(false);
        var composed = operations.ToLookup(operation => operation.Action == QuickBooksAction.Send);
        var (settled, queue) = await _settlement.SettleAsync([.. composed[false]], context, cancellationToken).ConfigureAwait(false);
        foreach (var outcome in settled)
        {
            yield return outcome;
        }

        await foreach (var outcome in SendAllAsync(queue, scope, context, cancellationToken).ConfigureAwait(false))
        {
            yield return outcome;
        }

        foreach (var operation in composed[true])
        {
            yield return await _sender.SendAsync(operation, context, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken)
    {
        var (_, composed) = await _composer.ComposeAllAsync(intents, WriteContext.None, cancellationToken).ConfigureAwait(false);
        var (known, open) = await _settlement.SettleAsync(composed, WriteContext.None, cancellationToken).ConfigureAwait(false);
        var sendable = open.ToLookup(operation => operation.Action == QuickBooksAction.Send);
        return new()
        {
            Requests = QuickBooksBatch<TRecord>
                .Group(_format.Entity, sendable[false])
                .Select(Planned)
                .Concat(sendable[true].Select(_sender.Plan))
                .ToValueList(),
            Outcomes = known.ToValueList(),
            Notes = open.Where(one => one.Notes.Count > 0)
                .Select(one => new PlannedNotes(one.Intent.Key, one.Notes.ToValueList()))
                .ToValueList(),
        };
    }

    private PlannedRequest Planned(QuickBooksBatch<TRecord> batch) => new()
    {
        Method = "POST",
        Path = _connection.Api.BatchPath(batch.Attempt(_connection.Now).Key),
        Body = new RawPayload(batch.Body).ToString(),
        Members = batch.Members,
    };

    /// <summary>
    /// Sends operations in batches until none is left: some come back after a look at their record, and a batch that is refused
    /// whole comes back in halves.
    /// </summary>
    private async IAsyncEnumerable<WriteOutcome> SendAllAsync(
        List<QuickBooksOperation<TRecord>> queue,
        QuickBooksWriteScope scope,
        WriteContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var buffer = BodyBuffer.For(records: 1);
        while (queue.Count > 0)
        {
            var again = new List<QuickBooksOperation<TRecord>>();
            var composed = queue.Select(operation => _composer.Recompose(operation, scope, buffer));
            var batches = new Stack<QuickBooksBatch<TRecord>>(QuickBooksBatch<TRecord>.Group(_format.Entity, composed).Reverse());
            while (batches.TryPop(out var batch))
            {
                var faulted = new List<QuickBooksAnswered<TRecord>>();
                foreach (var outcome in await SendAsync(batch, batches, faulted, scope, context, cancellationToken).ConfigureAwait(false))
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

    /// <summary>Sends one batch and tells what it answered, but for the faults that a look at the record may mend.</summary>
    private async Task<List<WriteOutcome>> SendAsync(
        QuickBooksBatch<TRecord> batch,
        Stack<QuickBooksBatch<TRecord>> batches,
        List<QuickBooksAnswered<TRecord>> faulted,
        QuickBooksWriteScope scope,
        WriteContext context,
        CancellationToken cancellationToken)
    {
        WriteCallOutcome called;
        try
        {
            called = await CallAsync(batch, context, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException refusal) when (refusal.Kind == ConnectorErrorKind.Invalid)
        {
            return Divide(batch, batches, refusal);
        }

        if (called.Response is not { } response)
        {
            return
            [
                .. batch.Operations.Select(operation =>
                    _outcomes.Uncertain(operation, called.Attempt, called.LostReason, called.RequestId)
                ),
            ];
        }

        var answered = batch
            .Read(response.Body, _format.Entity)
            .Zip(
                batch.Operations,
                (answer, operation) => new QuickBooksAnswered<TRecord>(operation, answer, called.Attempt, called.RequestId)
            )
            .ToLookup(one => _lookups.Concerns(one) is null);
        faulted.AddRange(answered[false]);
        return [.. answered[true].Select(one => _outcomes.Of(one, scope.Company))];
    }

    private Task<WriteCallOutcome> CallAsync(QuickBooksBatch<TRecord> batch, WriteContext context, CancellationToken cancellationToken)
    {
        var attempt = batch.Attempt(_connection.Now);
        return _call.SendAsync(
            attempt,
            context,
            ending => _connection.Api.BatchAsync(batch.Body, attempt.Key, batch.Operations.Count, ending),
            cancellationToken
        );
    }

    // One record that QuickBooks cannot read makes it refuse the whole batch: the others go without it.
    private List<WriteOutcome> Divide(QuickBooksBatch<TRecord> batch, Stack<QuickBooksBatch<TRecord>> batches, ConnectorException refusal)
    {
        if (batch.Operations is [var culprit])
        {
            return [_outcomes.Refused(culprit, refusal)];
        }

        foreach (var half in batch.Halves(_format.Entity).Reverse())
        {
            batches.Push(half);
        }

        return [];
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
            var ids = faulted.Select(one => _lookups.Concerns(one)!).ToHashSet(StringComparer.Ordinal);
            var current = await _lookups.FindAsync(ids, cancellationToken).ConfigureAwait(false);
            foreach (var one in faulted)
            {
                var found = current.GetValueOrDefault(_lookups.Concerns(one)!);
                if (Told(one, found) is { } outcome)
                {
                    outcomes.Add(outcome);
                }
                else if (found is not null
                    && await _lookups.ReconsiderAsync(one, found, context, cancellationToken).ConfigureAwait(false) is { } next)
                {
                    again.Add(next);
                }
                else
                {
                    outcomes.Add(_outcomes.Of(one, scope.Company));
                }
            }

            return outcomes;
        }
        catch (ConnectorException failure)
        {
            return [.. faulted.Select(one => _outcomes.Postponed(one, failure.Kind, failure.Message, failure.RetryAfter))];
        }
    }

    // The record moved on to just what the intent wishes, by an earlier request or by somebody else; or it is not there any more.
    private WriteOutcome? Told(QuickBooksAnswered<TRecord> answered, QuickBooksWritten? found)
    {
        var (operation, _, _, requestId) = answered;
        return !operation.IsUpdate ? null
            : found is null ? _outcomes.Gone(operation, requestId)
            : operation.StandsAs(found) ? _outcomes.Stands(operation, found, requestId)
            : null;
    }
}
