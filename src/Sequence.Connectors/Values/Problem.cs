namespace Sequence.Connectors;

/// <summary>One reason why a record was not accepted, for the person who must mend it.</summary>
public sealed record Problem
{
    /// <summary>The stable, documented code of the reason, such as "address.city.missing".</summary>
    public required string Code { get; init; }

    /// <summary>Where in the record the reason lies, such as "billingAddress.city".</summary>
    public required string Path { get; init; }

    /// <summary>The reason in plain sentences.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; null when the message says all there is.</summary>
    public string? Fix { get; init; }

    /// <summary>Where to do it, such as the record's page at its system; null when there is none.</summary>
    public Uri? Link { get; init; }
}
