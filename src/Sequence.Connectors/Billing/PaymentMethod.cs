using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>
/// A reference to a card or a bank account that someone else keeps. It never holds the number: a record that looks as if it did
/// is refused.
/// </summary>
[DebuggerDisplay("PaymentMethod {Kind} {Brand} …{LastDigits}")]
public sealed record PaymentMethod : IRecord
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public string? CustomerId { get; init; }

    /// <summary>What it is.</summary>
    public PaymentMethodKind Kind { get; init; }

    /// <summary>The kind in the system's own word.</summary>
    public string? KindText { get; init; }

    /// <summary>Who keeps the number, in the host's own word.</summary>
    public string? Provider { get; init; }

    /// <summary>The keeper's id of it, which is no secret and cannot be turned into the number.</summary>
    public string? Reference { get; init; }

    /// <summary>The brand of the card or the name of the bank.</summary>
    public string? Brand { get; init; }

    /// <summary>The last digits, four at most, for people to recognise it by.</summary>
    public string? LastDigits { get; init; }

    /// <summary>The month in which a card expires, from 1 to 12.</summary>
    public int? ExpiryMonth { get; init; }

    /// <summary>The year in which a card expires, with four digits.</summary>
    public int? ExpiryYear { get; init; }

    /// <summary>Whether it is charged when nothing else is said.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether it is in use.</summary>
    public RecordState State { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }
}
