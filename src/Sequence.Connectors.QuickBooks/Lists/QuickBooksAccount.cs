namespace Sequence.Connectors.QuickBooks;

/// <summary>A ledger account, as it travels.</summary>
internal sealed record QuickBooksAccount
{
    public string? Id { get; init; }

    public string? SyncToken { get; init; }

    public QuickBooksMetaData? MetaData { get; init; }

    public string? Name { get; init; }

    public string? FullyQualifiedName { get; init; }

    public string? AcctNum { get; init; }

    public string? AccountType { get; init; }

    public string? AccountSubType { get; init; }

    public bool? Active { get; init; }

    public QuickBooksReference? CurrencyRef { get; init; }
}
