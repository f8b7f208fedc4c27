using System.Globalization;
using System.Runtime.CompilerServices;

namespace Sequence.Connectors.Conformance.Tests;

internal sealed class FakeWriter(FakeGateway gateway, ConnectionContext context) : IRecordWriter<Customer>
{
    private FakeSystem System => gateway.System;

    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<Customer>> intents, WriteContext write, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var made = await FindMadeAsync(intents, write, cancellationToken);
        var open = new List<WriteIntent<Customer>>();
        foreach (var intent in intents)
        {
            if (TellWithoutSending(intent, made, write) is { } outcome)
            {
                yield return outcome;
            }
            else
            {
                open.Add(intent);
            }
        }

        foreach (var batch in open.Chunk(FakeSystem.LargestBatch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var outcomes = await SendAsync(batch, write, cancellationToken);
            foreach (var outcome in outcomes.Skip(gateway.Flaw == Flaw.SwallowsAnOutcome && outcomes.Count > 1 ? 1 : 0))
            {
                yield return outcome;
            }
        }
    }

    public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<Customer>> intents, CancellationToken cancellationToken)
    {
        var told = intents.Select(intent => TellWithoutSending(intent, [], WriteContext.None)).OfType<WriteOutcome>().ToArray();
        var sent = intents.Where(intent => told.All(outcome => outcome.IntentKey != intent.Key)).ToArray();
        return Task.FromResult(new WritePlan
        {
            Outcomes = told.ToValueList(),
            Requests = sent.Chunk(FakeSystem.LargestBatch)
                .Select(batch => new PlannedRequest
                {
                    Method = "POST",
                    Path = "/batch",
                    Members = batch.Select(intent => intent.Key).ToValueList(),
                })
                .ToValueList(),
            Notes = gateway.Flaw == Flaw.ForgetsNotesInThePlan
                ? []
                : sent.Select(intent => new PlannedNotes(intent.Key, FakeMapper.Notes(intent)))
                    .Where(notes => notes.Notes.Count > 0)
                    .ToValueList(),
        });
    }

    /// <summary>The rows that unsettled attempts made, found by their mark.</summary>
    private async Task<FakeRow[]> FindMadeAsync(
        IReadOnlyList<WriteIntent<Customer>> intents, WriteContext write, CancellationToken cancellationToken)
    {
        var unsettled = write.Unsettled.SelectMany(attempt => attempt.Members).ToHashSet();
        var marks = intents.Where(intent => intent.Target is null && unsettled.Contains(intent.Key)).Select(intent => intent.Key).ToArray();
        if (gateway.Flaw == Flaw.RemembersInMemoryOnly)
        {
            return [.. marks.Select(mark => gateway.Made.GetValueOrDefault(mark)).OfType<FakeRow>()];
        }

        return marks.Length == 0 || gateway.Flaw == Flaw.ForgetsTheJournal
            ? []
            : await gateway.CallAsync(context, writes: false, access => System.FindByMark(access, marks), cancellationToken);
    }

    private WriteOutcome? TellWithoutSending(WriteIntent<Customer> intent, FakeRow[] made, WriteContext write)
    {
        if (made.FirstOrDefault(row => row.Mark == intent.Key) is { } row)
        {
            return Created(intent, row);
        }

        if (write.SettleOnly)
        {
            return new WriteOutcome.NotAttempted
            {
                IntentKey = intent.Key,
                Kind = ConnectorErrorKind.Unavailable,
                Reason = "It was never sent.",
            };
        }

        return FakeMapper.Unlinked(intent) is { } problem && gateway.Flaw != Flaw.IgnoresReferences
            ? new WriteOutcome.Rejected { IntentKey = intent.Key, Problems = [problem] }
            : null;
    }

    private async Task<List<WriteOutcome>> SendAsync(WriteIntent<Customer>[] batch, WriteContext write, CancellationToken cancellationToken)
    {
        var items = batch.Select(intent => FakeMapper.ToItem(intent, gateway.Flaw)).ToArray();
        var attempt = new WriteAttempt
        {
            Key = Guid.NewGuid().ToString("N"),
            Members = batch.Select(intent => intent.Key).ToValueList(),
            Fingerprint = string.Join('|', items.Select(item => item.ToString())),
            StartedAt = Instant.FromDateTimeOffset(context.Clock.GetUtcNow()),
        };
        try
        {
            var answers = await SendAsync(items, attempt, write, cancellationToken);
            var outcomes = new List<WriteOutcome>();
            for (var i = 0; i < batch.Length; i++)
            {
                Remember(batch[i], answers[i]);
                outcomes.Add(answers[i].Error == "stale"
                    ? await JudgeStaleAsync(batch[i], items[i], write, cancellationToken)
                    : ToOutcome(batch[i], answers[i]));
            }

            return outcomes;
        }
        catch (FakeFailure) when (gateway.Flaw == Flaw.WritesAgainAfterALostAnswer)
        {
            return await SendAsync(batch, write, cancellationToken);
        }
        catch (FakeFailure failure)
        {
            return [.. batch.Select(intent => Lost(intent, attempt, failure))];
        }
    }

    private void Remember(WriteIntent<Customer> intent, FakeAnswer answer)
    {
        if (answer.Row is { } row)
        {
            gateway.Made[intent.Key] = row;
        }
    }

    private async Task<FakeAnswer[]> SendAsync(
        FakeItem[] items, WriteAttempt attempt, WriteContext write, CancellationToken cancellationToken)
    {
        var isLate = gateway.Flaw == Flaw.SendsBeforeWritingDown;
        if (write.BeforeSend is { } before && !isLate)
        {
            await before(attempt, cancellationToken);
        }

        var answers = await gateway.CallAsync(context, writes: true, access => System.Write(access, items), cancellationToken);
        if (write.BeforeSend is { } after && isLate)
        {
            await after(attempt, cancellationToken);
        }

        return answers;
    }

    /// <summary>The version moved on: by an attempt of ours whose answer was lost, or by someone else.</summary>
    private async Task<WriteOutcome> JudgeStaleAsync(
        WriteIntent<Customer> intent, FakeItem item, WriteContext write, CancellationToken cancellationToken)
    {
        var rows = await gateway.CallAsync(context, writes: false, access => System.Find(access, [item.Id!]), cancellationToken);
        var isOurs =
            gateway.Flaw != Flaw.TakesItsOwnUpdateForAnothers
            && write.Unsettled.Any(attempt => attempt.Members.Contains(intent.Key));
        return isOurs && rows is [var row] && item.Fields.All(field => row.Fields.GetValueOrDefault(field.Key) == field.Value)
            ? ToOutcome(intent, new FakeAnswer(row, Error: null))
            : ToOutcome(intent, new FakeAnswer(Row: null, "version.stale"));
    }

    private WriteOutcome Lost(WriteIntent<Customer> intent, WriteAttempt attempt, FakeFailure failure) =>
        gateway.Flaw == Flaw.CallsALostAnswerNotAttempted
        ? new WriteOutcome.NotAttempted { IntentKey = intent.Key, Kind = ConnectorErrorKind.Unavailable, Reason = failure.Message }
        : new WriteOutcome.Uncertain
        {
            IntentKey = intent.Key,
            Attempt = attempt,
            Reason = failure.Message,
            ProbeAfter = Duration.FromSeconds(30),
        };

    private static WriteOutcome ToOutcome(WriteIntent<Customer> intent, FakeAnswer answer) => answer switch
    {
        { Row: null } => new WriteOutcome.Rejected
        {
            IntentKey = intent.Key,
            Problems = [new Problem { Code = answer.Error!, Path = nameof(Customer.Name), Message = "The system refuses the record." }],
        },
        { Row: var row } when intent.Target is null => Created(intent, row),
        { Row: var row } => new WriteOutcome.Updated
        {
            IntentKey = intent.Key,
            ExternalId = row.Id,
            Version = row.Version.ToString(CultureInfo.InvariantCulture),
            Link = FakeReader.ToCustomer(row).Source!.Link,
        },
    };

    private static WriteOutcome.Created Created(WriteIntent<Customer> intent, FakeRow row) => new()
    {
        IntentKey = intent.Key,
        ExternalId = row.Id,
        Version = row.Version.ToString(CultureInfo.InvariantCulture),
        Link = FakeReader.ToCustomer(row).Source!.Link,
        Notes = FakeMapper.Notes(intent),
        Current = FakeReader.ToCustomer(row),
    };
}
