namespace Sequence.Connectors;

/// <summary>How a system lets a type of record be written.</summary>
public sealed record WriteTraits
{
    /// <summary>What can be done; anything else is refused with a reason.</summary>
    public required ValueList<WriteVerb> Verbs { get; init; }

    /// <summary>What to do instead of a verb that the system does not have, where there is something; told to who is refused.</summary>
    public ValueList<VerbAdvice> Instead { get; init; }

    /// <summary>The most intents that one request carries.</summary>
    public required int BatchSize { get; init; }

    /// <summary>
    /// Whether a record of the system holds one currency for ever, so that a host's record that is billed in several becomes one for each
    /// (<see cref="WriteIntent{TRecord}.Variant"/> is then the currency's code).
    /// </summary>
    public bool OnePerCurrency { get; init; }

    /// <summary>
    /// Whether a record stays as it was made, such as a payment that can only be taken back: a <see cref="WriteVerb.Upsert"/> with a target
    /// is refused, and the other verbs work.
    /// </summary>
    public bool IsFixed { get; init; }
}
