namespace Sequence.Connectors.Conformance;

/// <summary>One property of a record, to set and to look at.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public sealed record FieldProbe<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>The property's name, as <see cref="WriteIntent{TRecord}.Fields"/> lists it.</summary>
    public required string Property { get; init; }

    /// <summary>A value that the system holds unchanged.</summary>
    public required string Value { get; init; }

    /// <summary>Another such value.</summary>
    public required string OtherValue { get; init; }

    /// <summary>The record with a value in the property; null clears it.</summary>
    public required Func<TRecord, string?, TRecord> With { get; init; }

    /// <summary>The property's value; null when it is empty.</summary>
    public required Func<TRecord, string?> Get { get; init; }
}
