using System.Globalization;

namespace Sequence.Connectors.CrashHost;

/// <summary>
/// What the host does to documents that it published in earlier runs, a step a run: it pays the first of five and edits the
/// payment, edits the second and marks it as sent, edits the third and voids it, and uses the credit memo, the fifth, for the
/// fourth; every other use it takes back.
/// </summary>
internal static class HostWork
{
    private const string Memo = "Thank you";
    private const decimal Paid = 10m;
    private const decimal Used = 5m;

    /// <summary>Takes each document a step further, in the host's next transaction.</summary>
    public static async Task GoOnAsync(HostContext context, SyncPublisher publisher)
    {
        var documents = await context.Documents.Where(one => one.Step < 2).ToListAsync();
        foreach (var document in documents.OrderBy(one => one.Id, StringComparer.Ordinal))
        {
            document.Step++;
            var memo = await context.Documents.SingleAsync(one => one.Id == $"{RunOf(document)}-4");
            if (Publish(publisher, document, memo) is { } publication)
            {
                context.AddPublications(publication);
            }
        }
    }

    private static Publication? Publish(SyncPublisher publisher, HostDocument document, HostDocument memo)
    {
        var customer = HostDocuments.Customer(RunOf(document)).Id;
        var invoice = HostDocuments.Invoice(document.Id, customer, document.Total);
        switch (document.Id[^1], document.Step)
        {
            case ('0', 1):
                document.Balance -= Paid;
                return publisher.Compose(CrashSetup.Tenant, PaymentOf(document, customer), HostEvent.Saved);
            case ('0', 2):
                return publisher.Compose(CrashSetup.Tenant, PaymentOf(document, customer) with { Memo = Memo }, HostEvent.Saved);
            case ('1' or '2', 1):
                return publisher.Compose(CrashSetup.Tenant, invoice with { Memo = Memo }, HostEvent.Saved);
            case ('1', 2):
                return publisher.Compose(
                    CrashSetup.Tenant, invoice with { Memo = Memo, Status = DocumentStatus.Sent }, HostEvent.Sent);
            case ('2', 2):
                (document.Total, document.Balance) = (0m, 0m);
                return publisher.Compose(
                    CrashSetup.Tenant, invoice with { Memo = Memo, Status = DocumentStatus.Voided }, HostEvent.Voided);
            case ('3', 1):
                (document.Balance, memo.Balance) = (document.Balance - Used, memo.Balance - Used);
                return publisher.Compose(CrashSetup.Tenant, UseOf(document, memo, customer), HostEvent.Applied);
            case ('3', 2) when RunOf(document) % 2 == 1:
                (document.Balance, memo.Balance) = (document.Balance + Used, memo.Balance + Used);
                return publisher.Compose(CrashSetup.Tenant, UseOf(document, memo, customer), HostEvent.Unapplied);
            default:
                return null;
        }
    }

    private static Payment PaymentOf(HostDocument document, string customer) => new()
    {
        Id = $"P-{document.Id}",
        CustomerId = customer,
        Currency = CurrencyCode.Parse("USD"),
        Date = new(2026, 3, 2),
        Reference = $"P-{document.Id}",
        Amount = Paid,
        State = PaymentState.Received,
        Allocations = [new PaymentAllocation { InvoiceId = document.Id, Amount = Paid }],
    };

    private static CreditApplication UseOf(HostDocument document, HostDocument memo, string customer) => new()
    {
        Id = $"A-{document.Id}",
        CustomerId = customer,
        CreditMemoId = memo.Id,
        InvoiceId = document.Id,
        Amount = Used,
        Currency = CurrencyCode.Parse("USD"),
        Date = new(2026, 3, 2),
    };

    private static int RunOf(HostDocument document) => int.Parse(document.Id.Split('-')[0], CultureInfo.InvariantCulture);
}
