namespace Sequence.Connectors;

/// <summary>One custom field of the host, and the field of the system that holds it: data that a connection's settings carry.</summary>
public sealed record FieldMap
{
    /// <summary>The type of record, such as <see cref="Invoice"/>.</summary>
    public required RecordType RecordType { get; init; }

    /// <summary>The host's own name of the field, as it stands in <see cref="CustomFields"/>.</summary>
    public required string Field { get; init; }

    /// <summary>The system's name or id of the field, as the system shows it.</summary>
    public required string SystemField { get; init; }

    /// <summary>The type that the host expects; a value that does not fit is dropped with a note.</summary>
    public CustomFieldType Type { get; init; } = CustomFieldType.Text;

    /// <summary>Which way the field travels.</summary>
    /// <value>The default is <see cref="FieldDirection.Both"/>.</value>
    public FieldDirection Direction { get; init => field = value == 0 ? FieldDirection.Both : value; } = FieldDirection.Both;
}
