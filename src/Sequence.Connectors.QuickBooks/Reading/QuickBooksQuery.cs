using System.Text;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// A statement of QuickBooks' query language. Values are always quoted and escaped here, with a backslash, and never put into a
/// statement elsewhere. https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/data-queries
/// </summary>
internal sealed class QuickBooksQuery(string entity)
{
    private readonly List<string> _conditions = [];
    private string? _order;
    private int _start = 1;
    private int _max = QuickBooksFacts.PageSize;

    public string Entity => entity;

    /// <summary>Whether nobody waits for the answer.</summary>
    public bool IsBackground { get; init; }

    /// <summary>Lists hide what is not active unless both are asked for.</summary>
    public QuickBooksQuery IncludingArchived()
    {
        _conditions.Add("Active IN (true, false)");
        return this;
    }

    public QuickBooksQuery Where(string property, string operation, string value)
    {
        _conditions.Add($"{property} {operation} {Quoted(value)}");
        return this;
    }

    public QuickBooksQuery WhereIn(string property, IEnumerable<string> values)
    {
        _conditions.Add($"{property} IN ({string.Join(", ", values.Select(Quoted))})");
        return this;
    }

    public QuickBooksQuery OrderBy(string property)
    {
        _order = property;
        return this;
    }

    /// <summary>Positions count from one.</summary>
    public QuickBooksQuery Page(int start, int max)
    {
        (_start, _max) = (start, max);
        return this;
    }

    public override string ToString()
    {
        var text = new StringBuilder("SELECT * FROM ").Append(entity);
        if (_conditions.Count > 0)
        {
            text.Append(" WHERE ").AppendJoin(" AND ", _conditions);
        }

        if (_order is not null)
        {
            text.Append(" ORDERBY ").Append(_order);
        }

        return text.Append(" STARTPOSITION ").Append(_start).Append(" MAXRESULTS ").Append(_max).ToString();
    }

    private static string Quoted(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
