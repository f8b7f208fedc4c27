namespace Sequence.Connectors;

/// <summary>An account of the general ledger.</summary>
public sealed record LedgerAccount : IRecord
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>The name that people see.</summary>
    public string? Name { get; init; }

    /// <summary>The number or code that accountants use; null when there is none.</summary>
    public string? Number { get; init; }

    /// <summary>What the account is for.</summary>
    public AccountKind Kind { get; init; }

    /// <summary>The kind in the system's own word.</summary>
    public string? KindText { get; init; }

    /// <summary>The account's currency; null when it is the home currency or its code is unknown.</summary>
    public CurrencyCode? Currency { get; init; }

    /// <summary>The currency as received.</summary>
    public string? CurrencyText { get; init; }

    /// <summary>Whether the account is in use.</summary>
    public RecordState State { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init => field = value ?? CustomFields.Empty; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }
}
