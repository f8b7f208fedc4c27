namespace Sequence.Connectors.Sync.Tests;

/// <summary>
/// A host at work: it publishes invoices, edits, sends and voids them, pays some of them itself, and uses credit memos for some.
/// </summary>
internal sealed class StormHost(LedgerWorld world, HostBooks books, Random random, int customers)
{
    public List<Invoice> Invoices { get; } = [];

    /// <summary>The payments of the host's own, by the invoice's id; those that were voided stay.</summary>
    public Dictionary<string, Payment> Payments { get; } = new(StringComparer.Ordinal);

    /// <summary>The uses of a credit memo that stand, by the invoice's id; null for one that was taken back.</summary>
    public Dictionary<string, CreditApplication?> Uses { get; } = new(StringComparer.Ordinal);

    public List<CreditMemo> CreditMemos { get; } = [];

    /// <summary>Whether the host pays the invoice too, so that others pay only a part of it.</summary>
    public static bool IsShared(string id) => NumberOf(id) % 2 == 1;

    /// <summary>Whether the host voids the invoice, so that nobody pays it.</summary>
    public static bool IsDoomed(string id) => NumberOf(id) % 10 == 4;

    public static decimal Part(decimal total, int parts) => Math.Round(total / parts, 2);

    public async Task PublishAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var invoice = HostRecords.Invoice($"I-{Invoices.Count}", $"C-{random.Next(customers)}", random.Next(10, 5000));
            Invoices.Add(invoice);
            books.Open[invoice.Id] = invoice.GrossTotal!.Value;
            await world.PublishAsync(invoice, HostEvent.Finalized);
            if (random.NextDouble() < 0.1)
            {
                await world.PublishAsync(invoice, HostEvent.Finalized);
            }
        }
    }

    public async Task WorkAsync()
    {
        for (var place = 0; place < Invoices.Count; place++)
        {
            var invoice = Invoices[place];
            if (IsDoomed(invoice.Id))
            {
                await VoidAsync(place);
                continue;
            }

            await EditAsync(place);
            if (IsShared(invoice.Id))
            {
                await PayAsync(invoice);
                await UseCreditAsync(invoice);
            }
        }
    }

    private async Task VoidAsync(int place)
    {
        if (Invoices[place].Status != DocumentStatus.Voided && random.NextDouble() < 0.2)
        {
            Invoices[place] = Invoices[place] with { Status = DocumentStatus.Voided };
            await world.PublishAsync(Invoices[place], HostEvent.Voided);
        }
    }

    private async Task EditAsync(int place)
    {
        if (random.NextDouble() < 0.05)
        {
            Invoices[place] = Invoices[place] with { Memo = $"Edited {random.Next(1000)}" };
            await world.PublishAsync(Invoices[place], HostEvent.Saved);
        }

        if (Invoices[place].Status != DocumentStatus.Sent && NumberOf(Invoices[place].Id) % 5 == 1 && random.NextDouble() < 0.2)
        {
            Invoices[place] = Invoices[place] with { Status = DocumentStatus.Sent };
            await world.PublishAsync(Invoices[place], HostEvent.Sent);
        }
    }

    private async Task PayAsync(Invoice invoice)
    {
        if (!Payments.TryGetValue(invoice.Id, out var payment))
        {
            if (random.NextDouble() < 0.15)
            {
                var amount = Part(invoice.GrossTotal!.Value, 4);
                await StoreAsync(HostRecords.Payment(amount, invoice.Id, $"P-{invoice.Id}", invoice.CustomerId!), HostEvent.Saved, -amount);
            }
        }
        else if (payment.State != PaymentState.Voided)
        {
            switch (random.Next(20))
            {
                case 0 or 1:
                    await StoreAsync(payment with { Memo = $"Edited {random.Next(1000)}" }, HostEvent.Saved, 0m);
                    break;
                case 2:
                    var less = Part(payment.Amount!.Value, 2);
                    await StoreAsync(
                        payment with { Amount = less, Allocations = [payment.Allocations[0] with { Amount = less }] },
                        HostEvent.Saved,
                        payment.Amount.Value - less);
                    break;
                case 3:
                    await StoreAsync(payment with { State = PaymentState.Voided }, HostEvent.Voided, payment.Amount!.Value);
                    break;
            }
        }
    }

    private async Task StoreAsync(Payment payment, HostEvent what, decimal opens)
    {
        var invoice = payment.Allocations[0].InvoiceId!;
        Payments[invoice] = payment;
        books.Open.AddOrUpdate(invoice, 0m, (_, open) => open + opens);
        await world.PublishAsync(payment, what);
    }

    private async Task UseCreditAsync(Invoice invoice)
    {
        if (!Uses.TryGetValue(invoice.Id, out var use))
        {
            if (random.NextDouble() < 0.1)
            {
                var amount = Part(invoice.GrossTotal!.Value, 8);
                var memo = HostRecords.CreditMemo($"M-{invoice.Id}", invoice.CustomerId!, amount + 5m);
                use = HostRecords.Application(amount, memo.Id, invoice.Id, $"A-{invoice.Id}", invoice.CustomerId!);
                CreditMemos.Add(memo);
                Uses.Add(invoice.Id, use);
                books.Open.AddOrUpdate(invoice.Id, 0m, (_, open) => open - amount);
                await world.PublishAsync(memo, HostEvent.Finalized);
                await world.PublishAsync(use, HostEvent.Applied);
            }
        }
        else if (use is not null && random.NextDouble() < 0.05)
        {
            Uses[invoice.Id] = null;
            books.Open.AddOrUpdate(invoice.Id, 0m, (_, open) => open + use.Amount!.Value);
            await world.PublishAsync(use, HostEvent.Unapplied);
        }
    }

    private static int NumberOf(string id) => int.Parse(id[(id.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}
