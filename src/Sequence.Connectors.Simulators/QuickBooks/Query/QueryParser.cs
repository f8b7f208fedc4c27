using System.Globalization;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// Parses QuickBooks' query language: SELECT * or COUNT(*), conditions joined by AND, ORDERBY, STARTPOSITION, MAXRESULTS.
/// </summary>
internal sealed class QueryParser
{
    private const int MaximumResults = 1000;

    private readonly List<QueryToken> tokens;
    private int position;

    private QueryParser(string statement) => tokens = QueryTokenizer.Split(statement);

    private QueryToken Current => tokens[position];

    public static QueryStatement Parse(string statement) => new QueryParser(statement).ParseStatement();

    private QueryStatement ParseStatement()
    {
        Expect("select");
        var isCount = Accept("count");
        if (isCount)
        {
            Expect("(");
        }

        Expect("*");
        if (isCount)
        {
            Expect(")");
        }

        Expect("from");
        var statement = new QueryStatement { Entity = Word(), IsCount = isCount, Conditions = ParseConditions() };
        while (Current.Kind != QueryTokenKind.End && !Current.Is(";"))
        {
            statement = ParseClause(statement);
        }

        return statement;
    }

    private List<QueryCondition> ParseConditions()
    {
        var conditions = new List<QueryCondition>();
        if (!Accept("where"))
        {
            return conditions;
        }

        do
        {
            conditions.Add(ParseCondition());
        }
        while (Accept("and"));
        return conditions;
    }

    private QueryCondition ParseCondition()
    {
        var property = Word();
        if (Accept("in"))
        {
            Expect("(");
            var values = new List<string> { Value() };
            while (Accept(","))
            {
                values.Add(Value());
            }

            Expect(")");
            return new QueryCondition(property, "in", values);
        }

        if (Accept("like"))
        {
            return new QueryCondition(property, "like", [Value()]);
        }

        var comparison = Take();
        return comparison.Value is "=" or "<" or ">" or "<=" or ">="
            ? new QueryCondition(property, comparison.Value, [Value()])
            : throw Unexpected(comparison);
    }

    private QueryStatement ParseClause(QueryStatement statement)
    {
        if (Accept("orderby") || (Accept("order") && Expect("by")))
        {
            statement = statement with { OrderBy = Word() };
            var descending = Accept("desc");
            _ = descending || Accept("asc");
            return statement with { Descending = descending };
        }

        if (Accept("startposition"))
        {
            return statement with { StartPosition = Number("startPosition", minimum: 1) };
        }

        if (Accept("maxresults"))
        {
            return statement with { MaxResults = Math.Min(Number("maxResults", minimum: 1), MaximumResults) };
        }

        throw Unexpected(Current);
    }

    private int Number(string name, int minimum)
    {
        var token = Take();
        if (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw Unexpected(token);
        }

        return number >= minimum ? number : throw QuickBooksFaultException.Query($"value {number.Invariant()} is too small ({name})");
    }

    private string Value()
    {
        var token = Take();
        return token.Kind is QueryTokenKind.Text or QueryTokenKind.Word ? token.Value : throw Unexpected(token);
    }

    private string Word()
    {
        var token = Take();
        return token.Kind == QueryTokenKind.Word ? token.Value : throw Unexpected(token);
    }

    private bool Accept(string word)
    {
        if (!Current.Is(word))
        {
            return false;
        }

        position++;
        return true;
    }

    private bool Expect(string word) => Accept(word) ? true : throw Unexpected(Current);

    private QueryToken Take() => Current.Kind == QueryTokenKind.End ? throw Unexpected(Current) : tokens[position++];

    private static QuickBooksFaultException Unexpected(QueryToken token) =>
        QuickBooksFaultException.QuerySyntax($"Encountered \" {token.Value} \"");
}
