namespace Sequence.Connectors;

/// <summary>A record of the unified model.</summary>
public interface IRecord
{
    /// <summary>
    /// The record's id where it comes from: the host's own id on a record that the host writes, the system's id on a record that
    /// a connector read. Ids of other records (such as <see cref="Invoice.CustomerId"/>) follow the same rule.
    /// </summary>
    string Id { get; }

    /// <summary>Values outside the model, by the host's own names; see <see cref="FieldMap"/>.</summary>
    CustomFields CustomFields { get; }

    /// <summary>Where the record was read, with its raw payload; null on a record that the host made.</summary>
    RecordSource? Source { get; }
}
