namespace Sequence.Connectors;

/// <summary>How a system lets a type of record be written.</summary>
public sealed record WriteTraits
{
    /// <summary>What can be done; anything else is refused with a reason.</summary>
    public required ValueList<WriteVerb> Verbs { get; init; }

    /// <summary>The most intents that one request carries.</summary>
    public required int BatchSize { get; init; }
}
