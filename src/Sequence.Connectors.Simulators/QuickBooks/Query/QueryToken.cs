namespace Sequence.Connectors.Simulators;

internal enum QueryTokenKind
{
    Word,
    Text,
    Symbol,
    End,
}

internal readonly record struct QueryToken(QueryTokenKind Kind, string Value)
{
    public bool Is(string word) =>
        Kind is QueryTokenKind.Word or QueryTokenKind.Symbol && Value.Equals(word, StringComparison.OrdinalIgnoreCase);
}
