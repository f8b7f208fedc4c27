namespace Sequence.Connectors.Sync;

/// <summary>
/// The types of record that the engine moves: what they refer to, in which order they are written, and what of them is worth
/// telling.
/// </summary>
internal sealed class RecordKinds
{
    private readonly Dictionary<RecordType, RecordKind> _kinds;

    public RecordKinds() => _kinds = new RecordKind[]
    {
        Customers(), Products(), Quotes(), Schedules(), Grants(), Invoices(), CreditMemos(), Payments(), Applications(), Notes(),
    }.ToDictionary(kind => kind.Type);

    /// <summary>All types, what is referred to before what refers to it.</summary>
    public IReadOnlyList<RecordKind> All => [.. _kinds.Values.OrderBy(kind => kind.Rank)];

    public RecordKind? Find(RecordType type) => _kinds.GetValueOrDefault(type);

    public RecordKind Get(RecordType type) =>
        Find(type)
        ?? throw new ArgumentException(
            $"The engine does not know records of the type {type.Name}; it knows {string.Join(", ", All.Select(one => one.Type.Name))}.",
            nameof(type)
        );

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

    private static RecordKind<Quote> Quotes() => new(RecordText.Json.Quote, 1)
    {
        Requires = one => To<Customer>(one.CustomerId),
        Mentions = one => To<Deal>(one.DealId).Concat(MentionedByPrices(one.Prices)),
        Customer = one => one.CustomerId,
        Currency = one => one.Currency,
        Bare = one => one with { Source = null },
        Content = one => one with { Source = null, State = default },
        State = one => new() { State = one.State },
    };

    // A schedule is made of its quote, so that the quote stands first.
    private static RecordKind<BillingSchedule> Schedules() => new(RecordText.Json.BillingSchedule, 2)
    {
        Requires = one => To<Customer>(one.CustomerId),
        Mentions = one => To<Quote>(one.QuoteId).Concat(To<Deal>(one.DealId)).Concat(MentionedByPrices(one.Prices))
            .Concat(one.TaxRates.SelectMany(rate => To<TaxRate>(rate.TaxRateId))).Distinct(),
        Customer = one => one.CustomerId,
        Currency = one => one.Prices.Count == 0 ? null : one.Prices[0].Currency,
        Bare = one => one with { Source = null },
        Content = one => one with { Source = null, State = default },
        State = one => new() { State = one.State },
    };

    private static RecordKind<CreditGrant> Grants() => new(RecordText.Json.CreditGrant, 1)
    {
        Requires = one => To<Customer>(one.CustomerId),
        Mentions = one => To<TaxRate>(one.TaxRateId),
        Customer = one => one.CustomerId,
        Currency = one => one.Currency,
        Bare = one => one with { Source = null },
        Content = one => one with { Source = null },
    };

    // A note may be about a record of any type.
    private static RecordKind<Note> Notes() => new(RecordText.Json.Note, 3)
    {
        Requires = one => one is { SubjectType: { } type, SubjectId.Length: > 0 } ? [new(type, one.SubjectId)] : [],
        Bare = one => one with { Source = null },
        Content = one => one with { Source = null },
    };

    private static RecordKind<Invoice> Invoices() =>
        new(RecordText.Json.Invoice, 1)
        {
            IsSwept = true,
            Requires = one => To<Customer>(one.CustomerId),
            Mentions = one => MentionedByLines(one.Lines),
            Customer = one => one.CustomerId,
            Currency = one => one.Currency,
            Bare = one => one with { Source = null },
            Content = one =>
                one with
                {
                    Source = null,
                    Status = default,
                    StatusText = null,
                    PaymentStatus = default,
                    Balance = null,
                },
            State = one =>
                new()
                {
                    IssueDate = one.IssueDate,
                    Status = one.Status,
                    PaymentStatus = one.PaymentStatus,
                    Balance = one.Balance,
                    Total = one.GrossTotal,
                },
            Special = (kind, facts) =>
                kind switch
                {
                    RemoteChangeKind.Paid => new InvoicePaymentChanged(facts)
                    {
                        Current = (Invoice)facts.Record!,
                        Before = facts.Before.PaymentStatus,
                        BalanceBefore = facts.Before.Balance,
                    },
                    RemoteChangeKind.Sent => new InvoiceSent(facts) { Current = (Invoice)facts.Record! },
                    RemoteChangeKind.Voided => new InvoiceVoided(facts) { Current = (Invoice)facts.Record! },
                    _ => null,
                },
        };

    private static RecordKind<CreditMemo> CreditMemos() =>
        new(RecordText.Json.CreditMemo, 1)
        {
            IsSwept = true,
            Requires = one => To<Customer>(one.CustomerId),
            Mentions = one => MentionedByLines(one.Lines),
            Customer = one => one.CustomerId,
            Currency = one => one.Currency,
            Bare = one => one with { Source = null },
            Content = one =>
                one with
                {
                    Source = null,
                    Status = default,
                    StatusText = null,
                    CreditStatus = default,
                    Remaining = null,
                },
            State = one =>
                new()
                {
                    IssueDate = one.IssueDate,
                    Status = one.Status,
                    CreditStatus = one.CreditStatus,
                    Balance = one.Remaining,
                    Total = one.GrossTotal,
                },
            Special = (kind, facts) =>
                kind switch
                {
                    RemoteChangeKind.Paid => new CreditMemoUseChanged(facts)
                    {
                        Current = (CreditMemo)facts.Record!,
                        Before = facts.Before.CreditStatus,
                    },
                    RemoteChangeKind.Voided => new CreditMemoVoided(facts) { Current = (CreditMemo)facts.Record! },
                    _ => null,
                },
        };

    private static RecordKind<Payment> Payments() =>
        new(RecordText.Json.Payment, 2)
        {
            Requires = one =>
                To<Customer>(one.CustomerId)
                    .Concat(
                        one.Allocations.SelectMany(part => To<Invoice>(part.InvoiceId).Concat(To<CreditMemo>(part.CreditMemoId)))
                    ),
            Uses = one =>
                one.Allocations.SelectMany(part =>
                    To<Invoice>(part.InvoiceId).Concat(To<CreditMemo>(part.CreditMemoId)).Select(to => (to, part.Amount))
                ),
            Touches = one =>
                one.Allocations.SelectMany(part => To<Invoice>(part.InvoiceId).Concat(To<CreditMemo>(part.CreditMemoId)))
                    .Select(Named),
            Customer = one => one.CustomerId,
            Currency = one => one.Currency,
            Bare = one => one with { Source = null },
            Content = one => one with { Source = null, State = default },
            State = one =>
                new() { Status = one.State == PaymentState.Voided ? DocumentStatus.Voided : default, IssueDate = one.Date },
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

    private static IEnumerable<LocalRecord> MentionedByPrices(ValueList<Price> prices) =>
        prices.SelectMany(price => To<Product>(price.ProductId)).Distinct();

    // On a record that was read, the ids are the system's.
    private static (RecordType Type, string ExternalId) Named(LocalRecord record) => (record.Type, record.LocalId);

    private static IEnumerable<LocalRecord> To<TRecord>(string? localId)
        where TRecord : class, IRecord => string.IsNullOrEmpty(localId) ? [] : [new(RecordType.Of<TRecord>(), localId)];
}
