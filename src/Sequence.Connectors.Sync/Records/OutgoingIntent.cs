namespace Sequence.Connectors.Sync;

/// <summary>An intent whose type of record is known at run time.</summary>
internal sealed record OutgoingIntent(
    string Key, WriteVerb Verb, IRecord Record, WriteTarget? Target, References References, string? Variant)
{
    /// <summary>The properties that the host owns; null for all.</summary>
    public ValueList<string>? Fields { get; init; }
}
