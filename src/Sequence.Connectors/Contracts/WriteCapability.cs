namespace Sequence.Connectors;

/// <summary>A type of record that a connector writes.</summary>
public sealed class WriteCapability
{
    internal WriteCapability(RecordType type, WriteTraits traits, object open) => (RecordType, Traits, Open) = (type, traits, open);

    /// <summary>The type of record.</summary>
    public RecordType RecordType { get; }

    /// <summary>How it is written.</summary>
    public WriteTraits Traits { get; }

    internal object Open { get; }
}
