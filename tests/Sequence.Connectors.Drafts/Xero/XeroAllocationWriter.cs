using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>
/// Uses credit notes: an intent of its own after the credit note's, because Xero takes two calls and either may fail. Allocations
/// add up, so one is never sent again before the credit note was read; the read is consistent.
/// </summary>
internal sealed class XeroAllocationWriter(ConnectionContext connection, FakeTransport http) : IRecordWriter<CreditApplication>
{
    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<CreditApplication>> intents,
        WriteContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var intent in intents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var settled = context.Unsettled.Any(attempt => attempt.Members.Contains(intent.Key)) ? await ProbeAsync(intent) : null;
            yield return settled is null or WriteOutcome.NotAttempted && !context.SettleOnly
                ? await SendAsync(intent, context, cancellationToken)
                : settled!;
        }
    }

    public Task<WritePlan> PlanAsync(
        IReadOnlyList<WriteIntent<CreditApplication>> intents,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            new WritePlan
            {
                Requests = intents
                    .Select(intent => new PlannedRequest
                    {
                        Method = "PUT",
                        Path = Path(intent),
                        Body = Body(intent),
                        Members = [intent.Key],
                    })
                    .ToValueList(),
            }
        );

    private async Task<WriteOutcome> SendAsync(
        WriteIntent<CreditApplication> intent,
        WriteContext context,
        CancellationToken cancellationToken
    )
    {
        var body = Body(intent);
        var attempt = Drafting.Attempt([intent], body, connection.Clock);
        await context.Journal(attempt, cancellationToken);
        try
        {
            var answer = await http.SendAsync("PUT", Path(intent), body, attempt.Key);
            using var document = JsonDocument.Parse(answer.Body);
            return answer.Status == 200
                ? new WriteOutcome.Created
                {
                    IntentKey = intent.Key,
                    ExternalId = document.RootElement.GetProperty("Allocations")[0].GetProperty("AllocationID").GetString()!,
                }
                : Drafting.Reject(intent.Key, "xero.validation", "Amount", document.RootElement.GetProperty("Message").GetString()!);
        }
        catch (TimeoutException)
        {
            return Drafting.Lost(intent.Key, attempt);
        }
    }

    private async Task<WriteOutcome> ProbeAsync(WriteIntent<CreditApplication> intent)
    {
        var answer = await http.SendAsync("GET", Path(intent)[..^"/Allocations".Length]);
        using var document = JsonDocument.Parse(answer.Body);
        var invoice = intent.References.Find<Invoice>(intent.Record.InvoiceId);
        foreach (var allocation in document.RootElement.GetProperty("CreditNotes")[0].GetProperty("Allocations").EnumerateArray())
        {
            if (
                allocation.GetProperty("Invoice").GetProperty("InvoiceID").GetString() == invoice
                && allocation.GetProperty("Amount").GetDecimal() == intent.Record.Amount
            )
            {
                return new WriteOutcome.Created
                {
                    IntentKey = intent.Key,
                    ExternalId = allocation.GetProperty("AllocationID").GetString()!,
                };
            }
        }

        return Drafting.Absent(intent.Key);
    }

    private static string Path(WriteIntent<CreditApplication> intent) =>
        $"/api.xro/2.0/CreditNotes/{intent.References.Find<CreditMemo>(intent.Record.CreditMemoId)}/Allocations";

    private static string Body(WriteIntent<CreditApplication> intent) => Drafting.Json(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("Allocations");
        json.WriteStartObject();
        json.WriteStartObject("Invoice");
        json.WriteString("InvoiceID", intent.References.Find<Invoice>(intent.Record.InvoiceId));
        json.WriteEndObject();
        json.WriteNumber("Amount", intent.Record.Amount!.Value);
        json.WriteString("Date", $"{intent.Record.Date:uuuu-MM-dd}");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
