using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>
/// Invoices, about 50 a call. New ones go by PUT, because a POST without an id would take over whatever invoice bears the number.
/// An error stands inside the 200, on an element that echoes the request. A key lives six minutes, so an older attempt is probed
/// by number.
/// </summary>
internal sealed class XeroInvoiceWriter(ConnectionContext connection, FakeTransport http) : IRecordWriter<Invoice>
{
    private const string Path = "/api.xro/2.0/Invoices?summarizeErrors=false&unitdp=4";
    private static readonly Duration KeyLife = Duration.FromMinutes(6);
    private static readonly Duration Margin = Duration.FromMinutes(1);

    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<Invoice>> intents, WriteContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pending = intents.ToList();
        foreach (var attempt in context.Unsettled)
        {
            var members = pending.Where(intent => attempt.Members.Contains(intent.Key)).ToList();
            var settled = CanRepeat(attempt, members, context)
                ? await RepeatAsync(attempt, members, context, cancellationToken)
                : await ProbeAsync(attempt, members);
            foreach (var outcome in settled.Where(outcome => context.SettleOnly || outcome is not WriteOutcome.NotAttempted))
            {
                pending.RemoveAll(intent => intent.Key == outcome.IntentKey);
                yield return outcome;
            }
        }

        foreach (var batch in Batches(pending))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var body = XeroInvoiceJson.Body(batch);
            var attempt = Drafting.Attempt(batch, body, connection.Clock);
            await context.Journal(attempt, cancellationToken);
            foreach (var outcome in await SendAsync(batch, body, attempt))
            {
                yield return outcome;
            }
        }
    }

    public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<Invoice>> intents, CancellationToken cancellationToken) =>
        Task.FromResult(
            new WritePlan
            {
                Requests = Batches(intents)
                    .Select(batch => new PlannedRequest
                    {
                        Method = Method(batch),
                        Path = Path,
                        Body = XeroInvoiceJson.Body(batch),
                        Members = batch.Select(intent => intent.Key).ToValueList(),
                    })
                    .ToValueList(),
            }
        );

    // Byte for byte, under a key that still lives, and only when sending is wished at all.
    private bool CanRepeat(WriteAttempt attempt, List<WriteIntent<Invoice>> members, WriteContext context) =>
        !context.SettleOnly
        && members.Select(intent => intent.Key).SequenceEqual(attempt.Members)
        && Drafting.Hash(XeroInvoiceJson.Body(members)) == attempt.Fingerprint
        && connection.Clock.Now() - attempt.StartedAt < KeyLife - Margin;

    private async Task<IReadOnlyList<WriteOutcome>> RepeatAsync(
        WriteAttempt attempt, List<WriteIntent<Invoice>> members, WriteContext context, CancellationToken cancellationToken)
    {
        var repeated = attempt with { RepeatedAt = connection.Clock.Now() };
        await context.Journal(repeated, cancellationToken);
        return await SendAsync(members, XeroInvoiceJson.Body(members), repeated);
    }

    private async Task<IReadOnlyList<WriteOutcome>> ProbeAsync(WriteAttempt attempt, List<WriteIntent<Invoice>> members)
    {
        var left = (attempt.RepeatedAt ?? attempt.StartedAt) + Margin - connection.Clock.Now();
        if (left > Duration.Zero)
        {
            return
            [
                .. members.Select(intent =>
                    Drafting.Lost(intent.Key, attempt, left) with
                    {
                        Reason = "The request may still be running.",
                    }
                ),
            ];
        }

        var numbers = string.Join(',', members.Select(intent => Uri.EscapeDataString(intent.Record.Number ?? "")));
        var answer = await http.SendAsync("GET", $"/api.xro/2.0/Invoices?InvoiceNumbers={numbers}&unitdp=4&page=1");
        using var document = JsonDocument.Parse(answer.Body);
        var found = document
            .RootElement.GetProperty("Invoices")
            .EnumerateArray()
            .ToDictionary(element => element.GetProperty("InvoiceNumber").GetString()!);
        return
        [
            .. members.Select(intent =>
                Probed(
                    intent,
                    attempt,
                    intent.Record.Number is { } number && found.TryGetValue(number, out var element) ? element : null
                )
            ),
        ];
    }

    private static WriteOutcome Probed(WriteIntent<Invoice> intent, WriteAttempt attempt, JsonElement? found) =>
        (found, intent) switch
        {
            ({ } element, { Target: null })
                when element.TryGetProperty("Url", out var url) && url.GetString() == XeroInvoiceJson.Mark(intent.Record) =>
                XeroInvoiceJson.Outcome(intent, element),
            ({ }, { Target: null }) => Drafting.Reject(
                intent.Key,
                "number.taken",
                "Number",
                "Another invoice in Xero, not made from this one, bears the number."
            ),
            (null, { Target: null, Record.Number: not null }) => Drafting.Absent(intent.Key),
            _ => Drafting.Lost(intent.Key, attempt),
        };

    private async Task<IReadOnlyList<WriteOutcome>> SendAsync(IReadOnlyList<WriteIntent<Invoice>> batch, string body, WriteAttempt attempt)
    {
        try
        {
            var answer = await http.SendAsync(Method(batch), Path, body, attempt.Key);
            using var document = JsonDocument.Parse(answer.Body);
            return [.. batch.Zip(document.RootElement.GetProperty("Invoices").EnumerateArray(), XeroInvoiceJson.Outcome)];
        }
        catch (TimeoutException)
        {
            return [.. batch.Select(intent => Drafting.Lost(intent.Key, attempt))];
        }
    }

    private static string Method(IEnumerable<WriteIntent<Invoice>> batch) => batch.First().Target is null ? "PUT" : "POST";

    private static IEnumerable<WriteIntent<Invoice>[]> Batches(IEnumerable<WriteIntent<Invoice>> intents) =>
        intents.GroupBy(intent => intent.Target is null).SelectMany(group => group.Chunk(50));
}
