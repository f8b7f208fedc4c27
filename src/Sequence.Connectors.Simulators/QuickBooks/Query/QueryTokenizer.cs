using System.Text;

namespace Sequence.Connectors.Simulators;

/// <summary>Splits a query statement into words, quoted texts and symbols. A backslash escapes a quote inside a text.</summary>
internal static class QueryTokenizer
{
    public static List<QueryToken> Split(string statement)
    {
        var tokens = new List<QueryToken>();
        for (var at = 0; at < statement.Length;)
        {
            var character = statement[at];
            if (char.IsWhiteSpace(character))
            {
                at++;
            }
            else if (character == '\'')
            {
                tokens.Add(new QueryToken(QueryTokenKind.Text, ReadText(statement, ref at)));
            }
            else if (IsWord(character))
            {
                var start = at;
                while (at < statement.Length && IsWord(statement[at]))
                {
                    at++;
                }

                tokens.Add(new QueryToken(QueryTokenKind.Word, statement[start..at]));
            }
            else
            {
                tokens.Add(new QueryToken(QueryTokenKind.Symbol, ReadSymbol(statement, ref at)));
            }
        }

        tokens.Add(new QueryToken(QueryTokenKind.End, "<EOF>"));
        return tokens;
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '.' or '_' or '-';

    private static string ReadText(string statement, ref int at)
    {
        var text = new StringBuilder();
        for (at++; at < statement.Length; at++)
        {
            if (statement[at] == '\\' && at + 1 < statement.Length)
            {
                text.Append(statement[++at]);
            }
            else if (statement[at] == '\'')
            {
                at++;
                return text.ToString();
            }
            else
            {
                text.Append(statement[at]);
            }
        }

        throw QuickBooksFaultException.QuerySyntax("Lexical error: the text is not closed by a quote");
    }

    private static string ReadSymbol(string statement, ref int at)
    {
        var two = at + 1 < statement.Length ? statement.Substring(at, 2) : "";
        var symbol = two is "<=" or ">=" or "!=" or "<>" ? two : statement[at].ToString();
        at += symbol.Length;
        return symbol;
    }
}
