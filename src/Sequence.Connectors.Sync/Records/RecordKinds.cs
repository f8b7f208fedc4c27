namespace Sequence.Connectors.Sync;

/// <summary>The types of record that the engine moves: what they refer to, in which order they are written, and what of them is worth telling.</summary>
internal sealed class RecordKinds
{
    private readonly Dictionary<RecordType, RecordKind> _kinds;

    public RecordKinds() => _kinds = new RecordKind[] { Customers(), Products(), Invoices(), CreditMemos(), Payments(), Applications() }
        .ToDictionary(kind => kind.Type);

    /// <summary>All types, what is referred to before what refers to it.</summary>
    public IReadOnlyList<RecordKind> All => [.. _kinds.Values.OrderBy(kind => kind.Rank)];

    public RecordKind? Find(RecordType type) => _kinds.GetValueOrDefault(type);

    public RecordKind Get(RecordType type) => Find(type) ?? throw new ArgumentException(
        $"The engine does not know records of the type {type.Name}; it knows {string.Join(", ", All.Select(one => one.Type.Name))}.", nameof(type));

    private static RecordKind<Customer> Customers() => new(RecordText.Json.Customer, 0)
    {
        IsSwept = true,
        Requires = one => To<Customer>(one.ParentId),
        Mentions = one => To<TaxRate>(one.DefaultTaxRateId),
        Customer = one => one.Id,
        Currency = one => one.Currency,
        Bare = one => one with { Source = null },
        Content = one => one with { Source = null, State = default, StateText = null },
        State = one => new() { State = one.State },
    };

    private static RecordKind<Product> Products() => new(RecordText.Json.Product, 0)
    {
        Bare = one => one with { Source = null },
        Content = one => one with { Source = null },
    };

    private static RecordKind<Invoice> Invoices() => new(RecordText.Json.Invoice, 1)
    {
        IsSwept = true,
        Requires = one => To<Customer>(one.CustomerId),
        Mentions = one => MentionedByLines(one.Lines),
        Customer = one => one.CustomerId,
        Currency = one => one.Currency,
        Bare = one => one with { Source = null },
        Content = one => one with { Source = null, Status = default, StatusText = null, PaymentStatus = default, Balance = null },
        State = one => new() { IssueDate = one.IssueDate, Status = one.Status, PaymentStatus = one.PaymentStatus, Balance = one.Balance, Total = one.GrossTotal },
        Special = (kind, facts) => kind switch
        {
            RemoteChangeKind.Paid => new InvoicePaymentChanged(facts)
            {
                Current = (Invoice)facts.Record!, Before = facts.Before.PaymentStatus, BalanceBefore = facts.Before.Balance,
            },
            RemoteChangeKind.Sent => new InvoiceSent(facts) { Current = (Invoice)facts.Record! },
            RemoteChangeKind.Voided => new InvoiceVoided(facts) { Current = (Invoice)facts.Record! },
            _ => null,
        },
    };

    private static RecordKind<CreditMemo> CreditMemos() => new(RecordText.Json.CreditMemo, 1)
    {
        IsSwept = true,
        Requires = one => To<Customer>(one.CustomerId),
        Mentions = one => MentionedByLines(one.Lines),
        Customer = one => one.CustomerId,
        Currency = one => one.Currency,
        Bare = one => one with { Source = null },
        Content = one => one with { Source = null, Status = default, StatusText = null, CreditStatus = default, Remaining = null },
        State = one => new() { IssueDate = one.IssueDate, Status = one.Status, CreditStatus = one.CreditStatus, Balance = one.Remaining, Total = one.GrossTotal },
        Special = (kind, facts) => kind switch
        {
            RemoteChangeKind.Paid => new CreditMemoUseChanged(facts) { Current = (CreditMemo)facts.Record!, Before = facts.Before.CreditStatus },
            RemoteChangeKind.Voided => new CreditMemoVoided(facts) { Current = (CreditMemo)facts.Record! },
            _ => null,
        },
    };

    private static RecordKind<Payment> Payments() => new(RecordText.Json.Payment, 2)
    {
        Requires = one => To<Customer>(one.CustomerId).Concat(one.Allocations.SelectMany(part => To<Invoice>(part.InvoiceId).Concat(To<CreditMemo>(part.CreditMemoId)))),
        Uses = one => one.Allocations.SelectMany(part => To<Invoice>(part.InvoiceId).Concat(To<CreditMemo>(part.CreditMemoId)).Select(to => (to, part.Amount))),
        Touches = one => one.Allocations.SelectMany(part => To<Invoice>(part.InvoiceId).Concat(To<CreditMemo>(part.CreditMemoId))).Select(Named),
        Customer = one => one.CustomerId,
        Currency = one => one.Currency,
        Bare = one => one with { Source = null },
        Content = one => one with { Source = null, State = default },
        State = one => new() { Status = one.State == PaymentState.Voided ? DocumentStatus.Voided : default, IssueDate = one.Date },
    };

    private static RecordKind<CreditApplication> Applications() => new(RecordText.Json.CreditApplication, 2)
    {
        Requires = one => To<Customer>(one.CustomerId).Concat(To<CreditMemo>(one.CreditMemoId)).Concat(To<Invoice>(one.InvoiceId)),
        Uses = one => To<CreditMemo>(one.CreditMemoId).Concat(To<Invoice>(one.InvoiceId)).Select(to => (to, one.Amount ?? 0m)),
        Touches = one => To<CreditMemo>(one.CreditMemoId).Concat(To<Invoice>(one.InvoiceId)).Select(Named),
        Customer = one => one.CustomerId,
        Currency = one => one.Currency,
        Bare = one => one with { Source = null },
        Content = one => one with { Source = null },
    };

    private static IEnumerable<LocalRecord> MentionedByLines(ValueList<InvoiceLine> lines) =>
        lines.SelectMany(line => To<Product>(line.ProductId).Concat(To<TaxRate>(line.TaxRateId))).Distinct();

    // On a record that was read, the ids are the system's.
    private static (RecordType Type, string ExternalId) Named(LocalRecord record) => (record.Type, record.LocalId);

    private static IEnumerable<LocalRecord> To<TRecord>(string? localId)
        where TRecord : class, IRecord => string.IsNullOrEmpty(localId) ? [] : [new(RecordType.Of<TRecord>(), localId)];
}
