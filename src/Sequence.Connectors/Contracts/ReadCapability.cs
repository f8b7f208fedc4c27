namespace Sequence.Connectors;

/// <summary>A type of record that a connector reads.</summary>
public sealed class ReadCapability
{
    internal ReadCapability(RecordType type, ReadTraits traits, object open) => (RecordType, Traits, Open) = (type, traits, open);

    /// <summary>The type of record.</summary>
    public RecordType RecordType { get; }

    /// <summary>How it is read.</summary>
    public ReadTraits Traits { get; }

    internal object Open { get; }
}
