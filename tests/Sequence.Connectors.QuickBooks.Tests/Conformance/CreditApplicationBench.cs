using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.QuickBooks.Tests;

internal sealed class CreditApplicationBench(QuickBooksHarness harness) : IVerbBench<CreditApplication>
{
    private readonly InvoiceBench _invoices = new(harness);
    private readonly CreditMemoBench _memos = new(harness);

    public ConnectorHarness Harness => harness;

    public SourceDetails Details => SourceDetails.All;

    public async Task<WriteIntent<CreditApplication>> PrepareAsync(
        ConnectorSession session, WriteVerb verb, string localId, CancellationToken cancellationToken)
    {
        var (memo, invoice) = ((await _memos.SeedAsync(1, cancellationToken))[0], (await _invoices.SeedAsync(1, cancellationToken))[0]);
        var apply = new WriteIntent<CreditApplication>
        {
            Key = IntentKey.Of<CreditApplication>(session.Connection.Id, localId, WriteVerb.Apply),
            Verb = WriteVerb.Apply,
            Record = new()
            {
                Id = localId,
                CustomerId = "cus-1",
                CreditMemoId = "cm-1",
                InvoiceId = "inv-1",
                Amount = 12m,
                Currency = CurrencyCode.Parse("USD"),
                Date = new(2026, 3, 6),
            },
            References = References
                .To<Customer>("cus-1", harness.World.CustomerId)
                .And<CreditMemo>("cm-1", memo)
                .And<Invoice>("inv-1", invoice),
        };
        if (verb == WriteVerb.Apply)
        {
            return apply;
        }

        var made = await session.Records<CreditApplication>().WriteAsync(apply, cancellationToken: cancellationToken);
        return apply with
        {
            Key = IntentKey.Of<CreditApplication>(session.Connection.Id, localId, verb),
            Verb = verb,
            Target = made.Target(),
        };
    }

    public Task<int> CountEffectsAsync(WriteIntent<CreditApplication> intent, CancellationToken cancellationToken)
    {
        var invoice = harness.World.Company.Invoices.Find(intent.References.Find<Invoice>("inv-1")!)!;
        var used = (decimal)invoice["TotalAmt"]! - (decimal)invoice["Balance"]!;
        return Task.FromResult((int)(intent.Verb == WriteVerb.Apply ? used / 12m : 1m - (used / 12m)));
    }
}
