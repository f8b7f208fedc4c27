namespace Sequence.Connectors;

/// <summary>The name of a type of record, such as <c>Invoice</c>: how journals, links, settings and messages speak of it.</summary>
/// <param name="Name">The name, equal to the name of the record's class.</param>
public sealed record RecordType(string Name)
{
    /// <summary>The type of a record class.</summary>
    public static RecordType Of<TRecord>()
        where TRecord : class, IRecord => Cache<TRecord>.Value;

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static class Cache<TRecord>
    {
        public static readonly RecordType Value = new(typeof(TRecord).Name);
    }
}
