using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// A filter such as <c>Type=="ACCREC" AND Date>=DateTime(2026,01,31)</c>, read into a test of documents. Text compares without case.
/// </summary>
internal sealed class XeroWhere
{
    private readonly string text;
    private int at;

    private XeroWhere(string text) => this.text = text;

    /// <summary>Reads a filter; the test gets documents as they are kept, with the contact under Contact.</summary>
    public static Func<JsonObject, bool> Parse(string text)
    {
        var parser = new XeroWhere(text);
        var test = parser.Either();
        parser.Spaces();
        return parser.at == text.Length ? test : throw XeroFault.Query("Syntax error");
    }

    private Func<JsonObject, bool> Either()
    {
        var left = Both();
        while (Takes("||") || Word("OR"))
        {
            var (first, second) = (left, Both());
            left = document => first(document) || second(document);
        }

        return left;
    }

    private Func<JsonObject, bool> Both()
    {
        var left = One();
        while (Takes("&&") || Word("AND"))
        {
            var (first, second) = (left, One());
            left = document => first(document) && second(document);
        }

        return left;
    }

    private Func<JsonObject, bool> One()
    {
        if (Takes("("))
        {
            var inner = Either();
            return Takes(")") ? inner : throw XeroFault.Query("')' or operator expected");
        }

        var path = Name();
        var dot = path.LastIndexOf('.');
        if (dot > 0 && path[(dot + 1)..] is "Contains" or "StartsWith" or "EndsWith")
        {
            return Call(path[..dot], path[(dot + 1)..]);
        }

        Spaces();
        var sign = ((string[])["==", "!=", ">=", "<=", ">", "<", "="]).FirstOrDefault(Takes);
        if (sign is null)
        {
            return document => Value(document, path) is bool flag && flag;
        }

        var expected = Literal();
        return document => Compare(Value(document, path), expected, sign);
    }

    private Func<JsonObject, bool> Call(string path, string method)
    {
        var argument = Takes("(") ? Literal() as string : null;
        if (argument is null || !Takes(")"))
        {
            throw XeroFault.Query("Syntax error");
        }

        return document => Value(document, path) is string value && method switch
        {
            "Contains" => value.Contains(argument, StringComparison.OrdinalIgnoreCase),
            "StartsWith" => value.StartsWith(argument, StringComparison.OrdinalIgnoreCase),
            _ => value.EndsWith(argument, StringComparison.OrdinalIgnoreCase),
        };
    }

    private static bool Compare(object? actual, object? expected, string sign)
    {
        if (sign is "==" or "=")
        {
            return Order(actual, expected) == 0;
        }

        return sign == "!=" ? Order(actual, expected) != 0 : Order(actual, expected) is { } order && sign switch
        {
            ">" => order > 0,
            ">=" => order >= 0,
            "<" => order < 0,
            _ => order <= 0,
        };
    }

    /// <summary>Null when the two cannot be compared.</summary>
    private static int? Order(object? actual, object? expected) => (actual, expected) switch
    {
        (null, null) => 0,
        (string left, string right) when DateTimeOffset.TryParse(right, CultureInfo.InvariantCulture, out _)
            && XeroDates.TryInstant(left) is { } one && XeroDates.TryInstant(right) is { } other => one.CompareTo(other),
        (string left, string right) => CultureInfo.InvariantCulture.CompareInfo.Compare(
            left, right, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace),
        (decimal left, decimal right) => left.CompareTo(right),
        (bool left, bool right) => left.CompareTo(right),
        (string left, DateTimeOffset right) => XeroDates.TryInstant(left)?.CompareTo(right),
        _ => null,
    };

    private static object? Value(JsonObject document, string path)
    {
        JsonNode? node = document;
        foreach (var name in path.Split('.'))
        {
            node = (node as JsonObject)?.FirstOrDefault(each => each.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        }

        return node is not JsonValue value ? null
            : value.TryGetValue<string>(out var text) ? text
            : value.TryGetValue<bool>(out var flag) ? flag
            : JsonMembers.Number(value);
    }

    private object? Literal()
    {
        Spaces();
        if (at < text.Length && text[at] == '"')
        {
            return Quoted();
        }

        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '-'))
        {
            at++;
        }

        var word = text[start..at];
        if (decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        return word.ToUpperInvariant() switch
        {
            "TRUE" => true,
            "FALSE" => false,
            "NULL" => null,
            "GUID" or "GUID.PARSE" or "DATETIME.PARSE" => Argument(),
            "DATETIME" => Moment(),
            _ => throw XeroFault.Query(word.Length == 0 ? "Expression expected" : $"Unknown identifier '{word}'"),
        };
    }

    private string Argument() =>
        Takes("(") && Literal() is string inner && Takes(")") ? inner : throw XeroFault.Query("Expression expected");

    private DateTimeOffset Moment()
    {
        var parts = new List<int>();
        if (!Takes("("))
        {
            throw XeroFault.Query("Expression expected");
        }

        do
        {
            parts.Add((int)(Literal() as decimal? ?? throw XeroFault.Query("Expression expected")));
        }
        while (Takes(","));
        if (!Takes(")") || parts.Count is not (3 or 6))
        {
            throw XeroFault.Query("No applicable constructor exists in type 'DateTime'");
        }

        var time = parts.Count == 6 ? new TimeOnly(parts[3], parts[4], parts[5]) : TimeOnly.MinValue;
        return new DateTimeOffset(new DateOnly(parts[0], parts[1], parts[2]).ToDateTime(time), TimeSpan.Zero);
    }

    /// <summary>Nothing escapes a quote: it always ends the text.</summary>
    private string Quoted()
    {
        var end = text.IndexOf('"', at + 1);
        if (end < 0)
        {
            throw XeroFault.Query("Unterminated string literal");
        }

        var quoted = text[(at + 1)..end];
        at = end + 1;
        return quoted;
    }

    private string Name()
    {
        Spaces();
        var name = new StringBuilder();
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '.'))
        {
            name.Append(text[at++]);
        }

        return name.Length == 0 ? throw XeroFault.Query("Expression expected") : name.ToString();
    }

    private bool Takes(string token)
    {
        Spaces();
        if (string.CompareOrdinal(text, at, token, 0, token.Length) != 0)
        {
            return false;
        }

        at += token.Length;
        return true;
    }

    private bool Word(string word)
    {
        Spaces();
        if (string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0
            || (at + word.Length < text.Length && char.IsAsciiLetterOrDigit(text[at + word.Length])))
        {
            return false;
        }

        at += word.Length;
        return true;
    }

    private void Spaces()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }
}
