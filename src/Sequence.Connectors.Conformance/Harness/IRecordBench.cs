namespace Sequence.Connectors.Conformance;

/// <summary>
/// What a suite needs to know of one type of record. Implement the benches that fit, such as <see cref="IReadBench{TRecord}"/>, in one
/// small class.
/// </summary>
public interface IRecordBench
{
    /// <summary>The system; a new one for each bench.</summary>
    ConnectorHarness Harness { get; }

    /// <summary>What the connector tells beside each record of this type.</summary>
    SourceDetails Details { get; }
}
